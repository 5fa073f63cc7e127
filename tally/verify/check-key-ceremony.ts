/**
 * Check 3 (specification §4, §10): commitments before packages, packages and proofs, keys recomputed and confirmed by
 * all, rehearsal by all. An aborted ceremony is history; the last one must be complete.
 */

import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { encodePoint, type Point } from '../../crypto/group.ts';
import {
  electionKeys,
  isCeremonySize,
  openPackages,
  packageCommitment,
  rehearsalPoint,
} from '../../crypto/threshold/key-ceremony.ts';
import { verifyPartialDecryption } from '../../crypto/threshold/partial-decryption.ts';
import type { MeetingEntry } from '../record/meeting-entry.ts';
import type { VerifyContext } from './context.ts';
import { decodePartial } from './partials.ts';
import type { CeremonyEntries } from './structure.ts';

/** What the ceremony gives, in base64url as the round entry repeats it, and decoded. */
export interface CeremonyKeys {
  readonly ceremony: string;
  readonly K: string;
  readonly X: readonly string[];
  readonly key: Point;
  readonly shares: readonly Point[];
}

export function checkKeyCeremony(context: VerifyContext): CeremonyKeys | null {
  const { structure, meeting, findings } = context;
  const { scrutineers, threshold } = meeting.entry;
  if (!isCeremonySize({ n: scrutineers.length, t: threshold })) {
    findings.report('key-ceremony', 'meeting-threshold', meeting);
  }
  const last = structure.ceremonies.at(-1);
  // A meeting that went to paper before any round needs no keys.
  if (structure.givenUp && (last === undefined || last.abort !== null || last.confirms.length === 0)) return null;
  if (last === undefined) {
    findings.report('key-ceremony', 'ceremony-missing', meeting);
    return null;
  }
  if (last.abort !== null) {
    findings.report('key-ceremony', 'ceremony-incomplete', last.abort);
    return null;
  }
  checkCommitments(context, last);
  const keys = recomputeKeys(context, last);
  if (keys !== null) {
    checkConfirmations(context, last, keys);
    checkRehearsal(context, keys);
  }
  return keys;
}

const isTwice = (indices: readonly number[], at: number): boolean => indices.indexOf(indices[at] as number) < at;

/** Steps 1 and 2: all n commitments stand before the first package, and every package is the committed one. */
function checkCommitments({ meeting, findings }: VerifyContext, { commits, reveals, confirms }: CeremonyEntries): void {
  const n = meeting.entry.scrutineers.length;
  const committed = commits.map(({ entry }) => entry.index);
  commits.forEach((at, i) => {
    if (isTwice(committed, i)) findings.report('key-ceremony', 'commitment-twice', at);
  });
  const [first] = reveals;
  if (first !== undefined && new Set(committed).size < n) {
    findings.report('key-ceremony', 'commitment-missing', first);
  }
  const revealed = reveals.map(({ entry }) => entry.package.index);
  reveals.forEach((at, i) => {
    if (isTwice(revealed, i)) findings.report('key-ceremony', 'package-twice', at);
    const commitment = commits.find(({ entry }) => entry.index === at.entry.package.index)?.entry.commitment;
    if (commitment !== encodeBase64url(packageCommitment(at.entry.package))) {
      findings.report('key-ceremony', 'commitment-differs', at);
    }
  });
  const confirmed = confirms.map(({ entry }) => entry.index);
  confirms.forEach((at, i) => {
    if (isTwice(confirmed, i)) findings.report('key-ceremony', 'confirmation-twice', at);
  });
}

const declares = (meeting: MeetingEntry, index: number, name: string, signKey: string): boolean => {
  const declared = meeting.scrutineers[index - 1];
  return declared?.name === name && declared.signKey === signKey;
};

/** Step 4 recomputed; null when the packages do not make a key. */
function recomputeKeys(
  { meeting, findings }: VerifyContext,
  { commits, reveals }: CeremonyEntries,
): CeremonyKeys | null {
  const { scrutineers, threshold } = meeting.entry;
  const n = scrutineers.length;
  const inOrder = scrutineers.map((_, i) => reveals.find(({ entry }) => entry.package.index === i + 1));
  const present = inOrder.filter((at) => at !== undefined);
  if (present.length < n) {
    findings.report('key-ceremony', 'ceremony-incomplete', reveals.at(-1) ?? commits.at(-1) ?? meeting);
    return null;
  }
  for (const at of present) {
    const { index, name, signKey } = at.entry.package;
    if (!declares(meeting.entry, index, name, signKey)) {
      findings.report('key-ceremony', 'package-differs-from-meeting', at);
    }
  }
  const packages = present.map(({ entry }) => entry.package);
  const opened = openPackages(packages, { meeting: meeting.hash, n, t: threshold });
  if (!opened.ok) {
    for (const { index } of opened.error)
      findings.report('key-ceremony', 'package-invalid', present[index - 1] ?? meeting);
    return null;
  }
  const keys = electionKeys(meeting.hash, opened.value);
  if (!keys.ok) {
    findings.report('key-ceremony', 'package-invalid', present.at(-1) ?? meeting);
    return null;
  }
  const { ceremony, K, X } = keys.value;
  return {
    ceremony: encodeBase64url(ceremony),
    K: encodeBase64url(encodePoint(K)),
    X: X.map((point) => encodeBase64url(encodePoint(point))),
    key: K,
    shares: X,
  };
}

function checkConfirmations(
  { meeting, findings }: VerifyContext,
  { reveals, confirms }: CeremonyEntries,
  keys: CeremonyKeys,
): void {
  for (const at of confirms) {
    const { ceremony, K, X } = at.entry;
    if (ceremony !== keys.ceremony || K !== keys.K || X.join() !== keys.X.join()) {
      findings.report('key-ceremony', 'confirmation-differs', at);
    }
  }
  const confirmed = new Set(confirms.map(({ entry }) => entry.index));
  if (meeting.entry.scrutineers.some((_, i) => !confirmed.has(i + 1))) {
    findings.report('key-ceremony', 'ceremony-incomplete', confirms.at(-1) ?? reveals.at(-1) ?? meeting);
  }
}

/**
 * Every scrutineer publishes x_i R with its proof. Since the X_i come from the packages they lie on one polynomial,
 * so once each proof holds, all sets of t give the same point and nothing is left to compare.
 */
function checkRehearsal({ structure, meeting, findings }: VerifyContext, keys: CeremonyKeys): void {
  const R = rehearsalPoint(decodeBase64url(keys.ceremony, 32));
  const seen = new Set<number>();
  for (const at of structure.rehearsals) {
    const { index, ctx } = at.entry;
    if (seen.has(index)) findings.report('key-ceremony', 'rehearsal-twice', at);
    seen.add(index);
    const X = keys.shares[index - 1];
    const partial = decodePartial(at.entry);
    const statement = X && {
      ctx: decodeBase64url(keys.ceremony, 32),
      stage: 'rehearsal',
      index,
      K: keys.key,
      X,
      pairs: [[R, R] as const],
    };
    if (ctx !== keys.ceremony || partial === null || !statement || !verifyPartialDecryption(statement, partial)) {
      findings.report('key-ceremony', 'rehearsal-invalid', at);
    }
  }
  // Whoever sits through the ceremony shows before the cards are made that the share works.
  if (structure.rounds.some(({ round }) => round !== null) && seen.size < meeting.entry.scrutineers.length) {
    findings.report('key-ceremony', 'rehearsal-missing', structure.rehearsals.at(-1) ?? meeting);
  }
}
