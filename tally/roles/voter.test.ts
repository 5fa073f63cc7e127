import { describe, expect, it } from 'vitest';
import { ballotFromObject } from '../../crypto/ballot.ts';
import { circuitId, compileCircuit } from '../../crypto/circuit.ts';
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { decodePoint, decodeScalar, encodePoint, encodeScalar, G, multiplyPublic, reduce } from '../../crypto/group.ts';
import { sha256 } from '../../crypto/hash.ts';
import { newSigningKey, signObject } from '../../crypto/sign.ts';
import { type TokenAction, verifyTokenSignature } from '../../crypto/token.ts';
import { rebuiltBallot, verdictOf } from '../challenge/opening.ts';
import { blankMarks } from '../marks/ballot-marks.ts';
import { markCandidate } from '../marks/election-marks.ts';
import type { Contest } from '../record/contest.ts';
import type { RoundEntry } from '../record/round-entries.ts';
import { ruleSettings } from '../rules/settings.ts';
import { makeCards } from './card-station.ts';
import { countingRandom } from './counting-random.ts';
import {
  answerObject,
  cardInRounds,
  castMessage,
  challengeMessage,
  keepAcceptance,
  prepareBallot,
  readVoterCard,
  receiptContent,
  statusMessage,
  verifyAnswer,
  votingRound,
} from './voter.ts';

const meetingHash = sha256(Uint8Array.of(1));
const hash = (n: number) => encodeBase64url(sha256(Uint8Array.of(n)));
const receipts = newSigningKey(countingRandom('receipts'));
const x = reduce(123456789n);
const K = multiplyPublic(G, x);

const contests: readonly Contest[] = [
  {
    kind: 'election',
    post: '委员',
    category: 'committee',
    title: { zh: '委员选举', en: 'Committee' },
    seats: 1,
    candidates: [
      { name: '王建国', remark: '' },
      { name: '田大利', remark: '' },
    ],
    writeIns: [],
  } as Contest,
];

const cards = makeCards({ meetingHash, round: 1, count: 3, random: countingRandom('cards') });

const entry: RoundEntry = {
  type: 'round',
  version: 1,
  meeting: encodeBase64url(meetingHash),
  round: 1,
  previousResult: null,
  ceremony: hash(2),
  K: encodeBase64url(encodePoint(K)),
  n: 1,
  threshold: 1,
  X: [encodeBase64url(encodePoint(K))],
  tokens: hash(3),
  cards: 3,
  contests,
  circuit: encodeBase64url(circuitId(compileCircuit([{ kind: 'election', candidates: 2, seats: 1, writeIns: 0 }], 3))),
  roll: { members: 3, probationary: 0, withoutRight: 0, excluded: 0, expected: 3 },
  rules: ruleSettings({ majorityBase: 'expected' }),
  minimumBallots: 3,
  logOrigin: 'example/log',
  witnesses: [],
  signatures: [],
};

const round = votingRound(entry, encodeBase64url(receipts.publicKey));

