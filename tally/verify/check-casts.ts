/**
 * Check 7 besides the token signatures, which are batched with the ballots (ballot-batch.ts): one final event per T,
 * voids signed by their cards, challenges rebuilt byte by byte, groups sorted and large enough, acceptances kept
 * (specification §3, §5, §7, §10).
 */

import { ballotCode, ballotHash } from '../../crypto/ballot.ts';
import type { BallotObject } from '../../crypto/ballot-object.ts';
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { compareBytes } from '../../crypto/encoding/bytes.ts';
import { decodePoint, decodePointNotIdentity, decodeScalar } from '../../crypto/group.ts';
import { NO_PAYLOAD, verifyTokenSignature } from '../../crypto/token.ts';
import { type BallotFrame, ballotFrame, verdictOf } from '../challenge/opening.ts';
import { type ChallengeEntry, tokenOf, type Verdict, type VoidEntry } from '../record/ballot-entries.ts';
import type { RoundEntry } from '../record/round-entries.ts';
import type { FixedRound, VerifyContext } from './context.ts';
import { groupsOf } from './groups.ts';

/**
 * Groups enter the log in at least this size, save the last one before the close (specification §3): fewer would tell an
 * observer in the hall whose ballot came last.
 */
export const LEAST_GROUP = 5;

/** What a kiosk kept of a cast the server accepted. */
export interface Acceptance {
  readonly ctx: string;
  readonly T: string;
  readonly h: string;
}

/** `hashes` gives h of the ballot in an entry, by leaf index. */
export function checkCasts(
  { findings }: VerifyContext,
  fixed: FixedRound,
  hashes: ReadonlyMap<number, string>,
  acceptances: readonly Acceptance[],
): void {
  const { ctx, round, ballots, tokens, close } = fixed;
  const listed = new Set(tokens?.entry.tokens ?? []);
  const spent = new Set<string>();
  const codes = new Set<string>();
  const judge = challengeJudge(round.entry);
  for (const at of ballots) {
    const { entry } = at;
    const T = tokenOf(entry);
    // A void of an unlisted card concerns the casts, a ballot by one the ballots (specification §10).
    if (!listed.has(T)) findings.report(entry.type === 'void' ? 'casts' : 'ballots', 'token-not-listed', at);
    if (spent.has(T)) findings.report('casts', 'token-used-twice', at);
    spent.add(T);
    if (entry.type === 'void') {
      if (entry.ctx !== ctx) findings.report('casts', 'ctx-differs', at);
      if (!isVoidSigned(entry)) findings.report('casts', 'token-signature-invalid', at);
      continue;
    }
    const h = hashes.get(at.index);
    if (h !== undefined) {
      const code = ballotCode(decodeBase64url(h, 32));
      if (codes.has(code)) findings.report('casts', 'ballot-code-twice', at);
      codes.add(code);
    }
    if (entry.type === 'challenge') {
      const verdict = judge(entry);
      if (verdict !== entry.verdict) findings.report('casts', 'challenge-verdict-wrong', at);
      if (verdict === 'differs') findings.report('casts', 'challenge-differs', at);
    }
  }
  if (close !== null) {
    // An acceptance is looked for in a round too whose ballots cannot be checked (specification §10).
    const hashOf = (ballot: BallotObject, index: number) => hashes.get(index) ?? encodeBase64url(ballotHash(ballot));
    const inRecord = new Set(
      ballots.flatMap(({ entry, index }) =>
        entry.type === 'cast' ? [`${entry.ballot.T} ${hashOf(entry.ballot, index)}`] : [],
      ),
    );
    for (const { T, h } of acceptances.filter((kept) => kept.ctx === ctx)) {
      if (!inRecord.has(`${T} ${h}`)) findings.report('casts', 'acceptance-missing', close);
    }
  }
}

function isVoidSigned(entry: VoidEntry): boolean {
  try {
    const T = decodePointNotIdentity(decodeBase64url(entry.T, 32), 'T');
    const R = decodePoint(decodeBase64url(entry.R, 32), 'R');
    const s = decodeScalar(decodeBase64url(entry.s, 32), 's');
    const statement = { action: entry.action, ctx: decodeBase64url(entry.ctx, 32), T, payload: NO_PAYLOAD };
    return verifyTokenSignature(statement, { R, s });
  } catch {
    return false;
  }
}

/** Judges the openings of a round, whose circuit is compiled once. */
function challengeJudge(round: RoundEntry): (entry: ChallengeEntry) => Verdict {
  let frame: BallotFrame | undefined;
  return ({ ballot, marks, seed }) => {
    try {
      const ctx = decodeBase64url(ballot.ctx, 32);
      frame ??= ballotFrame(round, ctx);
      return verdictOf({ ...frame, ctx }, ballot.T, ballotHash(ballot), { marks, seed });
    } catch {
      // A round or a ballot that cannot be read has its own findings; nothing can be made again from it.
      return 'differs';
    }
  };
}

/** A group enters the log sorted by entry hash, so that its order says nothing about the order of casting. */
export function checkGroups({ file, findings }: VerifyContext, { ballots }: FixedRound): void {
  for (const { leaves, isLast } of groupsOf(file, ballots)) {
    const unsorted = leaves.find(
      (leaf, at) => at > 0 && compareBytes((leaves[at - 1] as typeof leaf).hash, leaf.hash) >= 0,
    );
    if (unsorted !== undefined) findings.report('casts', 'group-not-sorted', unsorted);
    if (!isLast && leaves.length < LEAST_GROUP) findings.report('casts', 'group-too-small', leaves[0]);
  }
}
