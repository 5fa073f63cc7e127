/**
 * Whom a 民主测评 appraises and whom a 民主推荐 may name, as tables that go out and come back: one line to a subject or nominee, under
 * the name of its list. A list that the file names is replaced; every other one stays, and so does what an empty cell does not say.
 */
import { GRADE_SCALES, type GradeScale, SCALE_NAMES } from '../../tally/appraisal/grade-scales.ts';
import { label, type Person } from '../../tally/record/person.ts';
import {
  type AppraisalList,
  appraisalListSchema,
  type Draft,
  draftSchema,
  listedPersonSchema,
  type RecommendationList,
  recommendationListSchema,
} from '../contract/organizer.ts';
import { LIST_TITLES, type List } from './lists.ts';
import type { TableFile, TableLine } from './table-rows.ts';
import { type Imported, type Line, missingHeading, stop, unreadable } from './village-lists.ts';

const OBJECTS = { bodies: '班子', persons: '个人' } as const satisfies Record<AppraisalList['objects'], string>;
const USUAL_SCALE = { bodies: 'four-good', persons: 'four-excellent' } as const satisfies Record<string, GradeScale>;
/** Appraised once, as a whole; an empty cell would keep what is asked already. */
const UNDIVIDED = '不分项';

const gradesOf = (scale: GradeScale): string => GRADE_SCALES[scale].map(({ zh }) => zh).join('、');
const wordsOf = (text: string): string[] => text.split(/[\s、,，;；/]+/u).filter((word) => word !== '');

export const appraisalObjectList = ({ appraisals }: Pick<Draft, 'appraisals'>): List => ({
  kind: 'appraisal-objects',
  title: LIST_TITLES['appraisal-objects'],
  columns: ['类别', '对象', '测评等次', '测评内容', '姓名', '备注'],
  rows: appraisals.flatMap(({ title, objects, scale, dimensions, subjects }) =>
    subjects.map(({ name, remark }) => [
      title,
      OBJECTS[objects],
      gradesOf(scale),
      dimensions.length === 0 ? UNDIVIDED : dimensions.join('、'),
      name,
      remark,
    ]),
  ),
});

export const nomineeList = ({ recommendations }: Pick<Draft, 'recommendations'>): List => ({
  kind: 'nominees',
  title: LIST_TITLES.nominees,
  columns: ['推荐职务', '最多推荐', '姓名', '备注'],
  rows: recommendations.flatMap(({ post, limit, nominees }) =>
    nominees.map(({ name, remark }) => [post, limit, name, remark]),
  ),
});

interface Group {
  readonly title: string;
  readonly first: TableLine;
  readonly persons: readonly Person[];
  /** What the lines of the list say under a heading; '' where none says anything. */
  readonly said: (heading: string) => string;
}

function groupsOf(file: TableFile, heading: string, settings: readonly string[], lines: Line[]): readonly Group[] {
  const groups = new Map<string, { first: TableLine; persons: Person[]; said: Map<string, string> }>();
  for (const row of file.rows) {
    const title = row.cell(heading);
    if (title === '') {
      lines.push(stop(row.line, 'title-missing', `没有填“${heading}”。`, `The column ${heading} is empty.`));
      continue;
    }
    const group = groups.get(title) ?? { first: row, persons: [], said: new Map<string, string>() };
    groups.set(title, group);
    for (const setting of settings) {
      const [now, before] = [row.cell(setting), group.said.get(setting)];
      if (now === '') continue;
      if (before !== undefined && before !== now)
        lines.push(
          stop(
            row.line,
            'setting-differs',
            `“${title}”的“${setting}”前面写的是“${before}”，这一行是“${now}”。`,
            `${setting} of ${title} was "${before}" before and is "${now}" here.`,
          ),
        );
      group.said.set(setting, before ?? now);
    }
    const person = listedPersonSchema.safeParse({ name: row.cell('姓名'), remark: row.cell('备注') });
    if (!person.success) lines.push(unreadable(row, '姓名、备注'));
    else if (group.persons.some((one) => label(one) === label(person.data)))
      lines.push(
        stop(
          row.line,
          'repeated',
          `${title}：“${label(person.data)}”重复。同名的两人请各写备注。`,
          `${title}: "${label(person.data)}" stands twice. Give two namesakes a remark each.`,
        ),
      );
    else group.persons.push(person.data);
  }
  return [...groups].map(([title, { first, persons, said }]) => ({
    title,
    first,
    persons,
    said: (setting) => said.get(setting) ?? '',
  }));
}

