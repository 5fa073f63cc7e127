/** The ballots of the sample as voters mark them, and what any correct count gives. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { ContestMarks } from '../../tally/marks/ballot-marks.ts';
import { type ElectionMarks, type Mark, writeInstead } from '../../tally/marks/election-marks.ts';
import type { Contest, ElectionContest } from '../../tally/record/contest.ts';

const folder = new URL('../sample/qingxi/', import.meta.url);

export type SampleFile = 'ballots.committee.csv' | 'ballots.plenary.csv';

const MARK: Readonly<Record<string, Mark | null>> = {
  赞成: 'approve',
  不赞成: 'disapprove',
  弃权: 'abstain',
  '': null,
};
const WRITE_INS = '另选他人';

/** One list of marks for each ballot, for the contests as the round entry states them. */
export function sampleBallots(file: SampleFile, contests: readonly Contest[]): readonly (readonly ContestMarks[])[] {
  const rows = parse(readFileSync(new URL(file, folder)), { bom: true, columns: true }) as readonly Readonly<
    Record<string, string>
  >[];
  return rows.map((row) =>
    contests.map((contest) => {
      if (contest.kind !== 'election') throw new Error('sample: only elections');
      return electionMarks(contest, row, contests.length === 1 ? '' : `${contest.post}:`);
    }),
  );
}

function electionMarks(
  contest: ElectionContest,
  row: Readonly<Record<string, string>>,
  heading: string,
): ElectionMarks {
  const rows = contest.candidates.map(({ name }) => {
    const written = row[heading + name];
    const mark = written === undefined ? undefined : MARK[written.trim()];
    if (mark === undefined) throw new Error(`sample: no mark for ${heading}${name}`);
    return { mark, writeIn: null };
  });
  const names = (row[WRITE_INS] ?? '').split('、').filter((name) => name !== '');
  let marks: ElectionMarks = { kind: 'election', rows };
  for (const name of names) marks = writeIn(contest, marks, name);
  return marks;
}

/** 另选他人 stands in the next row marked 不赞成 that has no name yet. */
function writeIn(contest: ElectionContest, marks: ElectionMarks, name: string): ElectionMarks {
  const places = contest.writeIns.flatMap((person, place) => (person.name === name ? [place] : []));
  const row = marks.rows.findIndex(({ mark, writeIn: taken }) => mark === 'disapprove' && taken === null);
  const [place, ...others] = places;
  if (place === undefined || others.length > 0) throw new Error(`sample: ${name} is not one person on the list`);
  const written = writeInstead(contest, marks, row, place);
  if (!written.ok) throw new Error(`sample: ${name} cannot be written in: ${written.error.code}`);
  return written.value;
}

export type Expected = {
  readonly committee: Readonly<Record<string, unknown>>;
  readonly plenary: Readonly<Record<string, unknown>>;
};

export const expectedCounts = (): Expected =>
  JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as Expected;

/** Every difference between what is expected and the result, by its path; other members of the result are not judged. */
export function differences(expected: unknown, given: unknown, path = ''): readonly string[] {
  if (typeof expected !== 'object' || expected === null) {
    return expected === given ? [] : [`${path}: ${JSON.stringify(expected)} ≠ ${JSON.stringify(given)}`];
  }
  const of = (typeof given === 'object' && given !== null ? given : {}) as Readonly<Record<string, unknown>>;
  const members = expected as Readonly<Record<string, unknown>>;
  // A list or a table of names must not hold more than expected either.
  const extra = path === '' ? [] : Object.keys(of).filter((key) => !(key in members));
  return [
    ...extra.map((key) => `${path}/${key}: not expected, ${JSON.stringify(of[key])}`),
    ...Object.entries(members).flatMap(([key, value]) => differences(value, of[key], `${path}/${key}`)),
  ];
}
