/**
 * A server that looks at the count and, where it does not like it, has the assembly vote again (specification §8.2, §14): t devices have
 * released their shares, so it knows the counts; none of them helps it to another vote.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { merkleRoot } from '../../../crypto/log/merkle.ts';
import { accountingIntegers, outcomeIntegers } from '../../count/attested-integers.ts';
import { attestedTextsHash, attestedTextsOf } from '../../count/attested-texts.ts';
import { contestOutcome, recordedOutcomeOf } from '../../count/outcome-of-contest.ts';
import { paperCountOf } from '../../paper/paper-round.ts';
import { scrutineerAuthor } from '../../record/authors.ts';
import type { AttestationEntry, ResultEntry } from '../../record/count-entries.ts';
import { signEntry, type Unsigned, withSignatures } from '../../record/entry.ts';
import type { PaperCountEntry, PaperRoundEntry } from '../../record/paper-entries.ts';
import { entriesOf, type RecordFile, readRecord } from '../../record/reader.ts';
import type { PaperEntry, RoundEntry, TokensEntry } from '../../record/round-entries.ts';
import { entryLine } from '../../record/writer.ts';
import { makeCards } from '../card-station.ts';
import { countingRandom } from '../counting-random.ts';
import { treeOf } from '../log-following.ts';
import { type Assembly, byServer, deviceOf } from './example-assembly.ts';
import {
  CARDS,
  CONTEST,
  closedRound,
  EXPECTED,
  type ExampleRound,
  exampleMotions,
  exampleOpen,
} from './example-round.ts';
import { type ProposedEntry, problemsOfProposal } from './proposals.ts';
import { examineForRelease, release } from './release.ts';
import { signingKeyOf } from './state.ts';

const COUNTS = [6, 0, 6, 0, 0, 6, 0];
let assembly: Assembly;
let round: ExampleRound;
/** The record before the sums, up to them, and with the shares of two devices behind them. */
let closed: string;
let summed: string;
let decrypted: string;
let paper: string;
let result: string;

beforeAll(async () => {
  const voted = await closedRound(6, [1, 2, 3]);
  assembly = voted.assembly;
  round = voted.round;
  summed = assembly.writer.text();
  const lines = summed.split('\n');
  const sums = lines.findIndex((line) => line.includes('"type":"aggregate"'));
  closed = `${lines.slice(0, sums).join('\n')}\n`;
  const examination = await examineForRelease({
    ...{ file: summed, ctx: round.ctx, acceptances: voted.acceptances, onScreens: 6 },
    random: countingRandom('weights'),
  });
  for (const index of [1, 2]) {
    const released = release(deviceOf(assembly, index), examination, countingRandom(`share ${index}`));
    if (!released.ok) throw new Error(released.error.join());
    assembly.devices[index - 1] = released.value.state;
    assembly.writer.append(released.value.entry);
  }
  decrypted = assembly.writer.text();
  const { rules } = round.voting.entry;
  paper = entryLine(byServer<PaperEntry>(assembly, { type: 'paper', ctx: round.ctx, reason: '设备损坏' }));
  const decided = contestOutcome(CONTEST, COUNTS, { expected: EXPECTED, present: 7, issued: 7, casts: 6 }, rules);
  if (!decided.ok) throw new Error('no outcome');
  const outcome = [recordedOutcomeOf(decided.value)];
  result = entryLine(byServer<ResultEntry>(assembly, { type: 'result', ctx: round.ctx, counts: [COUNTS], outcome }));
});

/** This scrutineer's attestation of the result, or of what differs from it. */
function attested(index: number, other: Partial<Unsigned<AttestationEntry>> = {}): string {
  const record = readRecord(decrypted + result);
  const stated = entriesOf(record, 'result')[0]?.entry;
  const opening = entriesOf(record, 'open')[0]?.entry;
  const closing = entriesOf(record, 'close')[0]?.entry;
  if (stated === undefined || opening === undefined || closing === undefined) throw new Error('no result');
  const { entry } = round.voting;
  const unsigned: Unsigned<AttestationEntry> = {
    ...{ type: 'attestation', ctx: round.ctx, size: record.leaves.length },
    root: encodeBase64url(merkleRoot(treeOf(record), record.leaves.length)),
    texts: attestedTextsHash(attestedTextsOf(assembly.meeting, entry, stated.counts)),
    accounting: accountingIntegers(entry, opening, closing),
    counts: stated.counts,
    outcome: [outcomeIntegers(CONTEST, stated.outcome[0] ?? null)],
    ...other,
  };
  const signature = signEntry(unsigned, scrutineerAuthor(index), signingKeyOf(deviceOf(assembly, index)).secretKey);
  return entryLine(withSignatures<AttestationEntry>(unsigned, [signature]));
}

