/** Ballot entries a dishonest kiosk or server could put together from what it has seen. */
import { type BallotObject, ballotFromObject, ballotHash, ballotToObject } from '../../crypto/ballot.ts';
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { encodePoint, encodeScalar, G } from '../../crypto/group.ts';
import { NO_PAYLOAD, signToken, type TokenAction, tokenFromSeed } from '../../crypto/token.ts';
import type { BallotEntry, CastEntry, VoidAction, VoidEntry } from '../../tally/record/ballot-entries.ts';
import type { DeviationTools } from '../../tally/simulation/deviation.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';

const random = seededRandom('forger');

export const tokenKey = (tools: DeviationTools, card: string): string => {
  const { T } = tokenFromSeed(decodeBase64url(tools.job.meeting, 32), tools.job.round, decodeBase64url(card));
  return encodeBase64url(encodePoint(T));
};

function sign(tools: DeviationTools, card: string, action: TokenAction, payload: Uint8Array) {
  const { tau, T } = tokenFromSeed(decodeBase64url(tools.job.meeting, 32), tools.job.round, decodeBase64url(card));
  const { R, s } = signToken({ action, ctx: decodeBase64url(tools.job.ctx, 32), tau, T, payload, random });
  return { R: encodeBase64url(encodePoint(R)), s: encodeBase64url(encodeScalar(s)) };
}

/** A cast of this ballot with a token signature of this card, of the right action unless told otherwise. */
export const castOf = (
  tools: DeviationTools,
  card: string,
  ballot: BallotObject,
  action: TokenAction = 'cast',
): CastEntry => ({ type: 'cast', ballot, ...sign(tools, card, action, ballotHash(ballot)) });

export const voidOf = (tools: DeviationTools, card: string, action: VoidAction = 'void-unissued'): VoidEntry => ({
  type: 'void',
  ctx: tools.job.ctx,
  T: tokenKey(tools, card),
  action,
  ...sign(tools, card, action, NO_PAYLOAD),
});

export const castsOf = (entries: readonly BallotEntry[]): readonly CastEntry[] =>
  entries.filter((entry): entry is CastEntry => entry.type === 'cast');

/** The first cast replaced. */
export function replaceFirstCast(
  entries: readonly BallotEntry[],
  replace: (cast: CastEntry) => BallotEntry | null,
): readonly BallotEntry[] {
  const [first] = castsOf(entries);
  if (first === undefined) throw new Error('no cast');
  return entries.flatMap((entry) => (entry === first ? (replace(first) ?? []) : [entry]));
}

/** The card a cast was made with. */
export function cardOf(tools: DeviationTools, entry: CastEntry): string {
  const card = tools.castCards.find((seed) => tokenKey(tools, seed) === entry.ballot.T);
  if (card === undefined) throw new Error('no card');
  return card;
}

/** One vote more in the first output than the proof speaks of. */
export function withOneVoteMore(object: BallotObject): BallotObject {
  const ballot = ballotFromObject(object);
  const [head, ...rest] = ballot.E;
  if (head === undefined) throw new Error('no ciphertext');
  return ballotToObject({ ...ballot, E: [[head[0], head[1].add(G)], ...rest] });
}

/** The same marks under fresh randomness of the ciphertexts, with the old proof. */
export function rerandomized(object: BallotObject, K: string): BallotObject {
  const ballot = ballotFromObject(object);
  const key = ballotFromObject({ ...object, V: K }).V;
  return ballotToObject({ ...ballot, E: ballot.E.map(([a, b]) => [a.add(G), b.add(key)] as const) });
}
