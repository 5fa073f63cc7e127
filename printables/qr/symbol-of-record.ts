/**
 * Symbol A as a record gives it: what the sheet prints, and what a scanned symbol is compared with (check 14). Runs in browsers.
 */
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { encodeUtf8, equalBytes } from '../../crypto/encoding/bytes.ts';
import { createMerkleTree, leafHash, merkleRoot } from '../../crypto/log/merkle.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { accountingIntegers, outcomeIntegers } from '../../tally/count/attested-integers.ts';
import { attestedRules } from '../../tally/count/attested-texts.ts';
import { scrutineerAuthor } from '../../tally/record/authors.ts';
import type { Contest } from '../../tally/record/contest.ts';
import type {
  AggregateEntry,
  AttestationEntry,
  PaperProofEntry,
  PartialDecryptionEntry,
  ResultEntry,
} from '../../tally/record/count-entries.ts';
import type { MeetingEntry } from '../../tally/record/meeting-entry.ts';
import { label } from '../../tally/record/person.ts';
import { type RecordFile, readRecord } from '../../tally/record/reader.ts';
import type { CloseEntry, OpenEntry, RoundEntry } from '../../tally/record/round-entries.ts';
import { closedRound } from '../../tally/verify/closed-round.ts';
import { encodeSymbolA, type SymbolA, type SymbolContest } from './symbol-a.ts';

export interface CountedRound {
  readonly meeting: MeetingEntry;
  readonly round: RoundEntry;
  readonly open: OpenEntry;
  readonly close: CloseEntry;
  readonly result: ResultEntry;
  readonly attestations: readonly AttestationEntry[];
  readonly aggregate: AggregateEntry | null;
  readonly partials: readonly PartialDecryptionEntry[];
  readonly paperProofs: readonly PaperProofEntry[];
  readonly ctx: string;
  /** Of the tree that ends with `result` (specification §9). */
  readonly root: string;
  readonly size: number;
}

export type CountedRoundError = 'record-unreadable' | 'round-missing' | 'result-missing' | 'outcome-unreadable';

function rootOf(file: RecordFile, size: number): string {
  const leaves = file.leaves
    .slice(0, size)
    .flatMap((leaf) => (leaf.kind === 'entry' ? [leafHash(encodeUtf8(leaf.text))] : []));
  return encodeBase64url(merkleRoot(createMerkleTree(leaves)));
}

/** The entries of a round that has a result. Whether they are right is the verifier's business (checks 1 to 13). */
export function countedRound(
  file: RecordFile,
  number: number,
): Result<CountedRound, Exclude<CountedRoundError, 'outcome-unreadable'>> {
  const found = closedRound(file, number);
  if (!found.ok) return err(found.error === 'close-missing' ? 'result-missing' : found.error);
  const { meeting, round, open, close, result, attestations, aggregate, partials, paperProofs } = found.value;
  if (result === null) return err('result-missing');
  const size = result.index + 1;
  return ok({
    meeting: meeting.entry,
    round: round.entry,
    open: open.entry,
    close: close.entry,
    result: result.entry,
    attestations: attestations.map(({ entry }) => entry),
    aggregate: aggregate?.entry ?? null,
    partials: partials.map(({ entry }) => entry),
    paperProofs: paperProofs.map(({ entry }) => entry),
    ctx: encodeBase64url(round.hash),
    root: rootOf(file, size),
    size,
  });
}

function symbolContest(contest: Contest, counts: readonly number[], outcome: readonly number[]): SymbolContest {
  switch (contest.kind) {
    case 'appraisal': {
      const { title, subjects, grades } = contest;
      return {
        category: 'appraisal',
        title: title.zh,
        grades: grades.map(({ zh }) => zh),
        subjects: subjects.map((person, at) => ({
          label: label(person),
          counts: grades.map((_, grade) => counts[at * grades.length + grade] ?? 0),
        })),
      };
    }
    case 'recommendation': {
      const { title, limit, nominees } = contest;
      return {
        category: 'recommendation',
        title: title.zh,
        limit,
        nominees: nominees.map((person, at) => ({ label: label(person), count: counts[at] ?? 0 })),
      };
    }
    case 'election': {
      const { category, post, seats, candidates, writeIns } = contest;
      return {
        category,
        post,
        seats,
        candidates: candidates.map((person, at) => ({
          label: label(person),
          approve: counts[2 * at] ?? 0,
          disapprove: counts[2 * at + 1] ?? 0,
        })),
        writeInList: writeIns.length,
        writeIns: writeIns.flatMap((person, place) => {
          const votes = counts[2 * candidates.length + place] ?? 0;
          return votes > 0 ? [{ place, label: label(person), votes }] : [];
        }),
        outcome,
      };
    }
  }
}

/** Refused when the result names somebody who is not on the ballot: then nothing could be attested. */
export function symbolOf(of: CountedRound): Result<SymbolA, 'outcome-unreadable'> {
  const { meeting, round, open, close, result, attestations, ctx, root, size } = of;
  const outcomes = outcomesOf(round.contests, result);
  if (outcomes === null) return err('outcome-unreadable');
  return ok({
    meetingId: meeting.id,
    meetingTitle: meeting.title,
    date: meeting.date,
    round: round.round,
    rules: attestedRules(round),
    contests: round.contests.map((contest, at) => symbolContest(contest, result.counts[at] ?? [], outcomes[at] ?? [])),
    ctx,
    root,
    size,
    accounting: accountingIntegers(round, open, close),
    scrutineers: meeting.scrutineers.map(({ name, signKey }, at) => {
      const own = attestations.find(({ signatures }) => signatures[0]?.author === scrutineerAuthor(at + 1));
      return { name, signKey, signature: own?.signatures[0]?.signature ?? null };
    }),
  });
}

function outcomesOf(contests: readonly Contest[], result: ResultEntry): readonly (readonly number[])[] | null {
  try {
    return contests.map((contest, at) => outcomeIntegers(contest, result.outcome[at] ?? null));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

export function symbolOfRecord(record: string | Uint8Array, round: number): Result<SymbolA, CountedRoundError> {
  const found = countedRound(readRecord(record), round);
  return found.ok ? symbolOf(found.value) : found;
}

/** Whether a scanned symbol is that of the record: names, numbers, keys and signatures alike. */
export const equalSymbols = (a: SymbolA, b: SymbolA): boolean => equalBytes(encodeSymbolA(a), encodeSymbolA(b));
