/**
 * The notation of the handbook's cases: three seats, candidates A B C D in ballot order; O 赞成, X 不赞成, a point for a blank row, ?
 * unreadable; +E@C a name under C with ○, E-@A one without, +E@ one in the pooled columns, +?@C a name nobody can read.
 */
import type { PaperBallot, PaperContest, PaperMark } from '../../tally/paper/paper-ballot.ts';
import type { Person } from '../../tally/record/person.ts';

const MARK: Readonly<Record<string, PaperMark>> = { O: 'approve', X: 'disapprove', '.': 'blank', '?': 'unreadable' };

const persons = (names: string): readonly Person[] => [...names].map((name) => ({ name, remark: '' }));

/** P is a probationary member: on no list. */
export const LETTERS: PaperContest = { seats: 3, candidates: persons('ABCD'), writeIns: persons('EFGHIJ') };

export function ballotOf(notation: string, contest: PaperContest = LETTERS): PaperBallot {
  const [marks = '', ...entries] = notation.trim().split(/\s+/);
  return {
    rows: [...marks].map((sign) => {
      const mark = MARK[sign];
      if (mark === undefined) throw new Error(`no mark ${sign}`);
      return { mark, altered: null };
    }),
    writeIns: entries.map((entry) => {
      const parts = /^(\+?)(.)(-?)@(.?)$/.exec(entry);
      if (parts === null) throw new Error(`no entry ${entry}`);
      const [, plus, name = '', minus, under = ''] = parts;
      const at = contest.candidates.findIndex((person) => person.name === under);
      return {
        name: name === '?' ? null : name,
        under: under === '' ? null : at,
        circle: plus === '+' && minus === '',
      };
    }),
    identifyingMark: false,
  };
}