function card(at = 0) {
  const read = readVoterCard(cards.cards[at]?.qr ?? '', meetingHash, 1);
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

function marks() {
  const [blank] = blankMarks(contests);
  const contest = contests[0];
  if (blank?.kind !== 'election' || contest?.kind !== 'election') throw new Error('no election');
  const marked = markCandidate(contest, blank, 0, 'approve');
  if (!marked.ok) throw new Error(marked.error.code);
  return [marked.value];
}

const signatureHolds = (
  action: TokenAction,
  T: string,
  payload: Uint8Array,
  { R, s }: { readonly R: string; readonly s: string },
) =>
  verifyTokenSignature(
    { action, ctx: round.ctx, T: decodePoint(decodeBase64url(T, 32), 'T'), payload },
    { R: decodePoint(decodeBase64url(R, 32), 'R'), s: decodeScalar(decodeBase64url(s, 32), 's') },
  );

describe("the voter's part of the protocol", () => {
  it('refuses a round whose circuit is not that of its contests', () => {
    expect(() => votingRound({ ...entry, circuit: hash(9) }, encodeBase64url(receipts.publicKey))).toThrow(/circuit/);
  });

  it('reads the same token from a scanned and a typed card, and another one for another round', () => {
    const typed = readVoterCard(cards.cards[0]?.text.toLowerCase() ?? '', meetingHash, 1);
    expect(typed.ok && typed.value.listed).toBe(card().listed);
    expect(card().code).toBe(cards.cards[0]?.code);
    const others = cardInRounds(cards.cards[0]?.qr ?? '', meetingHash, [1, 2]);
    expect(others.ok && new Set(others.value.map(({ listed }) => listed)).size).toBe(2);
  });

  it('names a slip of the finger before anything is sent', () => {
    const text = cards.cards[0]?.text ?? '';
    const other = text[0] === '0' ? '1' : '0';
    expect(readVoterCard(other + text.slice(1), meetingHash, 1)).toEqual({ ok: false, error: 'check-symbol' });
    expect(readVoterCard(text.slice(1), meetingHash, 1)).toEqual({ ok: false, error: 'length' });
  });

  it('makes a ballot of the marks, bound to this card and round, with a signature of action "pending" (§7 step 2)', () => {
    const pending = prepareBallot(round, card(), marks(), countingRandom('a'));
    const ballot = ballotFromObject(pending.message.ballot);
    expect(encodeBase64url(encodePoint(ballot.T))).toBe(card().listed);
    expect(ballot.ctx).toEqual(round.ctx);
    const [[alpha, beta] = [G, G]] = ballot.E;
    expect(beta.subtract(multiplyPublic(alpha, x)).equals(G)).toBe(true);
    expect(signatureHolds('pending', card().listed, pending.h, pending.message)).toBe(true);
    expect(signatureHolds('cast', card().listed, pending.h, pending.message)).toBe(false);
    expect(pending.code).toMatch(/^[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4}$/);
  });

  it('makes a new ballot for the same marks each time, so two voters never share a code', () => {
    const random = countingRandom('b');
    expect(prepareBallot(round, card(), marks(), random).code).not.toBe(
      prepareBallot(round, card(), marks(), random).code,
    );
  });

  it('signs "cast" and "status" only as such (§7 step 4)', () => {
    const { h } = prepareBallot(round, card(), marks(), countingRandom('c'));
    const cast = castMessage(round, card(), h, countingRandom('d'));
    expect(signatureHolds('cast', cast.T, h, cast)).toBe(true);
    const status = statusMessage(round, card(), countingRandom('e'));
    expect(signatureHolds('status', status.T, new Uint8Array(32), status)).toBe(true);
  });

  it('opens a ballot by marks and seed alone: the very same bytes come back, and nothing of the card is sent (§7.5)', () => {
    const pending = prepareBallot(round, card(), marks(), countingRandom('f'));
    const message = challengeMessage(round, card(), pending, countingRandom('g'));
    expect(Object.keys(message).sort()).toEqual(['R', 'T', 'h', 'marks', 's', 'seed']);
    expect(signatureHolds('challenge', message.T, pending.h, message)).toBe(true);
    expect(signatureHolds('cast', message.T, pending.h, message)).toBe(false);
    expect(message.marks).toEqual([[1, 0, 0, 0]]);
    expect(rebuiltBallot(round, message.T, message)).toEqual(pending.ballot);
    expect(verdictOf(round, message.T, pending.h, message)).toBe('matches');
    expect(verdictOf(round, message.T, pending.h, { ...message, marks: [[0, 1, 0, 0]] })).toBe('differs');
    expect(rebuiltBallot(round, message.T, { ...message, marks: [[1, 1, 0, 0]] })).toBeNull();
    const sent = JSON.stringify(message);
    for (const secret of [encodeScalar(card().tau), cards.cards[0]?.seed ?? new Uint8Array()])
      expect(sent).not.toContain(encodeBase64url(secret));
  });

  describe('an answer of the server', () => {
    const { h } = prepareBallot(round, card(), marks(), countingRandom('f'));
    const answer = (type: 'pending' | 'accepted', T = card().listed, of = h, key = receipts) =>
      encodeBase64url(signObject(answerObject(type, round.ctx, T, of), key.secretKey));

    it('is accepted when it is signed by the receipts key over exactly {type, ctx, T, h}', () => {
      expect(verifyAnswer(round, 'pending', card(), h, answer('pending'))).toBe(true);
      expect(verifyAnswer(round, 'accepted', card(), h, answer('accepted'))).toBe(true);
    });

    it('is refused when it is forged, moved or malformed', () => {
      const forger = newSigningKey(countingRandom('forger'));
      const wrong = [
        answer('accepted', card().listed, h, forger),
        answer('pending'),
        answer('accepted', card(1).listed),
        answer('accepted', card().listed, sha256(h)),
        '',
        'AAAA',
        `${answer('accepted').slice(0, -1)}B`,
      ];
      for (const signature of wrong) expect(verifyAnswer(round, 'accepted', card(), h, signature)).toBe(false);
      const elsewhere = { ...round, ctx: sha256(round.ctx) };
      expect(verifyAnswer(elsewhere, 'accepted', card(), h, answer('accepted'))).toBe(false);
    });

    it('becomes a receipt without marks, time or number (§7 step 6)', () => {
      const receipt = receiptContent('qingxi', round, card(), h, answer('accepted'));
      expect(Object.keys(receipt).sort()).toEqual(['T', 'cardCode', 'code', 'h', 'meeting', 'round', 'signature']);
      expect(receipt.cardCode).toBe(cards.cards[0]?.code);
    });
  });

  it('keeps acceptances sorted by h, each once, so that their order tells nothing (§3)', () => {
    const acceptance = (h: string) => ({ T: 'T', h, signature: 's' });
    const kept = ['c', 'a', 'b', 'a'].reduce<readonly ReturnType<typeof acceptance>[]>(
      (list, h) => keepAcceptance(list, acceptance(h)),
      [],
    );
    expect(kept.map(({ h }) => h)).toEqual(['a', 'b', 'c']);
  });
});
