/** The lists of a 测评表 in running words: the dimensions of one list together, its names once. */
import { list } from '../reports/official-words.ts';
import type { DocumentFacts } from './facts.ts';

type Table = DocumentFacts['forms']['appraisals'][number];

export type AppraisedList = Pick<Table, 'title' | 'subjects' | 'grades'> & {
  /** （德、能分项测评）; '' where everybody is appraised as a whole. */
  readonly asked: string;
};

const isSameList = (a: Table, b: Table): boolean =>
  a.dimension !== '' &&
  b.dimension !== '' &&
  a.title === b.title &&
  a.subjects.join('\n') === b.subjects.join('\n') &&
  a.grades.join('\n') === b.grades.join('\n');

export function appraisedLists(tables: readonly Table[]): readonly AppraisedList[] {
  const lists: Table[][] = [];
  for (const table of tables) {
    const last = lists.at(-1);
    if (last?.[0] !== undefined && isSameList(last[0], table)) last.push(table);
    else lists.push([table]);
  }
  return lists.map((of) => {
    const { title, subjects, grades } = of[0] as Table;
    const dimensions = of.map(({ dimension }) => dimension).filter((dimension) => dimension !== '');
    const asked = dimensions.length === 0 ? '' : `（${list(dimensions)}${dimensions.length > 1 ? '分项测评' : ''}）`;
    return { title, subjects, grades, asked };
  });
}
