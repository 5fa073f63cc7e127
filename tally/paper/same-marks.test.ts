/** The same marks on paper and on kiosks (rules §1.8, specification §14): the same numbers, the same result. */
import { expect, test } from 'vitest';
import type { RoundResult } from '../count/round-result.ts';
import { counterBits } from '../marks/ballot-marks.ts';
import type { ElectionMarks, Mark } from '../marks/election-marks.ts';
import { label } from '../record/person.ts';
import { ruleSettings } from '../rules/settings.ts';
import { seededRandom } from '../simulation/seeded-random.ts';
import { committeeContest, simulateElection } from '../simulation/simulate-election.ts';
import { cleanRow, type PaperBallot } from './paper-ballot.ts';
import { countPaperBallots } from './paper-counts.ts';

const CONTEST = committeeContest(3, 2, 3);
const RULES = ruleSettings({ majorityBase: 'expected' });

type Row = Mark | { readonly instead: number };
const marksOf = (rows: readonly Row[]): ElectionMarks => ({
  kind: 'election',
  rows: rows.map((row) =>
    typeof row === 'string' ? { mark: row, writeIn: null } : { mark: 'disapprove', writeIn: row.instead },
  ),
});

const onPaper = ({ rows }: ElectionMarks): PaperBallot => ({
  rows: rows.map(({ mark }) => cleanRow(mark === 'abstain' || mark === null ? 'blank' : mark)),
  writeIns: rows.flatMap(({ writeIn }, under) => {
    const person = writeIn === null ? undefined : CONTEST.writeIns[writeIn];
    return person === undefined ? [] : [{ name: label(person), under, circle: true }];
  }),
  identifyingMark: false,
});

type End = { readonly elected: number; readonly tied: number; readonly unfilled: number };

const [yes, no, none] = ['approve', 'disapprove', 'abstain'] as const;

const BOXES: readonly (readonly [string, End, readonly (readonly Row[])[]])[] = [
  [
    'one elected, one seat open',
    { elected: 1, tied: 0, unfilled: 1 },
    [
      [yes, yes, none],
      [yes, no, yes],
      [yes, none, no],
      [yes, { instead: 1 }, no],
      [none, no, yes],
      [no, yes, { instead: 0 }],
    ],
  ],
  [
    'a person written in is elected',
    { elected: 2, tied: 0, unfilled: 0 },
    [
      [yes, { instead: 2 }, no],
      [yes, { instead: 2 }, none],
      [yes, no, { instead: 2 }],
      [no, { instead: 2 }, { instead: 0 }],
      [yes, yes, no],
      [{ instead: 2 }, none, yes],
    ],
  ],
  [
    'three are tied for two seats',
    { elected: 0, tied: 3, unfilled: 0 },
    [
      [yes, yes, no],
      [yes, no, yes],
      [yes, yes, no],
      [yes, no, yes],
      [none, yes, yes],
      [no, yes, yes],
    ],
  ],
];

const SCRUTINEERS = {
  recipients: [
    'age1000p4ftgcz6c3qm759wmtuth2ujjr49zrw6exmx09ctmqj5g5v6qnrf6hq',
    'age17v2kr3krj9jzz6wyztget5eexfxupxyzun596k5944ykjqxpxejsx4jqgy',
    'age1ylc5fpudxvu483cj7hl65s3nsv5cwjzzfaw90ghwl79f2k334crq40zmps',
  ],
  threshold: 2,
  sheetKey:
    'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAELzjj8Iu5hIJrKUrvnRKE0cm04asbp2fmyjW-oG_crE4g4PtTF55-Yj1es8qdjt4ZU3Otp1xQH3EzZ8tLNz4UeQ',
};

/** What both kinds of round state. */
function stated({ contests, expected, present, valid, recovered, issued, quorumMinimum }: RoundResult) {
  const [contest] = contests;
  if (contest === undefined) throw new Error('no contest');
  const { box: _, notices: __, counts, ...rest } = contest;
  const marks = Object.entries(counts).map(([name, row]) => [name, { unreadable: 0, ...(row as object) }]);
  return { expected, present, valid, recovered, issued, quorumMinimum, ...rest, counts: Object.fromEntries(marks) };
}

test.each(BOXES)('%s: kiosks and paper agree', async (name, end, rows) => {
  const ballots = rows.map(marksOf);
  const kiosks = await simulateElection({
    ...SCRUTINEERS,
    random: seededRandom(name),
    ballots: ballots.length,
    spares: 1,
    contests: [CONTEST],
    marks: (voter) => counterBits([CONTEST], [ballots[voter] as ElectionMarks])[0] ?? [],
  });
  const { expected, present, issued } = kiosks.result;
  const counted = countPaperBallots(CONTEST, ballots.map(onPaper), RULES.paper);
  if (!counted.ok) throw new Error('nothing is altered');
  const { valid, invalid, rows: sums, writeIns, voidEntries, invalidReasons } = counted.value;
  expect({ invalid, voidEntries, invalidReasons }).toEqual({ invalid: 0, voidEntries: [], invalidReasons: [] });
  const box = { printed: issued + 3, issued, remaining: 3, voters: ballots.length, recovered: ballots.length };
  const tally = { valid, invalid, rows: sums, writeIns, voidEntries: [], invalidReasons: [] };
  const paper = await simulateElection({
    ...SCRUTINEERS,
    random: seededRandom(name),
    ballots: ballots.length,
    contests: [CONTEST],
    onPaper: { expected, present, rules: RULES, boxes: [{ ...box, tally }] },
  });
  expect(paper.plainCounts).toEqual(kiosks.plainCounts);
  expect(stated(paper.result)).toEqual(stated(kiosks.result));
  const [contest] = paper.result.contests;
  expect({
    elected: contest?.elected.length,
    tied: contest?.tie?.among.length ?? 0,
    unfilled: contest?.unfilled,
  }).toEqual(end);
});
