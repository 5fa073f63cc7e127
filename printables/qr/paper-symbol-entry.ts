/** The `paper-count` entry as it stands in the record, rebuilt from the symbol of a sheet, and who has signed it (specification §9.2). */
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { canonicalBytes } from '../../crypto/encoding/canonical.ts';
import { formatCheckpoint } from '../../crypto/log/checkpoint.ts';
import { leafHash, verifyInclusion } from '../../crypto/log/merkle.ts';
import { verifyBytes } from '../../crypto/sign.ts';
import { outcomeOfIntegers } from '../../tally/count/attested-integers.ts';
import { type AttestedContest, attestedTextsHash } from '../../tally/count/attested-texts.ts';
import { SERVER, scrutineerAuthor } from '../../tally/record/authors.ts';
import type { RecordedOutcome } from '../../tally/record/count-entries.ts';
import { entryHash, signedBytes } from '../../tally/record/entry.ts';
import type { PaperBox, PaperCountEntry } from '../../tally/record/paper-entries.ts';
import type { PaperSymbol, PaperSymbolContest, PaperSymbolElection } from './paper-symbol.ts';
import type { AttestationState, CheckedScrutineer } from './symbol-fields.ts';

/** Undefined where the printed integers are no outcome of this ballot. */
export function outcomeOfBallot({
  candidates,
  writeIns,
  outcome,
}: Pick<PaperSymbolElection, 'candidates' | 'writeIns' | 'outcome'>): RecordedOutcome | null | undefined {
  return outcomeOfIntegers(
    outcome,
    (person) => candidates[person] ?? writeIns.find(({ place }) => place === person - candidates.length)?.label,
  );
}

const outcomeOf = (contest: PaperSymbolContest): RecordedOutcome | null =>
  contest.category === 'appraisal' || contest.category === 'recommendation' ? null : (outcomeOfBallot(contest) ?? null);

/** Most votes first, equal ones by label (specification §14). */
const byVotes = (a: { readonly votes: number; readonly name: string }, b: typeof a): number =>
  b.votes - a.votes || (a.name < b.name ? -1 : 1);

export function boxOf(contest: PaperSymbolContest): PaperBox {
  const { tally, ...box } = contest.box;
  if (tally === null) return { ...box, tally };
  const writeIns = 'writeIns' in contest ? contest.writeIns.map(({ label: name, votes }) => ({ name, votes })) : [];
  return { ...box, tally: { ...tally, writeIns: writeIns.toSorted(byVotes) } };
}

function attestedContestOf(contest: PaperSymbolContest): AttestedContest {
  switch (contest.category) {
    case 'appraisal': {
      const { title, subjects, grades } = contest;
      return { kind: 'appraisal', title, subjects, grades };
    }
    case 'recommendation': {
      const { title, nominees, limit } = contest;
      return { kind: 'recommendation', title, nominees, limit };
    }
    default: {
      const { category, post, seats, candidates, writeIns } = contest;
      return { kind: 'election', category, post, seats, candidates, writeIns: writeIns.map(({ label }) => label) };
    }
  }
}

export function paperCountOfSymbol(symbol: PaperSymbol): PaperCountEntry {
  const { meetingId: meeting, meetingTitle: title, date, round, rules, contests, server, scrutineers } = symbol;
  const texts = attestedTextsHash({
    ...{ meeting, title, date, round, rules },
    scrutineers: scrutineers.map(({ name }) => name),
    contests: contests.map(attestedContestOf),
  });
  return {
    type: 'paper-count',
    ctx: symbol.ctx,
    expected: symbol.expected,
    present: symbol.present,
    texts,
    contests: contests.map(boxOf),
    outcome: contests.map(outcomeOf),
    signatures: [
      ...(server.signature === null ? [] : [{ author: SERVER, signature: server.signature } as const]),
      ...scrutineers.flatMap(({ signature }, at) =>
        signature === null ? [] : [{ author: scrutineerAuthor(at + 1), signature }],
      ),
    ],
  };
}

/** 计票码: the entry's hash, as it stands at the foot of the sheet. */
export const countHashOf = (symbol: PaperSymbol): string => encodeBase64url(entryHash(paperCountOfSymbol(symbol)));

/** Keys the reader has from elsewhere. */
export interface TrustedSheetKeys {
  readonly scrutineers: readonly string[];
  /** How many of them must sign; null where only the keys are known. */
  readonly threshold: number | null;
  readonly entries: string;
  readonly log: string;
}

export interface CheckedPaperSymbol {
  readonly scrutineers: readonly CheckedScrutineer[];
  readonly server: Omit<CheckedScrutineer, 'name'>;
  /** The log signed a head below which exactly this count stands last. */
  readonly head: Omit<CheckedScrutineer, 'name'>;
}

/** Checks every signature offline. Without trusted keys it shows consistency only: anybody can print keys of his own. */
export function verifyPaperSymbol(symbol: PaperSymbol, trusted?: TrustedSheetKeys): CheckedPaperSymbol {
  const entry = paperCountOfSymbol(symbol);
  const bytes = signedBytes(entry);
  const stateOf = (key: string, signature: string | null): AttestationState =>
    signature === null
      ? 'absent'
      : verifyBytes(bytes, decodeBase64url(signature, 64), decodeBase64url(key, 32))
        ? 'valid'
        : 'invalid';
  const { server, head } = symbol;
  return {
    scrutineers: symbol.scrutineers.map(({ name, signKey, signature }, at) => ({
      name,
      state: stateOf(signKey, signature),
      isTrusted: trusted === undefined ? undefined : trusted.scrutineers[at] === signKey,
    })),
    server: {
      state: stateOf(server.key, server.signature),
      isTrusted: trusted === undefined ? undefined : trusted.entries === server.key,
    },
    head: {
      state: head === null ? 'absent' : holdsCount(head, entry) ? 'valid' : 'invalid',
      isTrusted: trusted === undefined || head === null ? undefined : trusted.log === head.key,
    },
  };
}

function holdsCount(head: NonNullable<PaperSymbol['head']>, entry: PaperCountEntry): boolean {
  const hash = (text: string) => decodeBase64url(text, 32);
  const root = hash(head.root);
  if (head.origin === '' || /[\r\n]/.test(head.origin)) return false;
  const text = formatCheckpoint({ origin: head.origin, size: head.size, root });
  return (
    verifyBytes(encodeUtf8(text), decodeBase64url(head.signature, 64), hash(head.key)) &&
    verifyInclusion(leafHash(canonicalBytes(entry)), head.size - 1, head.size, head.path.map(hash), root)
  );
}