/** What the third device, which gave no share, has against a proposal, and the first, which did. */
const against = (proposal: ProposedEntry, record: RecordFile) =>
  [3, 1].map((index) => problemsOfProposal(proposal, { state: deviceOf(assembly, index), record }));

const BOX = {
  ...{ printed: 9, issued: 7, remaining: 2, voters: 7, recovered: 6 },
  tally: {
    ...{ valid: 6, invalid: 0, writeIns: [], voidEntries: [], invalidReasons: [] },
    rows: [
      [0, 6, 0, 0],
      [0, 6, 0, 0],
      [6, 0, 0, 0],
    ],
  },
};

function countOf(of: RoundEntry | Unsigned<PaperRoundEntry>, ctx: string): Unsigned<PaperCountEntry> {
  const made = paperCountOf(assembly.meeting, of, { expected: EXPECTED, present: 7 }, [BOX]);
  if (!made.ok) throw new Error('no count');
  return { ...made.value, ctx };
}

const countOnPaper = () => countOf(round.voting.entry, round.ctx);

const secondOnPaper = (): Unsigned<PaperRoundEntry> => {
  const { meeting, contests, roll, rules } = round.voting.entry;
  return {
    ...{ type: 'paper-round', version: 1, meeting, round: 2, previousResult: null },
    ...{ contests, roll, rules, reason: '本轮使用纸质选票' },
  };
};

const secondTokens = (): Unsigned<TokensEntry> => {
  const random = countingRandom('cards of another round');
  const { tokens } = makeCards({ meetingHash: assembly.meetingHash, round: 2, count: CARDS, random });
  return { type: 'tokens', round: 2, tokens };
};

describe('when a count has begun, no device signs', () => {
  it('a count on paper of a round given up for paper when its sums stood, or its shares', () => {
    for (const text of [summed, decrypted])
      expect(against(countOnPaper(), readRecord(text + paper))).toEqual([
        ['out-of-order'],
        ['out-of-order', 'being-counted'],
      ]);
  });

  it('a count on paper of a round that has a result', () => {
    expect(against(countOnPaper(), readRecord(decrypted + result + paper))).toEqual([
      ['out-of-order'],
      ['out-of-order'],
    ]);
  });

  it('a round on paper beside it, nor the count of that one', () => {
    const refused = [['out-of-order'], ['out-of-order', 'being-counted']];
    const proposal = secondOnPaper();
    for (const text of [summed, decrypted, decrypted + paper])
      expect(against(proposal, readRecord(text))).toEqual(refused);
    // Colleagues who signed it all the same move no honest device.
    const begun = byServer<PaperRoundEntry>(assembly, proposal);
    const record = readRecord(decrypted + entryLine(begun));
    const ctx = encodeBase64url(record.leaves.at(-1)?.hash ?? new Uint8Array());
    expect(against(countOf(proposal, ctx), record).map((found) => found.includes('out-of-order'))).toEqual([
      true,
      true,
    ]);
  });

  it('cards or a round beside it', () => {
    const refused = [['out-of-order'], ['out-of-order', 'being-counted']];
    for (const text of [summed, decrypted, decrypted + paper])
      expect(against(secondTokens(), readRecord(text))).toEqual(refused);
    const listed = byServer<TokensEntry>(assembly, secondTokens());
    const record = readRecord(decrypted + entryLine(listed));
    const tokens = encodeBase64url(record.leaves.at(-1)?.hash ?? new Uint8Array());
    const { signatures: _, ...first } = round.voting.entry;
    for (const found of against({ ...first, round: 2, tokens }, record)) expect(found).toContain('out-of-order');
  });

  it('anything, where it gave its own share and is shown no result, whatever else it is shown', () => {
    // The sums are hidden from it: without its own memory the device would take the round for one given up before them.
    const hidden = readRecord(`${closed}${paper}`);
    expect(against(countOnPaper(), hidden)).toEqual([[], ['being-counted']]);
    expect(against(secondOnPaper(), hidden)).toEqual([[], ['being-counted']]);
  });
});

