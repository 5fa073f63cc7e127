/**
 * Cards and tokens: seed → (τ, T), what is printed on a card, and the token signature (specification §2, §5).
 *
 * τ the token's secret · T = τG the token key, public · h the ballot's hash or zeros (`payload`)
 * R = kG, e = challenge("token-" ‖ action, ctx, T, payload, R), s = k + eτ, checked sG = R + eT
 *
 * Security: seed and τ are the right to vote; they live on the card and, for the length of a session, in the kiosk.
 */
import {
  characterAbove,
  checkSymbol,
  decodeBase32,
  encodeBase32,
  isCheckSymbol,
  normalizeBase32,
} from './encoding/base32.ts';
import { concat, encodeUtf8 } from './encoding/bytes.ts';
import {
  encodingOf,
  G,
  isIdentity,
  multiplyPublic,
  multiplySecret,
  type Point,
  type RandomBytes,
  reduce,
  type Scalar,
} from './group.ts';
import { sha256 } from './hash.ts';
import { err, ok, type Result } from './result.ts';
import { bytes, bytes32, challenge, int, point, scalar, text } from './transcript.ts';

export const SEED_BYTES = 16;
const SEED_CHARACTERS = 26;
const QR_PREFIX = 'CP1';
/** Of the two unused bits of the 26th character, and added to the seed before its check symbol: a card of a test run. */
const TEST_RUN_BITS = 2;
const TEST_RUN_ADDED = 19;

export const TOKEN_ACTIONS = [
  'pending',
  'cast',
  'challenge',
  'status',
  'void-returned',
  'void-damaged',
  'void-unissued',
] as const;
export type TokenAction = (typeof TOKEN_ACTIONS)[number];

export type Token = { readonly tau: Scalar; readonly T: Point };
export type TokenSignature = { readonly R: Point; readonly s: Scalar };

/** The payload of an action without a ballot. */
export const NO_PAYLOAD: Uint8Array = new Uint8Array(32);

/** Specification §5: the same card is another token in another meeting or round. */
export function tokenFromSeed(meetingHash: Uint8Array, roundId: number, seed: Uint8Array): Token {
  if (seed.length !== SEED_BYTES) throw new RangeError(`seed: expected ${SEED_BYTES} bytes, got ${seed.length}`);
  const tau = challenge('token', bytes32(meetingHash), int(roundId), bytes(seed));
  return { tau, T: multiplySecret(G, tau) };
}

/** A card says itself whether it is one of a test run: no server is needed to tell them apart, before or after the wiping. */
const seedText = (seed: Uint8Array, testRun: boolean): string => {
  const characters = encodeBase32(seed);
  if (!testRun) return characters;
  return characters.slice(0, -1) + characterAbove(characters.slice(-1), TEST_RUN_BITS);
};
const seedCheck = (seed: Uint8Array, testRun: boolean): string => checkSymbol(seed, testRun ? TEST_RUN_ADDED : 0);

/** The 26 characters and the check symbol, as printed. */
export const cardText = (seed: Uint8Array, testRun = false): string =>
  seedText(seed, testRun) + seedCheck(seed, testRun);

/** The content of the card's QR code, in alphanumeric mode; the code's own error correction replaces the check symbol. */
export const cardQrText = (seed: Uint8Array, testRun = false): string => QR_PREFIX + seedText(seed, testRun);

/** The last two: a sound card of a test run where there is none, and a card of a real meeting in a test run. */
export type CardTextError = 'length' | 'character' | 'check-symbol' | 'test-run-card' | 'real-card';

/**
 * Reads a card, scanned (CP1 and 26 characters) or typed (27 characters, read with Crockford's forgiveness), for a meeting that is
 * a test run or none.
 */
export function parseCardText(input: string, testRun = false): Result<Uint8Array, CardTextError> {
  const written = normalizeBase32(input);
  const scanned = written.length === QR_PREFIX.length + SEED_CHARACTERS && written.startsWith(QR_PREFIX);
  if (!scanned && written.length !== SEED_CHARACTERS + 1) return err('length');
  const from = scanned ? QR_PREFIX.length : 0;
  const read = readSeed(written.slice(from, from + SEED_CHARACTERS));
  if (!read.ok) return read;
  const { seed, ofTestRun } = read.value;
  if (!scanned) {
    const check = written.slice(-1);
    if (!isCheckSymbol(check)) return err('character');
    if (check !== seedCheck(seed, ofTestRun)) return err('check-symbol');
  }
  if (ofTestRun === testRun) return ok(seed);
  seed.fill(0);
  return err(ofTestRun ? 'test-run-card' : 'real-card');
}

function readSeed(characters: string): Result<{ readonly seed: Uint8Array; readonly ofTestRun: boolean }, 'character'> {
  const seed = decodeBase32(characters);
  if (seed.ok) return ok({ seed: seed.value, ofTestRun: false });
  const unmarked = characterAbove(characters.slice(-1), -TEST_RUN_BITS);
  if (unmarked === undefined) return seed;
  const marked = decodeBase32(characters.slice(0, -1) + unmarked);
  return marked.ok ? ok({ seed: marked.value, ofTestRun: true }) : marked;
}

/** The card code on card and receipt: the first 30 bits of SHA-256("card-code" ‖ T) as 6 characters. */
export const cardCode = (T: Point): string =>
  encodeBase32(sha256(concat(encodeUtf8('card-code'), encodingOf(T)))).slice(0, 6);

const responseChallenge = (action: TokenAction, ctx: Uint8Array, T: Point, payload: Uint8Array, R: Point): Scalar =>
  challenge(`token-${action}`, bytes32(ctx), point(T), bytes32(payload), point(R));

/** e of a token signature, for verifiers that batch the equation (ballot-verification.ts). */
export const tokenChallenge = responseChallenge;

export type TokenStatement = {
  readonly action: TokenAction;
  readonly ctx: Uint8Array;
  readonly T: Point;
  readonly payload: Uint8Array;
};

/**
 * Specification §2. The nonce is hedged: fresh bytes and τ both enter, so that neither a bad random source nor a repeated
 * statement reveals τ alone.
 */
export function signToken(
  statement: TokenStatement & { readonly tau: Scalar; readonly random: RandomBytes },
): TokenSignature {
  const { action, ctx, tau, T, payload, random } = statement;
  const k = challenge('token-nonce', bytes32(random(32)), scalar(tau), text(action), bytes32(ctx), bytes32(payload));
  const R = multiplySecret(G, k);
  const e = responseChallenge(action, ctx, T, payload, R);
  return { R, s: reduce(k + e * tau) };
}

export function verifyTokenSignature(statement: TokenStatement, signature: TokenSignature): boolean {
  const { action, ctx, T, payload } = statement;
  if (isIdentity(T)) return false;
  const e = responseChallenge(action, ctx, T, payload, signature.R);
  return multiplyPublic(G, signature.s).equals(signature.R.add(multiplyPublic(T, e)));
}
