import { expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { formatNote, parseNote } from '../../crypto/log/signed-note.ts';
import type { PaperBox, PaperCountEntry } from '../../tally/record/paper-entries.ts';
import { label } from '../../tally/record/person.ts';
import { readRecord } from '../../tally/record/reader.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { committeeContest, simulateElection } from '../../tally/simulation/simulate-election.ts';
import { decodePaperSymbol, encodePaperSymbol } from './paper-symbol.ts';
import { countHashOf, verifyPaperSymbol } from './paper-symbol-entry.ts';
import { type CountOnPaper, countOnPaper, paperSymbolOf, paperSymbolOfRecord } from './paper-symbol-of-record.ts';

const CONTEST = committeeContest(2, 1, 2);
const BOX: PaperBox = {
  ...{ printed: 10, issued: 8, remaining: 2, voters: 8, recovered: 8 },
  tally: {
    ...{ valid: 8, invalid: 0, voidEntries: [], invalidReasons: [] },
    rows: [
      [6, 2, 0, 0],
      [0, 8, 0, 0],
    ],
    writeIns: [{ name: label(CONTEST.writeIns[1] as (typeof CONTEST.writeIns)[number]), votes: 2 }],
  },
};
const { record } = await simulateElection({
  ...{ ballots: 0, spares: 0, threshold: 2, contests: [CONTEST] },
  onPaper: { expected: 9, present: 8, boxes: [BOX] },
  random: seededRandom('paper symbol'),
  recipients: ['q', 'p', 'z'].map((own) => `age1${own.repeat(58)}`),
  sheetKey: encodeBase64url(new Uint8Array(91)),
});
const file = readRecord(record);
const found = countOnPaper(file, 1) as CountOnPaper;
const withCount = (change: Partial<PaperCountEntry>) =>
  paperSymbolOf(file, { ...found, count: { ...found.count, entry: { ...found.count.entry, ...change } } });

test('a count on paper is stated with every signature under it, and stands last below the head of the log (§9.2)', () => {
  const symbol = paperSymbolOfRecord(record, 1);
  if (symbol === null) throw new Error('no symbol');
  expect(decodePaperSymbol(encodePaperSymbol(symbol))).toEqual({ ok: true, value: symbol });
  const { scrutineers, server, head } = verifyPaperSymbol(symbol);
  expect([...scrutineers, server, head].map(({ state }) => state)).toEqual(Array(5).fill('valid'));
  expect(countHashOf(symbol)).toBe(encodeBase64url(found.count.hash));
  expect(symbol.head?.size).toBe(found.count.index + 1);
});

test('what no sheet can show has no symbol: another round, a box too few, another ballot, somebody who is not on it', () => {
  expect(paperSymbolOfRecord(record, 2)).toBeNull();
  expect(paperSymbolOfRecord('', 1)).toBeNull();
  const refused = { ok: false, error: 'outcome-unreadable' };
  expect(withCount({ contests: [] })).toEqual(refused);
  expect(withCount({ contests: [{ ...BOX, tally: BOX.tally && { ...BOX.tally, rows: [[8, 0, 0, 0]] } }] })).toEqual(
    refused,
  );
  const [outcome] = found.count.entry.outcome;
  if (outcome == null) throw new Error('no outcome');
  expect(withCount({ outcome: [{ ...outcome, elected: ['某人'] }] })).toEqual(refused);
  expect(withCount({}).ok).toBe(true);
});

test('a record without a head of its log that ends with the count gives a symbol that says so', () => {
  const notes = (change: (note: string) => string): string =>
    record
      .trim()
      .split('\n')
      .map((line) => {
        const entry = JSON.parse(line);
        return entry.type === 'checkpoint' ? JSON.stringify({ ...entry, note: change(entry.note) }) : line;
      })
      .join('\n')
      .concat('\n');
  const headOf = (text: string) => paperSymbolOf(readRecord(text), found);
  const withoutOwnLine = notes((note) => {
    const { text, signatures } = parseNote(note);
    return formatNote({ text, signatures: signatures.slice(1) });
  });
  for (const text of [withoutOwnLine, notes((note) => note.replace('— ', '- '))])
    expect(headOf(text)).toMatchObject({ ok: true, value: { head: null } });
  const short = notes((note) => {
    const { text, signatures } = parseNote(note);
    return formatNote({
      text,
      signatures: signatures.map((one, at) => (at === 0 ? { ...one, signature: one.signature.slice(1) } : one)),
    });
  });
  expect(headOf(short)).toMatchObject({ ok: true, value: { head: null } });
});
