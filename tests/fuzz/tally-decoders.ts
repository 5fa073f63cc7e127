/** Decoders of tally: records, entries, keys and evidence, a scrutineer's files, rolls and the cells of their tables. */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { encodePoint, encodeScalar } from '../../crypto/group.ts';
import { cardQrText, cardText } from '../../crypto/token.ts';
import { decodeSums, encodeSums, type Sums } from '../../tally/count/sums.ts';
import { readApproval } from '../../tally/meeting/exclusion.ts';
import { publicityNote, readPublicity } from '../../tally/meeting/exclusion-publicity.ts';
import { linesOfPersons, personsOfLines } from '../../tally/meeting/name-lines.ts';
import { readRosterFile } from '../../tally/meeting/roster.ts';
import { parseCategory, parseGender, parseMonth, parseName, parseYesNo } from '../../tally/meeting/roster-cell.ts';
import { decodeRosterText } from '../../tally/meeting/roster-table.ts';
import { parseStrokes } from '../../tally/meeting/stroke-data.ts';
import { decodeEntry } from '../../tally/record/entry.ts';
import { readRecord } from '../../tally/record/reader.ts';
import { readCeremony } from '../../tally/roles/scrutineer/ceremony-record.ts';
import { newScrutineer } from '../../tally/roles/scrutineer/enrolment.ts';
import { readKeyFile, writeKeyFile } from '../../tally/roles/scrutineer/key-file.ts';
import { readCard } from '../../tally/roles/scrutineer/voids.ts';
import { readVoterCard } from '../../tally/roles/voter.ts';
import { countingRules } from '../../tally/rules/counting-rules.ts';
import { outcome } from '../../tally/rules/outcome.ts';
import { parseOutcomeInput } from '../../tally/rules/outcome-input.ts';
import { ruleSettings } from '../../tally/rules/settings.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { parseForkEvidence } from '../../tally/verify/fork-evidence.ts';
import { decodePartial } from '../../tally/verify/partials.ts';
import { parseTrustedKeys, trustedKeysOf } from '../../tally/verify/trusted-keys.ts';
import { SAMPLE } from '../prints/qingxi-record.ts';
import { accepted, type DecoderUnderTest, READ, read, rewritten } from './decoder.ts';
import { recordEntries, recordLines, simulated } from './real-inputs.ts';

const MEETING = new Uint8Array(32).fill(7);
const CARD = new Uint8Array(16).fill(0x5a);
const RULES = ruleSettings({ majorityBase: 'expected' });
const roster = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, SAMPLE)));

/** What is made of a text is made of itself again. */
const settled = (parse: (text: string) => string | null) => (text: string) => {
  const value = parse(text);
  if (value === null) return null;
  expect(parse(value), JSON.stringify(text)).toBe(value);
  return READ;
};

const OUTCOME_INPUT = {
  ...{ ruleSet: '2020', majorityBase: 'expected', expected: 9, present: 8, issued: 8, voters: 8, recovered: 8 },
  ...{ valid: 8, seats: 1, candidates: ['王建国', '李㛃'], writeIns: { 陈䶮: 1 } },
  counts: {
    王建国: { approve: 6, disapprove: 2, abstain: 0, unreadable: 0 },
    李㛃: { approve: 1, disapprove: 7, abstain: 0, unreadable: 0 },
  },
};

const forkEvidence = async () => {
  const { meeting } = await simulated();
  const [cosigned, shown] = (await recordEntries('checkpoint')).map(({ note }) => note);
  return {
    type: 'fork-evidence',
    version: 1,
    logOrigin: meeting.logOrigin,
    logKey: meeting.keys.log,
    cosigned,
    shown,
    path: [],
  };
};