/** Lists that stand, each as the file has it if the file names it, and behind them the new ones. */
const merged = <T>(before: readonly T[], read: readonly T[], nameOf: (list: T) => string): readonly T[] => [
  ...before
    .map((list) => read.find((one) => nameOf(one) === nameOf(list)) ?? list)
    .filter((list) => nameOf(list) !== ''),
  ...read.filter((list) => !before.some((one) => nameOf(one) === nameOf(list))),
];

function asObjects({ said, first }: Group, before: AppraisalList | undefined, lines: Line[]): AppraisalList['objects'] {
  const text = said('对象');
  if (text === OBJECTS.bodies) return 'bodies';
  if (text === OBJECTS.persons) return 'persons';
  if (text !== '')
    lines.push(
      stop(
        first.line,
        'objects-unknown',
        `“对象”要写班子或个人：${text}。`,
        `对象 reads 班子 (bodies) or 个人 (persons): ${text}.`,
      ),
    );
  return before?.objects ?? 'persons';
}

function asScale({ said, first }: Group, usual: GradeScale, lines: Line[]): GradeScale {
  const text = said('测评等次');
  const scale = SCALE_NAMES.find((name) => gradesOf(name) === wordsOf(text).join('、'));
  if (text !== '' && scale === undefined) {
    const known = SCALE_NAMES.map(gradesOf).join('；');
    lines.push(
      stop(
        first.line,
        'scale-unknown',
        `没有测评等次“${text}”，可以用：${known}。`,
        `No scale "${text}". Known: ${known}.`,
      ),
    );
  }
  return scale ?? usual;
}

export function readAppraisals(file: TableFile, before: readonly AppraisalList[]): Imported<AppraisalList> {
  const lines: Line[] = [...missingHeading(file, ['类别', '姓名'])];
  const groups = lines.length > 0 ? [] : groupsOf(file, '类别', ['对象', '测评等次', '测评内容'], lines);
  const read = groups.flatMap((group) => {
    const known = before.find(({ title }) => title === group.title);
    const objects = asObjects(group, known, lines);
    const asked = group.said('测评内容');
    const list = appraisalListSchema.safeParse({
      title: group.title,
      objects,
      scale: asScale(group, known?.scale ?? USUAL_SCALE[objects], lines),
      dimensions: asked === '' ? (known?.dimensions ?? []) : asked === UNDIVIDED ? [] : wordsOf(asked),
      subjects: group.persons,
    });
    if (list.success) return [list.data];
    lines.push(unreadable(group.first, list.error.issues[0]?.path.join('.') ?? ''));
    return [];
  });
  const values = merged(before, read, ({ title }) => title);
  return withinForm(values, draftSchema.shape.appraisals.safeParse(values).success, file, lines);
}

export function readNominees(file: TableFile, before: readonly RecommendationList[]): Imported<RecommendationList> {
  const lines: Line[] = [...missingHeading(file, ['推荐职务', '姓名'])];
  const groups = lines.length > 0 ? [] : groupsOf(file, '推荐职务', ['最多推荐'], lines);
  const read = groups.flatMap((group) => {
    const limit = group.said('最多推荐');
    const list = recommendationListSchema.safeParse({
      post: group.title,
      limit: limit === '' ? (before.find(({ post }) => post === group.title)?.limit ?? 1) : Number(limit),
      nominees: group.persons,
    });
    if (list.success) return [list.data];
    const [field] = list.error.issues[0]?.path ?? [];
    lines.push(unreadable(group.first, field === 'limit' ? `最多推荐：${limit}` : String(field)));
    return [];
  });
  const values = merged(before, read, ({ post }) => post);
  return withinForm(values, draftSchema.shape.recommendations.safeParse(values).success, file, lines);
}

function withinForm<T>(values: readonly T[], fits: boolean, file: TableFile, lines: Line[]): Imported<T> {
  if (lines.length === 0 && file.rows.length === 0)
    lines.push(stop(file.headLine, 'list-empty', '名单是空的。', 'The list is empty.'));
  if (lines.length === 0 && !fits)
    lines.push(stop(file.headLine, 'too-many', '一张表最多 10 类。', 'A form holds at most 10 lists.'));
  return { values: lines.length > 0 ? [] : values, lines };
}
