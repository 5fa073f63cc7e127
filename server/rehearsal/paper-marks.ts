/** The same marks as they stand on paper (rules §1.8): ○, × or nothing, a name with ○ under the row it replaces; √ on a form. */
import type { ContestMarks } from '../../tally/marks/ballot-marks.ts';
import { cleanRow } from '../../tally/paper/paper-ballot.ts';
import { blankReading, type PaperReading } from '../../tally/paper/paper-reading.ts';
import type { Contest } from '../../tally/record/contest.ts';
import { label } from '../../tally/record/person.ts';

export function onPaper(contest: Contest, marks: ContestMarks): PaperReading {
  if (contest.kind === 'election' && marks.kind === 'election')
    return {
      rows: marks.rows.map(({ mark }) => cleanRow(mark === 'approve' || mark === 'disapprove' ? mark : 'blank')),
      writeIns: marks.rows.flatMap(({ writeIn }, under) => {
        const person = writeIn === null ? undefined : contest.writeIns[writeIn];
        return person === undefined ? [] : [{ name: label(person), under, circle: true }];
      }),
      identifyingMark: false,
    };
  if (contest.kind === 'appraisal' && marks.kind === 'appraisal')
    return { kind: 'appraisal', rows: marks.grades.map((grade) => (grade === null ? [] : [grade])), invalid: false };
  if (contest.kind === 'recommendation' && marks.kind === 'recommendation')
    return {
      kind: 'recommendation',
      nominees: marks.recommended.flatMap((named, place) => (named ? [place] : [])),
      others: 0,
      invalid: false,
    };
  throw new Error('paper: these marks are of another contest');
}

/** A paper that counts for nobody: everybody approved of or recommended, or a form declared invalid. */
export function spoiledPaper(contest: Contest): PaperReading {
  const blank = blankReading(contest);
  if (contest.kind === 'recommendation')
    return { kind: 'recommendation', nominees: [...contest.nominees.keys()], others: 0, invalid: false };
  if ('kind' in blank) return { ...blank, invalid: true };
  return { ...blank, rows: blank.rows.map(() => cleanRow('approve')) };
}