export const TALLY_DECODERS: readonly DecoderUnderTest[] = [
  {
    kind: 'bytes',
    ...{ name: 'a record, and the ceremony in it', of: ['readRecord', 'readCeremony'], runs: 200 },
    samples: async () => [encodeUtf8((await simulated()).record)],
    again: (bytes) => {
      const file = readRecord(bytes);
      readCeremony(file);
      return file.leaves.every(({ kind }) => kind === 'entry') && file.lines.length > 0 ? READ : null;
    },
  },
  {
    kind: 'object',
    ...{ name: 'an entry of any type', of: ['decodeEntry'], runs: 1000 },
    samples: async () =>
      (await recordLines()).map((line) => JSON.parse(line)).filter(({ type }) => type !== 'checkpoint'),
    again: (value) => {
      const entry = decodeEntry(value);
      return typeof entry === 'string' ? null : entry;
    },
  },
  {
    kind: 'object',
    ...{ name: 'the lists of a partial decryption', of: ['decodePartial'] },
    samples: async () => (await recordEntries('partial-decryption')).map(({ D, c, s }) => ({ D, c, s })),
    again: (value) => {
      // The entry's schema stands before it.
      if (typeof decodeEntry({ ...PARTIAL, ...(value as object) }) === 'string') return null;
      const partial = decodePartial(value as Parameters<typeof decodePartial>[0]);
      if (partial === null) return null;
      const { D, c, s } = partial;
      const text = encodeBase64url;
      return {
        ...(value as object),
        D: D.map((point) => text(encodePoint(point))),
        c: text(encodeScalar(c)),
        s: text(encodeScalar(s)),
      };
    },
  },
  {
    kind: 'object',
    ...{ name: 'the sums of an aggregate', of: ['decodeSums'], throws: true },
    samples: async () => (await recordEntries('aggregate')).map(({ sums }) => sums),
    again: (value) => {
      // The entry's schema stands before it.
      if (typeof decodeEntry({ ...AGGREGATE, sums: value }) === 'string') return null;
      return encodeSums(decodeSums(value as Sums));
    },
  },
  {
    kind: 'text',
    ...{ name: 'the keys a user trusts', of: ['parseTrustedKeys'] },
    samples: async () => [JSON.stringify(trustedKeysOf((await simulated()).meeting))],
    again: (text) => read(parseTrustedKeys(text)),
  },
  {
    kind: 'object',
    ...{ name: 'the keys a user trusts, as an object', of: ['parseTrustedKeys'] },
    samples: async () => [trustedKeysOf((await simulated()).meeting)],
    again: (value) => rewritten(parseTrustedKeys(JSON.stringify(value) ?? ''), (keys) => keys),
  },
  {
    kind: 'text',
    ...{ name: 'a fork as evidence', of: ['parseForkEvidence'] },
    samples: async () => [JSON.stringify(await forkEvidence())],
    again: (text) => (parseForkEvidence(text) === null ? null : READ),
  },
  {
    kind: 'object',
    ...{ name: 'a fork as evidence, as an object', of: ['parseForkEvidence'] },
    samples: async () => [await forkEvidence()],
    again: (value) => parseForkEvidence(JSON.stringify(value) ?? ''),
  },
  {
    kind: 'bytes',
    ...{ name: 'a scrutineer’s key file', of: ['readKeyFile'] },
    samples: () => {
      const key = { identity: `AGE-SECRET-KEY-1${'Q'.repeat(58)}`, recipient: `age1${'q'.repeat(58)}` };
      return [
        writeKeyFile(newScrutineer({ meeting: 'abcdefghij', index: 1, name: '杨辉' }, seededRandom('key file'), key)),
      ];
    },
    again: (bytes) => rewritten(readKeyFile(bytes), writeKeyFile),
  },
  {
    kind: 'text',
    ...{ name: 'a card at a kiosk and at a scrutineer’s device', of: ['readVoterCard', 'readCard'] },
    samples: () => [cardText(CARD), cardQrText(CARD)],
    again: (text) => {
      const voter = accepted(readVoterCard(text, MEETING, 1));
      const scanned = accepted(readCard({ meetingHash: MEETING, round: 1, text }));
      expect(voter?.listed).toBe(scanned?.T);
      if (scanned !== null) expect(decodeBase64url(scanned.T, 32)).toHaveLength(32);
      return scanned === null ? null : READ;
    },
  },
  {
    kind: 'object',
    ...{ name: 'a case for the rules', of: ['parseOutcomeInput'] },
    samples: () => [OUTCOME_INPUT],
    again: (value) => {
      const input = accepted(parseOutcomeInput(value));
      if (input === null) return null;
      // Whatever is read can be decided, or is named impossible.
      outcome(input, countingRules(RULES, 'committee'));
      return READ;
    },
  },
  {
    kind: 'bytes',
    ...{
      name: 'a roll as a spreadsheet saves it',
      of: ['readRosterFile', 'decodeRosterText'],
      runs: 200,
    },
    samples: () => ['roster.utf8.csv', 'roster.gb18030.csv'].map(roster),
    again: (bytes) => {
      decodeRosterText(bytes);
      const file = accepted(readRosterFile(bytes, RULES));
      if (file === null) return null;
      expect(file.members.length).toBeLessThanOrEqual(file.rows);
      return file.importable ? READ : null;
    },
  },
  {
    kind: 'text',
    ...{ name: 'a name in a roll', of: ['parseName'] },
    samples: () => ['阿卜杜拉·买买提', '李　㛃', '陈䶮'],
    again: settled((text) => parseName(text)?.name ?? null),
  },
  {
    kind: 'text',
    ...{ name: 'a month in a roll', of: ['parseMonth'] },
    samples: () => ['1974年4月', '1974.04', '1974-4-5'],
    again: settled(parseMonth),
  },
  {
    kind: 'text',
    ...{
      name: 'a sex, a category, yes or no in a roll',
      of: ['parseGender', 'parseCategory', 'parseYesNo'],
    },
    samples: () => ['男', 'female', '正式党员', '无'],
    again: (text) => {
      const values = [parseGender(text), parseCategory(text), parseYesNo(text)];
      return values.every((value) => value === null) ? null : READ;
    },
  },
  {
    kind: 'text',
    ...{ name: 'when an exclusion was posted', of: ['readPublicity'] },
    samples: () => [publicityNote({ from: '2026-11-02', to: '2026-11-06' })],
    again: (text) => {
      const found = readPublicity(text);
      if (found === null) return null;
      expect(readPublicity(publicityNote(found)), JSON.stringify(text)).toEqual(found);
      return READ;
    },
  },
  {
    kind: 'text',
    ...{ name: 'who approved an exclusion', of: ['readApproval'] },
    samples: () => ['镇党委同意，党员大会通过'],
    again: (text) => (Object.values(readApproval(text)).some(Boolean) ? READ : null),
  },
  {
    kind: 'text',
    ...{ name: 'strokes as a person writes them', of: ['parseStrokes'] },
    samples: () => ['1 2 3、4，5', '横竖撇'],
    again: settled((text) => accepted(parseStrokes(text))),
  },
  {
    kind: 'text',
    ...{ name: 'names line by line', of: [] },
    samples: () => [
      linesOfPersons([
        { name: '王建国', remark: '1974年4月生' },
        { name: '李㛃', remark: '' },
      ]),
    ],
    again: (text) => {
      const persons = personsOfLines(text);
      return persons.length === 0 ? null : READ;
    },
  },
];

const AGGREGATE = { type: 'aggregate', ctx: encodeBase64url(MEETING), casts: 0, signatures: [] };
const PARTIAL = { type: 'partial-decryption', stage: 'tally', index: 1, ctx: encodeBase64url(MEETING), signatures: [] };
