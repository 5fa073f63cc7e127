/**
 * Whom all rounds of a record have elected for good: after revotes and further elections, after the superior's rulings, and without
 * pre-elections, which elect nobody (specification §8.6, rules §1.4, §1.11).
 */
import { readRecord } from '../../tally/record/reader.ts';
import { decidedContests } from './course.ts';
import { applyEntry, emptyRecordState, type RecordState, type RoundState } from './record-state.ts';

export interface ElectedOfRecord {
  readonly organization: string;
  readonly meeting: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly contests: readonly { readonly post: string; readonly round: number; readonly elected: readonly string[] }[];
  /** Somebody is elected, and no ballot, seat or ruling is open any more: the term has begun. */
  readonly isComplete: boolean;
  /** Of the round that elected the committee, else of the first one. */
  readonly turnout: { readonly expected: number; readonly present: number; readonly recovered: number } | null;
}

/** The record is one that was checked before: lines that cannot be read are left out. */
export function stateOfRecord(record: string): RecordState {
  const state = emptyRecordState();
  for (const line of readRecord(record).leaves)
    if (line.kind === 'entry') applyEntry(state, line.entry, line.hash);
    else state.size += 1;
  return state;
}

function turnoutOf({ close, paperCount }: RoundState): ElectedOfRecord['turnout'] {
  if (paperCount !== undefined) {
    const { expected, present, contests } = paperCount.entry;
    return { expected, present, recovered: contests[0]?.recovered ?? 0 };
  }
  if (close === undefined) return null;
  const { expected, present, casts } = close.entry;
  return { expected, present, recovered: casts };
}

export const electedOfRecord = (record: string): ElectedOfRecord | undefined => electedOfState(stateOfRecord(record));

/** Posts whose candidates a pre-election has given. */
const awaitedPosts = (state: RecordState): readonly string[] =>
  decidedContests(state).flatMap(({ contest }) =>
    contest.kind === 'election' && contest.category === 'preliminary' ? [contest.post] : [],
  );

export function electedOfState(state: RecordState): ElectedOfRecord | undefined {
  if (state.meeting === undefined) return undefined;
  const rounds = [...state.rounds.values()].toSorted((a, b) => a.round - b.round);
  const counted = decidedContests(state).flatMap(({ contest, round, outcome, unconfirmed, replaced }) =>
    contest.kind === 'election' && contest.category !== 'preliminary' && outcome !== null
      ? [{ post: contest.post, round, outcome, unconfirmed, replaced }]
      : [],
  );
  // Who was written in counts once the superior has confirmed it.
  const contests = counted.map(({ post, round, outcome, unconfirmed, replaced }) => ({
    post,
    round,
    elected: outcome.elected.filter((name) => !unconfirmed.includes(name) && !replaced.includes(name)),
  }));
  const last = [...new Map(counted.map((one) => [one.post, one])).values()];
  const isComplete =
    contests.some(({ elected }) => elected.length > 0) &&
    last.every(({ outcome }) => outcome.election === 'valid' && outcome.tie === null && outcome.unfilled === 0) &&
    counted.every(({ unconfirmed }) => unconfirmed.length === 0) &&
    // In whose place another is elected: by a later ballot for the post (rules §8 T59).
    last.every(({ replaced }) => replaced.length === 0) &&
    awaitedPosts(state).every((post) => last.some((one) => one.post === post));
  const valid = counted.filter(({ outcome }) => outcome.election === 'valid');
  const shown = valid.find(({ post }) => post === '委员') ?? valid[0] ?? counted[0];
  const round = rounds.find((one) => one.round === shown?.round);
  const { organization, id, date } = state.meeting.entry;
  return {
    organization,
    meeting: id,
    date,
    contests,
    isComplete,
    turnout: round === undefined ? null : turnoutOf(round),
  };
}
