/**
 * What the assembly and its superior decided about a round, in sentences for sheet and report: one function for rounds on kiosks and
 * on paper, so that both state the same votes (rules §4.1, §6.2).
 */
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import type { Contest, ElectionContest } from '../../tally/record/contest.ts';
import { entriesOf, type RecordFile } from '../../tally/record/reader.ts';
import type { Outcome } from '../../tally/rules/outcome.ts';
import { afterReduction } from '../../tally/rules/reduction.ts';
import { CONTEST_KIND_NAME, decisionSentence, motionSentence } from '../../tally/text/assembly-words.ts';

interface RuledRound {
  readonly number: number;
  readonly contests: readonly Contest[];
  readonly ctx: string;
  readonly index: number;
  /** Place of its count; null without one. */
  readonly end: number | null;
}

function ruledRounds(file: RecordFile): readonly RuledRound[] {
  const counted = [...entriesOf(file, 'result'), ...entriesOf(file, 'paper-count')];
  return [...entriesOf(file, 'round'), ...entriesOf(file, 'paper-round')]
    .toSorted((a, b) => a.index - b.index)
    .map(({ entry, hash, index }) => {
      const ctx = encodeBase64url(hash);
      const end = counted.find((one) => one.entry.ctx === ctx)?.index ?? null;
      return { number: entry.round, contests: entry.contests, ctx, index, end };
    });
}

/**
 * The kind of a ballot that is no first one, the motions of the round, the decisions about it. A reduction names its round. Every
 * other vote stands once: with the ballot that follows it, or after the last count with that count.
 */
export function decidedLines(file: RecordFile, round: number): readonly string[] {
  const rounds = ruledRounds(file);
  const at = rounds.findIndex(({ number }) => number === round);
  const own = rounds[at];
  if (own === undefined) return [];
  const next = rounds[at + 1];
  // Without a count nothing tells the end of a round but the next one.
  const begin = at === 0 ? -1 : (rounds[at - 1]?.end ?? own.index);
  const end = next === undefined ? Number.POSITIVE_INFINITY : (own.end ?? next.index);
  const kinds = own.contests.flatMap((contest) =>
    contest.kind !== 'election' || contest.category === 'committee' || contest.category === 'secretary'
      ? []
      : [`${contest.title.zh}：${CONTEST_KIND_NAME[contest.category].zh}。`],
  );
  const motions = entriesOf(file, 'motion').filter(({ entry, index }) =>
    entry.round === null ? index > begin && index < end : entry.round === round,
  );
  const decisions = entriesOf(file, 'decision').filter(({ entry }) => entry.ctx === own.ctx);
  return [
    ...kinds,
    ...motions.map(({ entry }) => motionSentence(entry).zh),
    ...decisions.map(({ entry }) => decisionSentence(entry).zh),
  ];
}

/** Posts whose open seats of a round the voters have given up (specification §8.6). */
export const reducedPosts = (file: RecordFile, round: number): ReadonlySet<string> =>
  new Set(
    entriesOf(file, 'motion').flatMap(({ entry }) =>
      entry.subject === 'reduction' && entry.carried && entry.round === round ? (entry.post ?? []) : [],
    ),
  );

export interface Reduction {
  readonly isReduced: boolean;
  readonly outcome: Outcome;
}

/** A count as it stands after the votes about its open seats. */
export function withReduction(
  outcome: Outcome,
  { seats, post }: Pick<ElectionContest, 'seats' | 'post'>,
  reduced: ReadonlySet<string>,
): Reduction {
  if (outcome.unfilled === 0 || !reduced.has(post)) return { isReduced: false, outcome };
  const { unfilled, notices } = outcome;
  const settled = afterReduction(notices, { seats, elected: outcome.elected.length, unfilled });
  return { isReduced: true, outcome: { ...outcome, notices: settled } };
}
