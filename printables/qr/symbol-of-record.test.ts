import { expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { attestedTextsHash, attestedTextsOf } from '../../tally/count/attested-texts.ts';
import type { AttestationEntry } from '../../tally/record/count-entries.ts';
import { ruleSettings } from '../../tally/rules/settings.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { committeeContest, simulateElection } from '../../tally/simulation/simulate-election.ts';
import { attestationsOf, readSymbolATexts, symbolATexts } from './symbol-a.ts';
import { type CountedRound, symbolOf, symbolOfRecord } from './symbol-of-record.ts';

const person = (name: string, remark = '') => ({ name, remark });
const title = (zh: string) => ({ zh, en: 'title' });
const hash = (byte: number) => encodeBase64url(new Uint8Array(32).fill(byte));
const counts = [
  [4, 2, 3, 3, 0, 0, 1],
  [4, 2, 0, 1, 5, 0],
  [3, 6],
];

/** As far as a symbol is made of it. */
const counted = {
  meeting: {
    id: 'qingxi-2026',
    title: '党员大会',
    date: '2026-11-28',
    scrutineers: [{ name: '杨辉', signKey: hash(1) }],
  },
  round: {
    round: 2,
    cards: 8,
    rules: ruleSettings({ majorityBase: 'expected' }),
    contests: [
      {
        kind: 'election',
        category: 'committee',
        post: '委员',
        title: title('选举委员'),
        seats: 1,
        candidates: [person('王建国', '1974年4月生'), person('李㛃')],
        writeIns: [person('阿卜杜拉'), person('付卫东'), person('陈䶮')],
      },
      {
        kind: 'appraisal',
        title: title('测评'),
        subjects: [person('王建国', '1974年4月生'), person('田大利')],
        grades: [title('优秀'), title('称职'), title('不称职')],
      },
      { kind: 'recommendation', title: title('推荐'), nominees: [person('李㛃'), person('陈䶮')], limit: 2 },
    ],
  },
  open: { cardsInBox: 8, cardsAudited: 0 },
  close: {
    expected: 7,
    present: 6,
    handCounts: { received: 6, exchanged: 0, unreadable: 0, returnedBeforeOpening: 0 },
    casts: 6,
    challenges: 0,
    voids: { returned: 0, damaged: 0, unissued: 2 },
  },
  result: { counts, outcome: [null, null, null] },
  attestations: [{ signatures: [{ author: 'scrutineer-1', signature: encodeBase64url(new Uint8Array(64).fill(7)) }] }],
  ctx: hash(2),
  root: hash(3),
  size: 40,
} as unknown as CountedRound;

test('a symbol states every contest of the round, so that the attestation can be rebuilt from it (specification §9)', () => {
  const symbol = symbolOf(counted);
  if (!symbol.ok) throw new Error(symbol.error);
  expect(symbol.value.contests.map(({ category }) => category)).toEqual(['committee', 'appraisal', 'recommendation']);
  const scanned = readSymbolATexts(symbolATexts(symbol.value));
  expect(scanned).toEqual(symbol);
  const [attestation] = attestationsOf(symbol.value) as [AttestationEntry];
  expect(attestation.counts).toEqual(counts);
  expect(attestation.outcome).toEqual([[], [], []]);
  expect(attestation.texts).toBe(attestedTextsHash(attestedTextsOf(counted.meeting, counted.round, counts)));
});

test('a result that names somebody who is not on the ballot gives no symbol: nothing could be attested', () => {
  const stranger = {
    quorate: true,
    election: 'valid' as const,
    elected: ['外人'],
    tie: null,
    unfilled: 0,
    baseSensitive: false,
    smallestWinning: 4,
  };
  const result = { ...counted.result, outcome: [stranger, null, null] };
  expect(symbolOf({ ...counted, result })).toEqual({ ok: false, error: 'outcome-unreadable' });
});

test('a record gives a symbol once its round has a result, and says what is missing before', async () => {
  const { record } = await simulateElection({
    ballots: 5,
    spares: 1,
    contests: [committeeContest(2, 1, 0)],
    random: seededRandom('symbol of a record'),
    recipients: ['q', 'p'].map((own) => `age1${own.repeat(58)}`),
    sheetKey: encodeBase64url(new Uint8Array(91)),
    threshold: 2,
  });
  const lines = record.split('\n');
  const through = (type: string): string => {
    const at = lines.findLastIndex((line) => line.includes(`"type":"${type}"`));
    return `${lines.slice(0, at + 1).join('\n')}\n`;
  };
  expect(symbolOfRecord(record, 1).ok).toBe(true);
  expect(symbolOfRecord(record, 2)).toEqual({ ok: false, error: 'round-missing' });
  expect(symbolOfRecord('x\n', 1)).toEqual({ ok: false, error: 'record-unreadable' });
  // Voting is open, then closed and not counted.
  expect(symbolOfRecord(through('open'), 1)).toEqual({ ok: false, error: 'result-missing' });
  expect(symbolOfRecord(through('close'), 1)).toEqual({ ok: false, error: 'result-missing' });
});
