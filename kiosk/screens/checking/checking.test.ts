import { beforeAll, describe, expect, it } from 'vitest';
import { decodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { signObject } from '../../../crypto/sign.ts';
import { encodeOpening } from '../../../printables/qr/opening.ts';
import { encodeReceipt } from '../../../printables/qr/receipt.ts';
import { setCounters } from '../../../tally/challenge/opened-marks.ts';
import type { Mark } from '../../../tally/marks/election-marks.ts';
import { type Commitment, dropCommitment, keepCommitment } from '../../../tally/roles/checking-device.ts';
import { countingRandom } from '../../../tally/roles/counting-random.ts';
import { type Assembly, assemblyWithKeys, recordOf } from '../../../tally/roles/scrutineer/example-assembly.ts';
import { type ExampleRound, openedRound } from '../../../tally/roles/scrutineer/example-round.ts';
import {
  type AnswerType,
  answerObject,
  type PendingBallot,
  prepareBallot,
  readVoterCard,
  type VoterCard,
} from '../../../tally/roles/voter.ts';
import { createChecking } from './checking.ts';
import { carryOut } from './checking-work.ts';

let assembly: Assembly;
let round: ExampleRound;
let card: VoterCard;
let stuffed: PendingBallot;
let honest: PendingBallot;
let changed: PendingBallot;

const make = (marks: readonly Mark[], seed: string) =>
  prepareBallot(
    round.voting,
    card,
    [{ kind: 'election', rows: marks.map((mark) => ({ mark, writeIn: null })) }],
    countingRandom(seed),
  );
beforeAll(async () => {
  assembly = await assemblyWithKeys(1, 1);
  round = openedRound(assembly);
  const read = readVoterCard(round.cards.cards[0]?.text ?? '', assembly.meetingHash, 1);
  if (!read.ok) throw new Error(read.error);
  card = read.value;
  stuffed = make(['disapprove', 'abstain', 'approve'], 'stuffed');
  honest = make(['approve', 'abstain', 'disapprove'], 'honest');
  changed = make(['abstain', 'abstain', 'approve'], 'changed');
});

const signed = (type: AnswerType, h: Uint8Array) => ({
  meetingId: assembly.meeting.id,
  round: 1,
  T: decodeBase64url(card.listed, 32),
  h,
  signature: signObject(answerObject(type, round.voting.ctx, card.listed, h), assembly.keys.receipts.secretKey),
});
const reviewOf = ({ h }: PendingBallot) => encodeReceipt({ kind: 'pending', ...signed('pending', h) });
const openingOf = ({ h, seed, bits }: PendingBallot) =>
  encodeOpening({ ...signed('challenged', h), seed, places: setCounters(bits) });

function device(readRecord: () => Promise<ReturnType<typeof recordOf> | null> = async () => recordOf(assembly)) {
  let kept: readonly Commitment[] = [];
  const checking = createChecking({
    readRecord,
    work: async (work) => carryOut(work),
    kept: () => kept,
    keep: (commitment) => {
      kept = keepCommitment(kept, commitment);
    },
    drop: (commitment) => {
      kept = dropCommitment(kept, commitment);
    },
  });
  /** As if all this had been taken from another record. */
  const fromElsewhere = () => {
    kept = kept.map((one) => ({ ...one, ctx: 'A'.repeat(43) }));
  };
  return { checking, kept: () => kept, fromElsewhere };
}

describe('a checking device that takes two ballots of one card (specification §7.5)', () => {
  it('asks at once, and finds the kiosk that made the second one after it was challenged', async () => {
    const { checking, kept } = device();
    await checking.scan(reviewOf(stuffed));
    await checking.scan(reviewOf(honest));
    expect(checking.step()).toMatchObject({
      id: 'changed',
      earlier: { code: stuffed.code },
      commitment: { code: honest.code },
    });
    checking.answer(true);
    expect(checking.step().id).toBe('changed');
    checking.answerChanged(false);
    expect(checking.step()).toMatchObject({ id: 'verdict', taken: { code: stuffed.code }, fault: 'ballot-exchanged' });
    expect(kept().map(({ code }) => code)).toEqual([stuffed.code]);
  });

  it('is bound to the second when the voter changed a choice herself, and compares it', async () => {
    const { checking, kept } = device();
    await checking.scan(reviewOf(stuffed));
    await checking.scan(reviewOf(honest));
    checking.answerChanged(true);
    expect(checking.step()).toMatchObject({ id: 'open', commitment: { code: honest.code } });
    await checking.scan(openingOf(honest));
    expect(checking.step().id).toBe('compare');
    checking.answer(true);
    expect(checking.step()).toMatchObject({ id: 'verdict', fault: null });
    expect(kept()).toEqual([]);
  });

  it('asks about a third one too: that she changed a choice before says nothing about it', async () => {
    const { checking } = device();
    await checking.scan(reviewOf(changed));
    await checking.scan(reviewOf(stuffed));
    checking.answerChanged(true);
    await checking.scan(reviewOf(honest));
    expect(checking.step()).toMatchObject({
      id: 'changed',
      earlier: { code: stuffed.code },
      commitment: { code: honest.code },
    });
    checking.answerChanged(false);
    expect(checking.step()).toMatchObject({ id: 'verdict', fault: 'ballot-exchanged' });
  });

  it('says that the server has shown it two records, at a second review page and at an opening, and stays bound', async () => {
    for (const second of [reviewOf(honest), openingOf(honest)]) {
      const { checking, kept, fromElsewhere } = device();
      await checking.scan(reviewOf(stuffed));
      fromElsewhere();
      await checking.scan(second);
      expect([checking.problem(), checking.step().id]).toEqual(['other-record', 'open']);
      expect(kept().map(({ code }) => code)).toEqual([stuffed.code]);
    }
  });

  it('takes no opening before the answer, and without one the kiosk stays bound to the earlier ballot', async () => {
    const { checking, kept } = device();
    await checking.scan(reviewOf(stuffed));
    await checking.scan(reviewOf(honest));
    await checking.scan(openingOf(honest));
    expect(checking.step().id).toBe('changed');
    expect(checking.problem()).toBe('answer-first');
    expect(kept().map(({ code }) => code)).toEqual([stuffed.code]);
    checking.again();
    await checking.scan(openingOf(honest));
    expect(checking.step()).toMatchObject({ id: 'verdict', fault: 'other-ballot' });
  });

  it('does not forget a kiosk it caught: the check begun again asks too', async () => {
    const { checking } = device();
    await checking.scan(reviewOf(stuffed));
    await checking.scan(openingOf(honest));
    expect(checking.step()).toMatchObject({ id: 'verdict', fault: 'other-ballot' });
    checking.again();
    await checking.scan(reviewOf(honest));
    expect(checking.step().id).toBe('changed');
  });
});

it('one ballot taken once is compared at once, and nothing of the card is kept after it matched (specification §7.5)', async () => {
  const { checking, kept } = device();
  await checking.scan(reviewOf(honest));
  await checking.scan(reviewOf(honest));
  await checking.scan(openingOf(honest));
  expect(checking.step().id).toBe('compare');
  expect(kept()).toHaveLength(1);
  checking.answer(true);
  expect(checking.step()).toMatchObject({ id: 'verdict', fault: null });
  expect(kept()).toEqual([]);
});

it('without a record, with a code that is none, or with a forged one, nothing is taken and the page says why', async () => {
  const { checking, kept } = device(async () => null);
  await checking.scan(reviewOf(honest));
  expect(checking.problem()).toBe('not-read');
  const early = device();
  const later = { ...signed('pending', honest.h), round: 2 };
  const opened = { ...signed('challenged', honest.h), round: 2, seed: honest.seed, places: setCounters(honest.bits) };
  for (const text of [encodeReceipt({ kind: 'pending', ...later }), encodeOpening(opened)]) {
    await early.checking.scan(text);
    expect([early.checking.problem(), early.checking.step().id]).toEqual(['round-not-open', 'review']);
  }
  const own = device();
  await own.checking.scan('CP1');
  expect(own.checking.problem()).toBe('not-a-code');
  const forged = { ...signed('pending', honest.h), signature: new Uint8Array(64) };
  await own.checking.scan(encodeReceipt({ kind: 'pending', ...forged }));
  const isNamed = (problem: unknown) => typeof problem === 'string' && !['not-a-code', 'not-read'].includes(problem);
  expect(isNamed(own.checking.problem())).toBe(true);
  // An opening of a ballot that was never taken.
  await own.checking.scan(openingOf(honest));
  expect(isNamed(own.checking.problem())).toBe(true);
  expect([own.checking.step().id, own.kept(), kept()]).toEqual(['review', [], []]);
});

it('one code is read at a time, and an answer that nobody asked for says nothing', async () => {
  let reads = 0;
  const { checking, kept } = device(async () => {
    reads += 1;
    return recordOf(assembly);
  });
  checking.answerChanged(true);
  checking.answerChanged(false);
  expect(checking.step()).toEqual({ id: 'review' });
  await Promise.all([checking.scan(reviewOf(honest)), checking.scan(reviewOf(changed))]);
  expect([reads, kept().length, checking.step().id]).toEqual([1, 1, 'open']);
});