describe('when a result stands that too few have attested, no device signs', () => {
  it('cards, a round or a round on paper, whoever else attests it or does so twice', () => {
    const proposals = [secondTokens(), secondOnPaper()];
    const alone = decrypted + result;
    for (const text of [alone, alone + attested(1), alone + attested(1) + attested(1)])
      for (const proposal of proposals)
        for (const found of against(proposal, readRecord(text))) expect(found).toContain('result-unattested');
    const forged = attested(1) + attested(2).replace(/"signature":"./, '"signature":"_');
    for (const proposal of proposals)
      for (const found of against(proposal, readRecord(alone + forged))) expect(found).toContain('result-unattested');
    expect(against(secondTokens(), readRecord(alone))).toEqual([['result-unattested'], ['result-unattested']]);
    const { signatures: _, ...first } = round.voting.entry;
    for (const found of against({ ...first, round: 2 }, readRecord(alone)))
      expect(found).toContain('result-unattested');
  });

  it('them either, when what scrutineers attested is another result: of another round, another record, other counts', () => {
    const others: readonly Partial<Unsigned<AttestationEntry>>[] = [
      { ctx: encodeBase64url(assembly.meetingHash) },
      { root: round.ctx },
      { size: 1 },
      { counts: [[5, 1, 6, 0, 0, 6, 0]] },
      { outcome: [[1]] },
    ];
    for (const other of others) {
      const record = readRecord(decrypted + result + attested(1) + attested(2, other));
      expect(against(secondTokens(), record)).toEqual([['result-unattested'], ['result-unattested']]);
    }
  });

  it('anything, where the result that stands is of another round than the one it gave its share for', () => {
    const other = entryLine(
      byServer<ResultEntry>(assembly, {
        type: 'result',
        ctx: encodeBase64url(assembly.meetingHash),
        counts: [COUNTS],
        outcome: [null],
      }),
    );
    const motion = exampleMotions(round.voting.entry.meeting)[0];
    if (motion === undefined) throw new Error('no motion');
    expect(against(motion, readRecord(decrypted + other))).toEqual([[], ['being-counted']]);
  });
});

describe('and signs as before', () => {
  it('the count on paper of a round given up before its sums', () => {
    const [other] = against(countOnPaper(), readRecord(`${closed}${paper}`));
    expect(other).toEqual([]);
  });

  it('the cards of the next round, when the result is attested; a motion before that', () => {
    const text = decrypted + result + attested(1) + attested(2);
    expect(against(secondTokens(), readRecord(text))).toEqual([[], []]);
    for (const found of against(secondOnPaper(), readRecord(text))) expect(found).not.toContain('result-unattested');
    const motion = exampleMotions(round.voting.entry.meeting)[0];
    if (motion !== undefined) expect(against(motion, readRecord(decrypted + result))).toEqual([[], []]);
  });
});

describe('in a round that is not the current one, no device signs', () => {
  it('a count on paper, or an opening, where the entries of a round that is over are copied behind it', () => {
    const of = (text: string, types: RegExp) =>
      `${text
        .split('\n')
        .filter((line) => types.test(line))
        .join('\n')}\n`;
    const again = of(decrypted, /"type":"(tokens|round)"/) + paper;
    for (const over of [result, result + attested(1) + attested(2)])
      expect(against(countOnPaper(), readRecord(decrypted + over + again))).toEqual([
        ['out-of-order'],
        ['out-of-order'],
      ]);
    const unopened = decrypted.slice(0, decrypted.indexOf('{"cardsAudited"'));
    const record = readRecord(unopened + paper + of(decrypted, /"type":"(tokens|round)"/));
    expect(against(exampleOpen(round.ctx), record)).toEqual([['out-of-order'], ['out-of-order', 'being-counted']]);
  });

  it('a count on paper of a round that was given up and not counted', () => {
    const next = byServer<PaperRoundEntry>(assembly, secondOnPaper());
    const record = readRecord(`${closed}${paper}${entryLine(next)}`);
    expect(against(countOnPaper(), record)[0]).toEqual(['out-of-order']);
  });
});
