import { beforeAll, describe, expect, it } from 'vitest';
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { newSigningKey, signObject } from '../../crypto/sign.ts';
import { setCounters } from '../challenge/opened-marks.ts';
import type { ContestMarks } from '../marks/ballot-marks.ts';
import type { Mark } from '../marks/election-marks.ts';
import {
  type CheckedRound,
  type Commitment,
  checkedRound,
  checkOpening,
  earlierCommitment,
  keepCommitment,
  type OpeningCode,
  type ReviewCode,
  readCommitment,
  roundPapers,
} from './checking-device.ts';
import { countingRandom } from './counting-random.ts';
import { type Assembly, assemblyWithKeys, recordOf } from './scrutineer/example-assembly.ts';
import { type ExampleRound, openedRound } from './scrutineer/example-round.ts';
import {
  type AnswerType,
  answerObject,
  type PendingBallot,
  prepareBallot,
  readVoterCard,
  type VoterCard,
} from './voter.ts';

const marked = (...marks: readonly Mark[]): readonly ContestMarks[] => [
  { kind: 'election', rows: marks.map((mark) => ({ mark, writeIn: null })) },
];
const CHOSEN = marked('approve', 'abstain', 'disapprove');
const OTHERS = marked('disapprove', 'abstain', 'approve');

let assembly: Assembly;
let round: ExampleRound;
let checked: CheckedRound;
beforeAll(async () => {
  assembly = await assemblyWithKeys(1, 1);
  round = openedRound(assembly);
  const papers = roundPapers(recordOf(assembly), 1);
  if (papers === null) throw new Error('no open round');
  const read = checkedRound(papers);
  if (!read.ok) throw new Error(read.error);
  checked = read.value;
});

function cardAt(at: number): VoterCard {
  const card = readVoterCard(round.cards.cards[at]?.text ?? '', assembly.meetingHash, 1);
  if (!card.ok) throw new Error(card.error);
  return card.value;
}
const make = (card: VoterCard, marks = CHOSEN, seed = 'ballot') =>
  prepareBallot(round.voting, card, marks, countingRandom(seed));
const answer = (type: AnswerType, card: VoterCard, h: Uint8Array, key = assembly.keys.receipts) =>
  signObject(answerObject(type, round.voting.ctx, card.listed, h), key.secretKey);

/** An honest kiosk's code of the review page. */
const reviewOf = (card: VoterCard, { h }: PendingBallot): ReviewCode => ({
  kind: 'pending',
  meetingId: assembly.meeting.id,
  round: 1,
  T: decodeBase64url(card.listed, 32),
  h,
  signature: answer('pending', card, h),
});
/** An honest kiosk's code after 开始抽查. */
const openingOf = (card: VoterCard, { h, bits, seed }: PendingBallot): OpeningCode => ({
  meetingId: assembly.meeting.id,
  round: 1,
  T: decodeBase64url(card.listed, 32),
  h,
  signature: answer('challenged', card, h),
  seed,
  places: setCounters(bits),
});
function taken(card: VoterCard, pending: PendingBallot): readonly Commitment[] {
  const read = readCommitment(checked, [], reviewOf(card, pending));
  if (!read.ok) throw new Error(read.error);
  return [read.value];
}
function check(kept: readonly Commitment[], opening: OpeningCode) {
  const done = checkOpening(checked, kept, opening);
  if (!done.ok) throw new Error(done.error);
  return done.value;
}

describe('an honest kiosk (specification §7.5)', () => {
  it('opens the very ballot it was bound to, and the voter reads what she marked', () => {
    const card = cardAt(0);
    const pending = make(card);
    const [commitment] = taken(card, pending);
    expect(commitment).toMatchObject({ code: pending.code, cardCode: card.code });
    const done = check(taken(card, pending), openingOf(card, pending));
    expect(done).toMatchObject({ verdict: 'matches', faults: [], taken: { code: pending.code, cardCode: card.code } });
    const words = done.marks?.[0]?.rows.map(({ person, mark }) => [person, mark.zh]);
    expect(words).toEqual([
      ['王建国', '赞成'],
      ['田大利', '弃权'],
      ['任金山', '不赞成'],
    ]);
  });

  it('is bound to the ballot made last: 修改 makes a new one, and the new page has to be taken', () => {
    const card = cardAt(0);
    const [first, second] = [make(card, CHOSEN, 'first'), make(card, OTHERS, 'second')];
    const both = [...taken(card, first), ...taken(cardAt(1), make(cardAt(1)))];
    const kept = keepCommitment(both, taken(card, second)[0] as Commitment);
    expect(new Set(kept.map(({ T }) => T))).toEqual(new Set([cardAt(1).listed, card.listed]));
    expect(check(kept, openingOf(card, second))).toMatchObject({ verdict: 'matches', taken: { code: second.code } });
    expect(check(kept, openingOf(card, first)).faults).toEqual(['other-ballot']);
  });
});

