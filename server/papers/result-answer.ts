/** A result that came as a record inside a signed sheet, and the signed answer to it (printables/reports/answer.ts) read again. */
import { z } from 'zod';
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { drawAnswer } from '../../printables/reports/answer.ts';
import { type AnsweredSheet, answeredSheet } from '../../printables/reports/answered-sheet.ts';
import { entriesOf, readRecord } from '../../tally/record/reader.ts';
import { dateSchema } from '../contract/shared.ts';
import { fonts } from '../services/fonts.ts';

export const resultAnswerSchema = z.strictObject({
  type: z.literal('answer'),
  version: z.literal(1),
  meeting: z.string().max(20),
  round: z.int().min(1).max(99),
  /** Hash of the `result` or `paper-count` entry that is answered. */
  result: z.string().max(43),
  decision: z.enum(['approve', 'file', 'return']),
  number: z.string().min(1).max(40),
  reason: z.string().max(400),
  signatory: z.string().min(1).max(40),
  date: dateSchema,
});
export type ResultAnswer = z.infer<typeof resultAnswerSchema>;

export interface RecordedResult {
  /** Rounds that were counted before it, then the round itself. */
  readonly sheets: readonly AnsweredSheet[];
  readonly resultHash: string;
}

export function resultOfRecord(record: string, round: number): RecordedResult | undefined {
  const file = readRecord(record);
  const fixed = [...entriesOf(file, 'round'), ...entriesOf(file, 'paper-round')];
  const counted = [...entriesOf(file, 'result'), ...entriesOf(file, 'paper-count')].flatMap((result) => {
    const of = fixed.find(({ hash }) => encodeBase64url(hash) === result.entry.ctx);
    return of === undefined ? [] : [{ round: of.entry.round, hash: encodeBase64url(result.hash) }];
  });
  const own = counted.find((one) => one.round === round);
  if (own === undefined) return undefined;
  const sheets = counted
    .filter((one) => one.round <= round)
    .toSorted((a, b) => a.round - b.round)
    .map((one) => answeredSheet(record, one.round));
  const drawn = sheets.flatMap((sheet) => (sheet.ok ? [sheet.value] : []));
  return drawn.length === sheets.length ? { sheets: drawn, resultHash: own.hash } : undefined;
}

/** Unsigned. */
export async function drawResultAnswer(
  text: Pick<ResultAnswer, 'decision' | 'number' | 'reason' | 'signatory' | 'date'>,
  { sheets, resultHash }: RecordedResult,
): Promise<Uint8Array> {
  const sheet = sheets.at(-1);
  if (sheet === undefined) throw new Error('answer: no result to answer');
  const { decision, number, reason, signatory, date } = text;
  return drawAnswer(
    {
      decision,
      number,
      reason,
      signatory,
      date,
      sheet,
      earlier: sheets.slice(0, -1),
      resultHash: decodeBase64url(resultHash, 32),
    },
    fonts(),
  );
}
