/** Ballots that add up to a table of counts: which voter marked what is of no meaning, the sums are. */
import type { AppraisalMarks, ContestMarks, RecommendationMarks } from '../../tally/marks/ballot-marks.ts';
import { chosenIn, type ElectionMarks, type Mark, writeInstead } from '../../tally/marks/election-marks.ts';
import type { AppraisalContest, Contest, ElectionContest, RecommendationContest } from '../../tally/record/contest.ts';
import type { AppraisalTable, ContestTable, ElectionTable, RecommendationTable } from './scenarios/scenario.ts';

/** One list of marks a voter. Throws where the table asks for a ballot that nobody may cast. */
export function ballotsOfTables(
  contests: readonly Contest[],
  tables: Readonly<Record<string, ContestTable>>,
  ballots: number,
): readonly (readonly ContestMarks[])[] {
  const columns = contests.map((contest): readonly ContestMarks[] => {
    const table = tables[headingOf(contest)];
    if (contest.kind === 'election' && table?.kind === 'election') return electionBallots(contest, table, ballots);
    if (contest.kind === 'appraisal' && table?.kind === 'appraisal') return appraisalForms(contest, table, ballots);
    if (contest.kind === 'recommendation' && table?.kind === 'recommendation')
      return recommendationForms(contest, table, ballots);
    throw new Error(`table: nothing for ${headingOf(contest)}`);
  });
  return Array.from({ length: ballots }, (_, voter) => columns.map((column) => column[voter] as ContestMarks));
}

export const headingOf = (contest: Contest): string => (contest.kind === 'election' ? contest.post : contest.title.zh);

/**
 * Everything but 赞成 is dealt round the ballots like cards, so that each has as many refusals as any other and none approves
 * of more persons than there are seats; then persons are written in where there is room.
 */
function electionBallots(contest: ElectionContest, table: ElectionTable, ballots: number): readonly ElectionMarks[] {
  const dealt: Mark[][] = Array.from({ length: ballots }, () => contest.candidates.map(() => 'approve'));
  let place = 0;
  contest.candidates.forEach(({ name }, at) => {
    const counts = table.rows[name];
    if (counts === undefined || counts[0] + counts[1] + counts[2] !== ballots)
      throw new Error(`table: the row of ${name} is not of ${ballots} ballots`);
    for (let left = counts[1] + counts[2]; left > 0; left -= 1, place += 1)
      (dealt[place % ballots] as Mark[])[at] = left > counts[2] ? 'disapprove' : 'abstain';
  });
  const marked: ElectionMarks[] = dealt.map((marks) => ({
    kind: 'election',
    rows: marks.map((mark) => ({ mark, writeIn: null })),
  }));
  for (const [name, votes] of Object.entries(table.writeIns ?? {})) {
    const person = contest.writeIns.findIndex((one) => one.name === name);
    let left = votes;
    for (let at = 0; at < ballots && left > 0; at += 1) {
      const own = marked[at] as ElectionMarks;
      const row = own.rows.findIndex(({ mark, writeIn }) => mark === 'disapprove' && writeIn === null);
      const written = writeInstead(contest, own, row, person);
      if (!written.ok) continue;
      marked[at] = written.value;
      left -= 1;
    }
    if (left > 0) throw new Error(`table: there is no room for ${name}`);
  }
  if (marked.some((marks) => chosenIn(marks).length > contest.seats))
    throw new Error('table: more persons chosen than seats');
  return marked;
}

/** Each subject's column is turned a little further, so that no two forms need be alike. */
function appraisalForms(contest: AppraisalContest, table: AppraisalTable, ballots: number): readonly AppraisalMarks[] {
  const columns = contest.subjects.map(({ name }, at) => {
    const ticks = table.rows[name] ?? [];
    const grades = ticks.flatMap((count, grade) => Array<number | null>(count).fill(grade));
    if (ticks.length !== contest.grades.length || grades.length > ballots)
      throw new Error(`table: the row of ${name} is not of ${ballots} forms`);
    const column = [...grades, ...Array<null>(ballots - grades.length).fill(null)];
    return Array.from({ length: ballots }, (_, voter) => column[(voter + 7 * at) % ballots] ?? null);
  });
  return Array.from({ length: ballots }, (_, voter) => ({
    kind: 'appraisal',
    grades: columns.map((column) => column[voter] ?? null),
  }));
}

/** Dealt round the forms like cards, so that none names more persons than another by two. */
function recommendationForms(
  contest: RecommendationContest,
  table: RecommendationTable,
  ballots: number,
): readonly RecommendationMarks[] {
  const dealt = Array.from({ length: ballots }, () => contest.nominees.map(() => false));
  let place = 0;
  contest.nominees.forEach(({ name }, at) => {
    const votes = table.rows[name] ?? 0;
    if (votes > ballots) throw new Error(`table: ${name} has more than ${ballots} forms`);
    for (let left = votes; left > 0; left -= 1, place += 1) (dealt[place % ballots] as boolean[])[at] = true;
  });
  if (dealt.some((marks) => marks.filter(Boolean).length > contest.limit))
    throw new Error('table: more persons recommended than the limit');
  return dealt.map((recommended) => ({ kind: 'recommendation', recommended }));
}
