/**
 * 抽查: a ballot opened and made again (specification §7.5). Marks and ballot seed determine every byte of it, so the opening is
 * right exactly when the ballot made from them has the hash h that the kiosk was bound to before it knew it would be challenged.
 *
 * Security: whoever opens may lie in every member; nothing here throws on an opening. Neither τ nor the card's seed is part of
 * one: T is what the ballot is made for.
 */
import { type BallotObject, ballotHash, ballotToObject, encryptBallot } from '../../crypto/ballot.ts';
import { assignVariables, type Circuit, circuitId, compileCircuit } from '../../crypto/circuit.ts';
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { equalBytes } from '../../crypto/encoding/bytes.ts';
import { decodePointNotIdentity, type Point } from '../../crypto/group.ts';
import type { Verdict } from '../record/ballot-entries.ts';
import { circuitContest } from '../record/contest.ts';
import type { RoundEntry } from '../record/round-entries.ts';

/** Counter bits, one list per contest, and the ballot seed in base64url, as in a `challenge` entry. */
export interface Opening {
  readonly marks: readonly (readonly number[])[];
  readonly seed: string;
}

/** What every ballot of a round is made with. */
export interface BallotFrame {
  readonly ctx: Uint8Array;
  readonly K: Point;
  readonly circuit: Circuit;
  readonly circuitId: Uint8Array;
}

/** Throws when the contests cannot be compiled or K is no key. */
export function ballotFrame(round: RoundEntry, ctx: Uint8Array): BallotFrame {
  const circuit = compileCircuit(round.contests.map(circuitContest), round.cards);
  return {
    ctx,
    K: decodePointNotIdentity(decodeBase64url(round.K, 32), 'round K'),
    circuit,
    circuitId: circuitId(circuit),
  };
}

/** The ballot that these marks and this seed give for the card T; null when they give none, as illegal marks do. */
export function rebuiltBallot(frame: BallotFrame, T: string, { marks, seed }: Opening): BallotObject | null {
  try {
    return ballotToObject(
      encryptBallot({
        ...frame,
        T: decodePointNotIdentity(decodeBase64url(T, 32), 'T'),
        u: assignVariables(frame.circuit, marks),
        seed: decodeBase64url(seed, 32),
      }),
    );
  } catch {
    return null;
  }
}

/** Equal hashes of canonical objects are equal bytes. */
export function verdictOf(frame: BallotFrame, T: string, h: Uint8Array, opening: Opening): Verdict {
  const rebuilt = rebuiltBallot(frame, T, opening);
  return rebuilt !== null && equalBytes(ballotHash(rebuilt), h) ? 'matches' : 'differs';
}