describe('a kiosk that cheats', () => {
  it('encrypts other marks and opens them honestly: the device shows them, and the voter sees they are not hers', () => {
    const card = cardAt(0);
    const pending = make(card, OTHERS);
    const done = check(taken(card, pending), openingOf(card, pending));
    expect(done.verdict).toBe('matches');
    expect(done.marks?.[0]?.rows.map(({ mark }) => mark.zh)).toEqual(['不赞成', '弃权', '赞成']);
  });

  it('encrypts other marks and opens what the voter chose: the bytes differ', () => {
    const card = cardAt(0);
    const pending = make(card, OTHERS);
    const lie = { ...openingOf(card, pending), places: setCounters(make(card, CHOSEN).bits) };
    expect(check(taken(card, pending), lie)).toMatchObject({ verdict: 'differs', faults: ['not-its-opening'] });
  });

  it('makes an honest ballot once it knows of the challenge: it is not the one it was bound to', () => {
    const card = cardAt(0);
    const honest = make(card, CHOSEN, 'afterwards');
    const done = check(taken(card, make(card, OTHERS)), openingOf(card, honest));
    expect(done).toMatchObject({ verdict: 'differs', faults: ['other-ballot'] });
  });

  it('has another ballot of the card taken: every one is told from the one before it, also after a change was answered for', () => {
    const card = cardAt(0);
    const of = (marks: typeof OTHERS, seed: string) => taken(card, make(card, marks, seed))[0] as Commitment;
    const [first, second, third] = [of(OTHERS, 'first'), of(OTHERS, 'second'), of(CHOSEN, 'afterwards')];
    const once = keepCommitment([], first);
    expect(earlierCommitment(once, first)).toBeNull();
    expect(earlierCommitment(once, second)).toEqual(first);
    const twice = keepCommitment(once, second);
    expect(twice).toEqual([second]);
    expect(earlierCommitment(twice, third)).toEqual(second);
    expect(earlierCommitment(twice, { ...third, round: 2 })).toBeNull();
    expect(earlierCommitment(twice, { ...third, meetingId: 'another' })).toBeNull();
    expect(keepCommitment(twice, { ...third, round: 2 })).toHaveLength(2);
  });

  it('keeps the ballot castable: without the server’s "challenged" nothing matches', () => {
    const card = cardAt(0);
    const pending = make(card);
    const kept = taken(card, pending);
    const forger = newSigningKey(countingRandom('forger'));
    for (const signature of [
      answer('pending', card, pending.h),
      answer('accepted', card, pending.h),
      answer('challenged', cardAt(1), pending.h),
      answer('challenged', card, pending.h, forger),
      new Uint8Array(64),
    ]) {
      const done = check(kept, { ...openingOf(card, pending), signature });
      expect(done).toMatchObject({ verdict: 'differs', faults: ['not-challenged'] });
    }
  });

  it('opens with another seed, with illegal marks, with marks of another ballot paper', () => {
    const card = cardAt(0);
    const pending = make(card);
    const kept = taken(card, pending);
    const honest = openingOf(card, pending);
    const all = Array.from({ length: 7 }, (_, place) => place);
    for (const change of [
      { seed: new Uint8Array(32) },
      { seed: new Uint8Array(31) },
      { places: [all] },
      { places: [[7]] },
      { places: [] },
      { places: [[0], [0]] },
    ]) {
      expect(check(kept, { ...honest, ...change })).toMatchObject({ verdict: 'differs', faults: ['not-its-opening'] });
    }
    expect(check(kept, { ...honest, places: [[7]] }).marks).toBeNull();
  });

  it('opens the ballot of a card that was never taken, or of another: that proves nothing', () => {
    const [card, other] = [cardAt(0), cardAt(1)];
    const kept = taken(card, make(card));
    const elsewhere = openingOf(other, make(other));
    expect(checkOpening(checked, kept, elsewhere)).toEqual({ ok: false, error: 'not-taken-before' });
    expect(checkOpening(checked, [], openingOf(card, make(card)))).toEqual({ ok: false, error: 'not-taken-before' });
  });

  it('works with the server, which shows another round under the same ids for its second ballot: the card is in one only', () => {
    const card = cardAt(0);
    const [stuffed, honest] = [make(card, OTHERS), make(card, CHOSEN, 'afterwards')];
    const kept = taken(card, stuffed);
    const other = { ...checked, voting: { ...checked.voting, ctx: new Uint8Array(32).fill(3) } };
    const signature = (type: AnswerType) =>
      signObject(answerObject(type, other.voting.ctx, card.listed, honest.h), assembly.keys.receipts.secretKey);
    const review = { ...reviewOf(card, honest), signature: signature('pending') };
    // Whoever has not seen the first cannot know; what was taken of another card tells nothing.
    for (const before of [[], taken(cardAt(1), make(cardAt(1)))])
      expect(readCommitment(other, before, review).ok).toBe(true);
    expect(readCommitment(other, kept, review)).toEqual({ ok: false, error: 'other-record' });
    const opening = { ...openingOf(card, honest), signature: signature('challenged') };
    expect(checkOpening(other, kept, opening)).toEqual({ ok: false, error: 'other-record' });
  });

  it('opens a ballot of another meeting, of another round, or of a card nobody listed', () => {
    const card = cardAt(0);
    const pending = make(card);
    const kept = taken(card, pending);
    for (const [change, error] of [
      [{ meetingId: 'another' }, 'other-meeting'],
      [{ round: 2 }, 'other-round'],
      [{ T: new Uint8Array(32) }, 'card-not-listed'],
    ] as const)
      expect(checkOpening(checked, kept, { ...openingOf(card, pending), ...change })).toEqual({ ok: false, error });
  });
});

