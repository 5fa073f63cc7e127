/**
 * The ballot box (specification §7): card state, pending ballot, cast, challenge, status.
 *
 * A cast is one transaction, and so is a challenge: the phase is held, the token's row is locked, the token reaches its end, and the entry
 * takes its place in the waiting group. Only after the commit is on the disk is the answer signed. So an
 * acknowledged ballot is in the database exactly once whatever happens next, and repeating a request repeats the answer.
 *
 * Security: nothing here knows a kiosk, a time or a person; no refusal says more than the state of the card.
 */
import { ballotHash } from '../../crypto/ballot.ts';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { decodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { canonicalBytes } from '../../crypto/encoding/canonical.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import type { SigningKey } from '../../crypto/sign.ts';
import type { Opening } from '../../tally/challenge/opening.ts';
import { hasBallotShape, type Verdict } from '../../tally/record/ballot-entries.ts';
import { circuitContest } from '../../tally/record/contest.ts';
import type { AnswerType } from '../../tally/roles/voter.ts';
import type { Database } from '../store/database.ts';
import {
  findToken,
  holdPhase,
  loadToken,
  lockToken,
  setFinal,
  setPending,
  type TokenState,
} from '../store/record-token.ts';
import type { BallotFrame, TokenSignatureText } from '../workers/proof-jobs.ts';
import type { ProofPool } from '../workers/proof-pool.ts';
import { loadMeetingKeys } from './meeting-keys.ts';
import { signReceipt } from './receipts.ts';
import type { RecordLog } from './record-log.ts';

export type CardRefusal = 'card-unknown' | 'card-cast' | 'card-challenged' | 'card-void';
export type PendingRefusal = CardRefusal | 'voting-closed' | 'proof-invalid' | 'signature-invalid' | 'malformed';
export type CastRefusal = CardRefusal | 'voting-closed' | 'not-pending' | 'signature-invalid';
export type StatusRefusal = 'card-unknown' | 'nothing-accepted' | 'signature-invalid';

export type Signed = { readonly signature: string };

export type BallotBox = {
  /** Drops what memory holds of a meeting that was wiped: the key of its acceptances. */
  readonly forget: (meeting: string) => void;
  /** §7.1. Which round lists T, and its state there. */
  readonly ask: (meeting: string, T: string) => Promise<Result<AskedToken, 'voting-closed'>>;
  /** §7.2. */
  readonly submitPending: (
    meeting: string,
    request: TokenSignatureText & { readonly ballot: unknown },
  ) => Promise<Result<Signed, PendingRefusal>>;
  /** §7.4. */
  readonly cast: (
    meeting: string,
    request: TokenSignatureText & { readonly T: string; readonly h: string },
  ) => Promise<Result<Signed, CastRefusal>>;
  /** §7.5. The opening enters the record with its verdict, whatever that is. */
  readonly challenge: (
    meeting: string,
    request: TokenSignatureText & Opening & { readonly T: string; readonly h: string },
  ) => Promise<Result<Signed & { readonly verdict: Verdict }, CastRefusal>>;
  /** §7.4 after a crash. */
  readonly status: (
    meeting: string,
    request: TokenSignatureText & { readonly T: string },
  ) => Promise<Result<Signed & { readonly h: string; readonly state: 'cast' | 'challenged' }, StatusRefusal>>;
};

export type AskedToken = { readonly state: TokenState | 'unknown'; readonly round: number | null };

/** The sealed round that ballots are cast in, with what a ballot is checked against. */
export type OpenRound = { readonly round: number; readonly ctx: string; readonly frame: BallotFrame };

const CARD_REFUSAL = { cast: 'card-cast', challenged: 'card-challenged', void: 'card-void' } as const satisfies Record<
  Exclude<TokenState, 'free'>,
  CardRefusal
>;

/** Undefined when the card is free. */
export const refusalOfState = (state: TokenState | undefined): CardRefusal | undefined =>
  state === undefined ? 'card-unknown' : state === 'free' ? undefined : CARD_REFUSAL[state];

export function createBallotBox(db: Database, log: RecordLog, pool: ProofPool): BallotBox {
  const receiptKeys = new Map<string, SigningKey>();

  async function receiptKey(meeting: string): Promise<SigningKey> {
    let key = receiptKeys.get(meeting);
    if (key === undefined) {
      key = (await loadMeetingKeys(db, meeting))?.receipts;
      if (key === undefined) throw new Error('ballot box: the meeting has no receipts key');
      receiptKeys.set(meeting, key);
    }
    return key;
  }

  /** The newest round whose `open` stands in the log. */
  async function openRound(meeting: string): Promise<OpenRound | undefined> {
    const { rounds } = await log.state(meeting);
    const newest = [...rounds.values()].filter(({ open }) => open !== undefined).at(-1);
    const sealed = newest?.sealed;
    if (newest === undefined || sealed === undefined) return undefined;
    const { K, cards, contests } = sealed.entry;
    return {
      round: newest.round,
      ctx: sealed.hash,
      frame: { ctx: sealed.hash, K, cards, contests: contests.map(circuitContest) },
    };
  }

  const answer = async (meeting: string, type: AnswerType, ctx: string, T: string, h: string) =>
    ok({ signature: signReceipt({ type, ctx, T, h }, await receiptKey(meeting)) });

  return {
    forget: (meeting) => void receiptKeys.delete(meeting),

    async ask(meeting, T) {
      const [latest] = await findToken(db, meeting, T);
      return ok(latest ?? { state: 'unknown', round: null });
    },

    async submitPending(meeting, { ballot, R, s }) {
      const round = await openRound(meeting);
      if (round === undefined) return err('voting-closed');
      if (!hasBallotShape(ballot)) return err('malformed');
      const { T } = ballot;
      const refusal = refusalOfState((await loadToken(db, meeting, round.round, T))?.state);
      if (refusal !== undefined) return err(refusal);
      if (ballot.ctx !== round.ctx) return err('proof-invalid');
      const verdict = await pool.checkPending(round.frame, ballot, { R, s });
      if (verdict !== 'valid') return err(verdict);
      const h = encodeBase64url(ballotHash(ballot));
      const stored = await db.transaction(async (tx): Promise<Result<true, PendingRefusal>> => {
        if ((await holdPhase(tx, meeting, round.round)) !== 'voting') return err('voting-closed');
        const locked = await lockToken(tx, meeting, round.round, T);
        const late = refusalOfState(locked?.state);
        if (late !== undefined) return err(late);
        if (locked?.ballotHash === h) return ok(true);
        await setPending(tx, meeting, round.round, T, {
          ballotHash: h,
          ballot: decodeUtf8(canonicalBytes(ballot)),
        });
        return ok(true);
      });
      return stored.ok ? answer(meeting, 'pending', round.ctx, T, h) : stored;
    },

    async cast(meeting, { T, h, R, s }) {
      const round = await openRound(meeting);
      if (round === undefined) return err('voting-closed');
      const signature = { action: 'cast', ctx: round.ctx, T, payload: h, signature: { R, s } } as const;
      if (!(await pool.checkTokenSignature(signature))) return err('signature-invalid');

      const done = await db.transaction(async (tx): Promise<Result<'cast' | 'repeated', CastRefusal>> => {
        const phase = await holdPhase(tx, meeting, round.round);
        const stored = await lockToken(tx, meeting, round.round, T);
        if (stored?.state === 'cast' && stored.ballotHash === h) return ok('repeated');
        const refusal = refusalOfState(stored?.state);
        if (refusal !== undefined) return err(refusal);
        if (phase !== 'voting') return err('voting-closed');
        if (stored?.ballot == null || stored.ballotHash !== h) return err('not-pending');
        await setFinal(tx, meeting, round.round, T, { state: 'cast', ballotHash: h });
        await log.enqueue(tx, meeting, { type: 'cast', ballot: JSON.parse(stored.ballot), R, s });
        return ok('cast');
      });
      if (!done.ok) return done;
      if (done.value === 'cast') log.flushSoon(meeting);
      return answer(meeting, 'accepted', round.ctx, T, h);
    },

    async challenge(meeting, { T, h, R, s, marks, seed }) {
      const round = await openRound(meeting);
      if (round === undefined) return err('voting-closed');
      const signature = { action: 'challenge', ctx: round.ctx, T, payload: h, signature: { R, s } } as const;
      if (!(await pool.checkTokenSignature(signature))) return err('signature-invalid');
      const opening = { marks, seed };
      // It depends on what was asked alone, so it is made before the token's row is locked.
      const verdict = await pool.checkOpening({ frame: round.frame, T, h, opening });

      type Done = { readonly verdict: Verdict; readonly isNew: boolean };
      const done = await db.transaction(async (tx): Promise<Result<Done, CastRefusal>> => {
        const phase = await holdPhase(tx, meeting, round.round);
        const stored = await lockToken(tx, meeting, round.round, T);
        // What stands in the record is what is answered, should the repeated request open the ballot in another way.
        if (stored?.state === 'challenged' && stored.ballotHash === h)
          return ok({ verdict: stored.final === 'matches' ? 'matches' : 'differs', isNew: false });
        const refusal = refusalOfState(stored?.state);
        if (refusal !== undefined) return err(refusal);
        if (phase !== 'voting') return err('voting-closed');
        if (stored?.ballot == null || stored.ballotHash !== h) return err('not-pending');
        await setFinal(tx, meeting, round.round, T, { state: 'challenged', ballotHash: h, final: verdict });
        await log.enqueue(tx, meeting, {
          type: 'challenge',
          ballot: JSON.parse(stored.ballot),
          R,
          s,
          ...opening,
          verdict,
        });
        return ok({ verdict, isNew: true });
      });
      if (!done.ok) return done;
      if (done.value.isNew) log.flushSoon(meeting);
      const signed = await answer(meeting, 'challenged', round.ctx, T, h);
      return ok({ verdict: done.value.verdict, ...signed.value });
    },

    async status(meeting, { T, R, s }) {
      const { rounds } = await log.state(meeting);
      for (const { round } of await findToken(db, meeting, T)) {
        const ctx = rounds.get(round)?.sealed?.hash;
        if (ctx === undefined) continue;
        const signed = { action: 'status', ctx, T, payload: null, signature: { R, s } } as const;
        if (!(await pool.checkTokenSignature(signed))) return err('signature-invalid');
        const stored = await loadToken(db, meeting, round, T);
        const { state = 'free', ballotHash: h = null } = stored ?? {};
        if (h === null || (state !== 'cast' && state !== 'challenged')) return err('nothing-accepted');
        const given = await answer(meeting, state === 'cast' ? 'accepted' : 'challenged', ctx, T, h);
        return ok({ state, h, ...given.value });
      }
      return err('card-unknown');
    },
  };
}
