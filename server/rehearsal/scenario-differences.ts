/** Every difference between a worked round and what the server made of it, named by its path. */
import type { Contest } from '../../tally/record/contest.ts';
import { headingOf } from './ballots-of-table.ts';
import { differences } from './sample-ballots.ts';
import type { ContestTable, ScenarioRound } from './scenarios/scenario.ts';

type GivenContest = {
  readonly post: string | null;
  readonly title: { readonly zh: string };
  /** Of a round on paper. */
  readonly box?: unknown;
  readonly form?: { readonly rows: readonly Readonly<Record<string, unknown>>[] };
};

/** What stands on the ballot: who, in which order, for how many seats, and what kind of ballot it is. */
export function ballotDifferences(
  round: Pick<ScenarioRound, 'contests'>,
  contests: readonly Contest[],
): readonly string[] {
  const expected = Object.fromEntries(
    Object.entries(round.contests).map(([heading, table]) => [
      heading,
      table.kind === 'election'
        ? { category: table.category, seats: table.seats, names: Object.keys(table.rows).join('、') }
        : { names: Object.keys(table.rows).join('、') },
    ]),
  );
  const given = Object.fromEntries(
    contests.map((contest) => {
      const persons =
        contest.kind === 'election'
          ? contest.candidates
          : contest.kind === 'appraisal'
            ? contest.subjects
            : contest.nominees;
      const names = persons.map(({ name }) => name).join('、');
      return [
        headingOf(contest),
        contest.kind === 'election' ? { category: contest.category, seats: contest.seats, names } : { names },
      ];
    }),
  );
  return differences(expected, given, '/ballot');
}

/** `result` is result.json. Contests that the scenario does not know are differences too. */
export function resultDifferences(
  round: Pick<ScenarioRound, 'contests' | 'numbers'>,
  result: unknown,
): readonly string[] {
  const { contests = [] } = result as { readonly contests?: readonly GivenContest[] };
  const given = new Map(contests.map((contest) => [contest.post ?? contest.title.zh, contest]));
  const unknown = [...given.keys()].filter((heading) => round.contests[heading] === undefined);
  return [
    ...differences(round.numbers, result),
    ...unknown.map((heading) => `/contests/${heading}: not expected`),
    ...Object.entries(round.contests).flatMap(([heading, table]) =>
      contestDifferences(table, given.get(heading)).map((line) => `/contests/${heading}${line}`),
    ),
  ];
}

function contestDifferences(table: ContestTable, given: GivenContest | undefined): readonly string[] {
  if (table.kind === 'election') {
    const counts = Object.fromEntries(
      Object.entries(table.rows).map(([name, [approve, disapprove, abstain]]) => [
        name,
        // Only paper can hold a row that nobody can read.
        { approve, disapprove, abstain, ...(given?.box === undefined ? {} : { unreadable: 0 }) },
      ]),
    );
    return differences({ counts, writeIns: table.writeIns ?? {}, ...table.outcome }, given);
  }
  const rows = new Map((given?.form?.rows ?? []).map((row) => [row.label, row]));
  const unknown = [...rows.keys()].filter((name) => table.rows[String(name)] === undefined);
  return [
    ...unknown.map((name) => `/${name}: not expected`),
    ...Object.entries(table.rows).flatMap(([name, given]) => {
      // Whom nobody recommended has no place in the ranking.
      if (given === 0) return rows.has(name) ? [`/${name}: not expected`] : [];
      const counted = table.kind === 'appraisal' ? { ticks: given } : { votes: given };
      return differences({ ...counted, ...table.shares[name] }, rows.get(name)).map((line) => `/${name}${line}`);
    }),
  ];
}