describe('the round a device checks by', () => {
  it('is in the record, open, signed by everybody, with the list of cards it names', () => {
    const papers = roundPapers(recordOf(assembly), 1);
    if (papers === null) throw new Error('no open round');
    expect(papers.tokens).toEqual(round.cards.tokens);
    expect(roundPapers(recordOf(assembly), 2)).toBeNull();
    const file = recordOf(assembly);
    const unopened = file.lines.filter((line) => line.kind !== 'entry' || line.entry.type !== 'open');
    const leaves = file.leaves.filter((leaf) => leaf.kind !== 'entry' || leaf.entry.type !== 'open');
    expect(roundPapers({ ...file, lines: unopened, leaves }, 1)).toBeNull();
    expect(roundPapers({ ...file, leaves: file.leaves.slice(1) }, 1)).toBeNull();
    const [first] = papers.round.signatures;
    if (first === undefined) throw new Error('no signature');
    const halfSigned = { ...papers, round: { ...papers.round, signatures: [first] } };
    expect(checkedRound(halfSigned)).toEqual({ ok: false, error: 'round-signature' });
    const otherKeys = { ...papers.meeting, keys: { ...papers.meeting.keys, receipts: papers.meeting.keys.log } };
    expect(checkedRound({ ...papers, meeting: otherKeys })).toEqual({ ok: false, error: 'meeting-signature' });
  });
});

describe('what binds a kiosk', () => {
  it('is the server’s "pending" over this card and this ballot, in this meeting and round, for a card on the list', () => {
    const card = cardAt(0);
    const pending = make(card);
    const review = reviewOf(card, pending);
    const refusal = (change: Partial<ReviewCode>) => {
      const read = readCommitment(checked, [], { ...review, ...change });
      return read.ok ? 'taken' : read.error;
    };
    expect(refusal({})).toBe('taken');
    expect(refusal({ kind: 'accepted' })).toBe('not-a-review-page');
    expect(refusal({ kind: 'challenged' })).toBe('not-a-review-page');
    expect(refusal({ meetingId: 'elsewhere' })).toBe('other-meeting');
    expect(refusal({ round: 2 })).toBe('other-round');
    expect(refusal({ T: new Uint8Array(32).fill(1) })).toBe('card-not-listed');
    expect(refusal({ T: decodeBase64url(cardAt(1).listed, 32) })).toBe('not-signed');
    expect(refusal({ h: make(card, OTHERS).h })).toBe('not-signed');
    expect(refusal({ signature: answer('accepted', card, pending.h) })).toBe('not-signed');
    expect(refusal({ signature: answer('pending', card, pending.h, newSigningKey(countingRandom('x'))) })).toBe(
      'not-signed',
    );
    expect(refusal({ signature: new Uint8Array(3) })).toBe('not-signed');
  });
});
