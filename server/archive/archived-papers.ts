/** Whether sheets, numbers and answer of an archive come from the record inside it. */
import { equalBytes } from '../../crypto/encoding/bytes.ts';
import { canonicalBytes } from '../../crypto/encoding/canonical.ts';
import type { FontFiles } from '../../printables/layout/typefaces.ts';
import { ANSWER_ATTACHMENT } from '../../printables/reports/answer.ts';
import { checkResultSheet } from '../../printables/reports/check-result-sheet.ts';
import { openSignedPaper } from '../../printables/signed/open-signed-paper.ts';
import { SIGNATURE_FAULT_TEXT, verifySignedPdf } from '../../printables/signed/verify-signed-pdf.ts';
import { entriesOf, readRecord } from '../../tally/record/reader.ts';
import type { VerifyReport } from '../../tally/verify/report.ts';
import { pagesCheck } from '../papers/request-file.ts';
import { drawResultAnswer, resultAnswerSchema, resultOfRecord } from '../papers/result-answer.ts';
import { type ArchiveFault, fault } from './archive-fault.ts';
import type { ArchivedFile } from './archive-zip.ts';

const RESULT_SHEET = /^rounds\/(\d+)\/result\.pdf$/;
const sheetPath = (round: number) => `rounds/${round}/result.pdf`;
const resultPath = (round: number) => `rounds/${round}/result.json`;
export const ANSWER = 'answer.pdf';

export async function sheetFaults(
  files: readonly ArchivedFile[],
  record: string,
  sheetKey: Uint8Array,
  fonts: FontFiles,
): Promise<readonly ArchiveFault[]> {
  const faults: ArchiveFault[] = [];
  for (const { path, bytes } of files) {
    const number = RESULT_SHEET.exec(path)?.[1];
    if (number === undefined) continue;
    const sheet = await checkResultSheet(bytes, { fonts, trustedKey: sheetKey });
    for (const { text } of sheet.faults)
      faults.push({ code: 'sheet-invalid', path, text: { zh: `${path}：${text.zh}`, en: `${path}: ${text.en}` } });
    // The sheet carries the record of its hour; what it counted must be what the whole record counted.
    const whole = resultOfRecord(record, Number(number));
    const isSame =
      sheet.record !== null &&
      sheet.settings?.round === Number(number) &&
      whole !== undefined &&
      resultOfRecord(sheet.record, Number(number))?.resultHash === whole.resultHash;
    if (!isSame)
      faults.push(
        fault(
          'sheet-of-another-record',
          path,
          `“${path}”不是由包内的选举档案产生的。`,
          `"${path}" does not come from the record in the archive.`,
        ),
      );
  }
  return faults;
}

/** Every round that the record counts must be there: its sheet, and its numbers as the record gives them. */
export function resultFaults(files: readonly ArchivedFile[], { results }: VerifyReport): readonly ArchiveFault[] {
  const bytesOf = (path: string) => files.find((file) => file.path === path)?.bytes;
  const faults = results.flatMap((result) => {
    const [sheet, json] = [sheetPath(result.round), resultPath(result.round)];
    const found = bytesOf(json);
    return [
      ...(bytesOf(sheet) === undefined
        ? [
            fault(
              'sheet-missing',
              sheet,
              `第 ${result.round} 轮已经计票，包内没有它的报告单。`,
              `Round ${result.round} is counted and its sheet is not in the archive.`,
            ),
          ]
        : []),
      ...(found === undefined
        ? [
            fault(
              'result-missing',
              json,
              `第 ${result.round} 轮已经计票，包内没有它的 result.json。`,
              `Round ${result.round} is counted and its result.json is not in the archive.`,
            ),
          ]
        : isResult(found, result)
          ? []
          : [
              fault(
                'result-differs',
                json,
                `“${json}”与按选举档案算出的结果不符。`,
                `"${json}" departs from the result that the record gives.`,
              ),
            ]),
    ];
  });
  const counted = new Set(results.map(({ round }) => resultPath(round)));
  const others = files.filter(({ path }) => /^rounds\/[^/]+\/result\.json$/.test(path) && !counted.has(path));
  return [
    ...faults,
    ...others.map(({ path }) =>
      fault(
        'result-differs',
        path,
        `选举档案没有“${path}”所说的一轮结果。`,
        `The record has no result of the round of "${path}".`,
      ),
    ),
  ];
}

/** Whether the file says exactly this result: compared as data, for people may read it with other spacing. */
function isResult(file: Uint8Array, result: VerifyReport['results'][number]): boolean {
  try {
    const said: unknown = JSON.parse(new TextDecoder().decode(file));
    return equalBytes(canonicalBytes(said), canonicalBytes(JSON.parse(JSON.stringify(result))));
  } catch {
    return false;
  }
}

/**
 * The answer must be about this meeting's last result, say on its pages what its data says, and not be signed by the meeting's own
 * key. Whose key it is else no record can tell: it is reported to be compared.
 */
export async function answerFaults(
  file: Uint8Array,
  record: string,
  sheetKey: Uint8Array,
  path: string = ANSWER,
): Promise<{ readonly faults: readonly ArchiveFault[]; readonly signer: Uint8Array | null }> {
  const { faults: signature, signer } = verifySignedPdf(file, null);
  const faults = signature.map(
    (code): ArchiveFault => ({
      code: 'answer-invalid',
      path,
      text: SIGNATURE_FAULT_TEXT[code],
    }),
  );
  if (signer !== null && equalBytes(signer, sheetKey))
    faults.push(
      fault(
        'answer-self-signed',
        path,
        '批复是用本会议自己的密钥签名的，不是上级的。',
        "The answer is signed with the meeting's own key, not the superior's.",
      ),
    );
  const opened = openSignedPaper(file, ANSWER_ATTACHMENT);
  const answer = opened.ok ? resultAnswerSchema.safeParse(opened.value.data) : undefined;
  const meeting = entriesOf(readRecord(record), 'meeting')[0]?.entry;
  const result = answer?.success === true ? resultOfRecord(record, answer.data.round) : undefined;
  const belongs =
    answer?.success === true &&
    result !== undefined &&
    answer.data.meeting === meeting?.id &&
    answer.data.result === result.resultHash;
  if (!belongs)
    faults.push(
      fault(
        'answer-of-another-result',
        path,
        '批复答复的不是这份选举档案的结果。',
        'The answer is about another result than that of the record.',
      ),
    );
  else {
    const pages = await pagesCheck(file, () => drawResultAnswer(answer.data, result));
    if (!pages.ok) faults.push({ code: 'answer-invalid', path, text: pages.detail });
  }
  return { faults, signer };
}
