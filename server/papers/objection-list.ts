/** Objections to what was posted as a table: the day, what was said, and how it was handled (rules §4.3, §4.4, §4.1 step 17). */
import type { Objection } from '../services/objections.ts';
import type { List } from './lists.ts';

const COLUMNS = ['序号', '收到日期', '反映的内容', '处理情况'] as const;

const rowOf = ({ day, words, handling }: Objection, at: number) => [at + 1, day, words, handling];

/** Of one judgement, or of one list. */
export const objectionList = (title: string, objections: readonly Objection[]): List => ({
  kind: 'objections',
  title: { zh: title, en: 'Objections' },
  columns: COLUMNS,
  rows: objections.map(rowOf),
});

/** To the posted candidates of every village. */
export const villageObjectionList = (
  villages: readonly { readonly organization: string; readonly objections?: readonly Objection[] }[],
): List => ({
  kind: 'objections',
  title: { zh: '候选人公示期间的意见', en: 'Objections to the posted candidates' },
  columns: ['组织名称', ...COLUMNS],
  rows: villages.flatMap(({ organization, objections = [] }) =>
    objections.map((one, at) => [organization, ...rowOf(one, at)]),
  ),
});
