/**
 * The anonymous entries `cast`, `challenge`, `void` (specification §3, §7): no author, time, kiosk or order.
 * They are most of a record, so the reader checks their shape by hand; `ballotFromObject` of crypto/ballot.ts
 * is the strict decoder every ballot passes before its proof is verified.
 */
import { z } from 'zod';
import type { BallotObject } from '../../crypto/ballot-object.ts';
import { bytes32, hash, point, scalar } from './fields.ts';

export interface CastEntry {
  readonly type: 'cast';
  readonly ballot: BallotObject;
  /** Token signature of action "cast" over h. */
  readonly R: string;
  readonly s: string;
}

export const VERDICTS = ['matches', 'differs'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface ChallengeEntry {
  readonly type: 'challenge';
  readonly ballot: BallotObject;
  /** Token signature of action "challenge" over h. */
  readonly R: string;
  readonly s: string;
  /** Counter bits, one list per contest, as the voter marked. */
  readonly marks: readonly (readonly number[])[];
  /** Ballot seed, 32 bytes. */
  readonly seed: string;
  readonly verdict: Verdict;
}

export const VOID_ACTIONS = ['void-returned', 'void-damaged', 'void-unissued'] as const;
export type VoidAction = (typeof VOID_ACTIONS)[number];

export const voidEntry = z
  .strictObject({ type: z.literal('void'), ctx: hash, T: point, action: z.enum(VOID_ACTIONS), R: point, s: scalar })
  .readonly();
export type VoidEntry = z.infer<typeof voidEntry>;

export type BallotEntry = CastEntry | ChallengeEntry | VoidEntry;

/** Of what card it is the event. */
export const tokenOf = (entry: BallotEntry): string => (entry.type === 'void' ? entry.T : entry.ballot.T);

export const challengeOpening = z.strictObject({
  marks: z.array(z.array(z.union([z.literal(0), z.literal(1)])).readonly()).readonly(),
  seed: bytes32,
  verdict: z.enum(VERDICTS),
});

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const hasKeys = (value: Readonly<Record<string, unknown>>, sorted: string): boolean =>
  Object.keys(value).sort().join(' ') === sorted;

const isPairOfStrings = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && typeof value[1] === 'string';

/** Fields and their kinds; encodings of points and scalars are left to the ballot's decoder. */
export function hasBallotShape(value: unknown): value is BallotObject {
  return (
    isObject(value) &&
    hasKeys(value, 'E L T V Z ctx f r z') &&
    ['ctx', 'T', 'V', 'Z', 'z', 'r'].every((key) => typeof value[key] === 'string') &&
    isPairOfStrings(value.L) &&
    Array.isArray(value.E) &&
    value.E.every(isPairOfStrings) &&
    Array.isArray(value.f) &&
    value.f.every((scalarText) => typeof scalarText === 'string')
  );
}

const hasTokenSignature = (value: Readonly<Record<string, unknown>>): boolean =>
  typeof value.R === 'string' && typeof value.s === 'string';

export function isCastEntry(value: unknown): value is CastEntry {
  return (
    isObject(value) &&
    value.type === 'cast' &&
    hasKeys(value, 'R ballot s type') &&
    hasTokenSignature(value) &&
    hasBallotShape(value.ballot)
  );
}

export function isChallengeEntry(value: unknown): value is ChallengeEntry {
  return (
    isObject(value) &&
    value.type === 'challenge' &&
    hasKeys(value, 'R ballot marks s seed type verdict') &&
    hasTokenSignature(value) &&
    hasBallotShape(value.ballot) &&
    challengeOpening.safeParse({ marks: value.marks, seed: value.seed, verdict: value.verdict }).success
  );
}
