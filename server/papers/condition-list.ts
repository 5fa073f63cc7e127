/** Conditions of a meeting's candidates (rules §4.2) as a table: present post, sanction, the grounds with their evidence, the findings. */
import { type Declaration, declarationSchema, POST_NAME } from '../contract/nominee.ts';
import { conditionsOfCandidates } from '../services/nominee-conditions.ts';
import type { Plan } from '../services/plan.ts';
import { LIST_TITLES, type List } from './lists.ts';
import type { TableFile } from './table-rows.ts';
import {
  GROUNDS,
  groundHeading,
  type Imported,
  missingHeading,
  OF_SECRETARY,
  POSTS,
  readGrounds,
  secretaryHeading,
  stop,
  unreadable,
} from './village-lists.ts';

const evidenceOf = (held: readonly { readonly ground: string; readonly evidence: string }[], ground: string): string =>
  held.find((one) => one.ground === ground)?.evidence ?? '';

export const conditionList = (plan: Plan): List => ({
  kind: 'conditions',
  title: LIST_TITLES.conditions,
  columns: [
    '职务',
    '姓名',
    '现任职务',
    '处分影响期未满',
    ...GROUNDS.map(groundHeading),
    ...OF_SECRETARY.map(secretaryHeading),
    '核对',
  ],
  rows: conditionsOfCandidates(plan).map(({ post, nominee, problems }) => [
    post,
    nominee.name,
    nominee.sitting === null ? '' : POST_NAME[nominee.sitting].zh,
    nominee.sanction,
    ...GROUNDS.map((ground) => evidenceOf(nominee.grounds, ground)),
    ...OF_SECRETARY.map((ground) => evidenceOf(nominee.secretaryGrounds, ground)),
    problems.map(({ zh }) => zh).join(' '),
  ]),
});

type Declared = Omit<Declaration, 'name'>;

/** A column or a cell that is left empty says nothing: what was declared stands. */
export function readConditions(
  file: TableFile,
  plan: Plan,
): Imported<{ readonly member: string; readonly declared: Declared }> {
  const lines = [...missingHeading(file, ['姓名'])];
  const values: { readonly member: string; readonly declared: Declared }[] = [];
  if (lines.length > 0) return { values, lines };
  const standing = conditionsOfCandidates(plan);
  for (const row of file.rows) {
    const [name, post] = [row.cell('姓名'), row.cell('职务')];
    const found = standing.find((one) => one.nominee.name === name && (post === '' || one.post === post));
    if (found === undefined) {
      lines.push(stop(row.line, 'candidate-unknown', `没有候选人“${name}”。`, `${name} is no candidate.`));
      continue;
    }
    const { nominee } = found;
    const sitting = row.cell('现任职务');
    const parsed = declarationSchema.omit({ name: true }).safeParse({
      sitting: sitting === '' ? nominee.sitting : POSTS[sitting],
      sanction: row.cell('处分影响期未满') || nominee.sanction,
      grounds: readGrounds(row, GROUNDS, groundHeading, nominee.grounds),
      secretaryGrounds: readGrounds(row, OF_SECRETARY, secretaryHeading, nominee.secretaryGrounds),
    });
    if (!parsed.success) lines.push(unreadable(row, parsed.error.issues[0]?.path.join('.') ?? ''));
    else if (values.some(({ member }) => member === found.member))
      lines.push(stop(row.line, 'repeated', `“${name}”重复。`, `"${name}" stands twice.`));
    else values.push({ member: found.member, declared: parsed.data });
  }
  return { values: lines.length > 0 ? [] : values, lines };
}
