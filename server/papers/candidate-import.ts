/** 候选人名单 from a file: the columns of the list that can be exported, persons found on the roll by name and, for namesakes, birth. */
import { ok, type Result } from '../../crypto/result.ts';
import type { Cell } from '../../tally/meeting/roster-table.ts';
import type { Problem } from '../contract/shared.ts';
import { labelOf, type Plan, postsOf } from '../services/plan.ts';
import { fileRows } from './table-rows.ts';

export interface CandidateImport {
  /** Members by post, in the file's order; empty where a line has to be corrected. */
  readonly byPost: ReadonlyMap<string, readonly string[]>;
  readonly lines: readonly (Problem & { readonly line: number })[];
}

const stop = (line: number, code: string, zh: string, en: string): Problem & { readonly line: number } => ({
  line,
  severity: 'stop',
  code,
  clause: null,
  zh,
  en,
});

const textOf = (cell: Cell): string =>
  (cell instanceof Date ? cell.toISOString().slice(0, 7) : String(cell ?? '')).normalize('NFC').trim();

/** 1974.4, 1974年04月 and 1974-04 are one month. */
const monthOf = (birth: string): string => {
  const found = /^(\d{4})\D?(\d{1,2})/.exec(birth);
  return found === null ? birth : `${found[1]}-${(found[2] ?? '').padStart(2, '0')}`;
};

export async function readCandidateFile(
  plan: Plan,
  content: Uint8Array,
): Promise<Result<CandidateImport, 'file-unreadable'>> {
  const rows = await fileRows(content);
  if (!rows.ok) return rows;
  const filled = rows.value.filter(({ cells }) => cells.some((cell) => textOf(cell) !== ''));
  const [head, ...body] = filled;
  const headings = head?.cells.map(textOf) ?? [];
  const [postAt, nameAt, birthAt] = ['职务', '姓名', '出生年月'].map((heading) => headings.indexOf(heading)) as [
    number,
    number,
    number,
  ];
  if (postAt === -1 || nameAt === -1)
    return ok({
      byPost: new Map(),
      lines: [
        stop(
          head?.line ?? 1,
          'headings-missing',
          '第一行须有“职务”和“姓名”两列。',
          'The first line needs the columns 职务 (post) and 姓名 (name).',
        ),
      ],
    });
  const posts = new Set<string>(postsOf(plan, plan.meeting.currentRound).map(({ post }) => post));
  const byPost = new Map<string, string[]>();
  const lines: (Problem & { readonly line: number })[] = [];
  for (const { line, cells } of body) {
    const [post, name, birth] = [
      textOf(cells[postAt]),
      textOf(cells[nameAt]),
      birthAt === -1 ? '' : textOf(cells[birthAt]),
    ];
    const found = plan.members.filter(
      (member) =>
        (member.name === name || labelOf(plan, member) === name) &&
        (birth === '' || monthOf(member.birth) === monthOf(birth)),
    );
    const [member] = found;
    if (!posts.has(post))
      lines.push(stop(line, 'post-unknown', `本轮选举没有职务“${post}”。`, `This round has no post "${post}".`));
    else if (member === undefined)
      lines.push(stop(line, 'member-unknown', `党员名册中没有“${name}”。`, `"${name}" is not on the roll.`));
    else if (found.length > 1)
      lines.push(
        stop(
          line,
          'member-ambiguous',
          `党员名册中有${found.length}名“${name}”，请填写出生年月。`,
          `${found.length} members are called "${name}": give the month of birth.`,
        ),
      );
    else if (byPost.get(post)?.includes(member.id) === true)
      lines.push(stop(line, 'candidate-repeated', `“${name}”重复。`, `"${name}" stands twice.`));
    else byPost.set(post, [...(byPost.get(post) ?? []), member.id]);
  }
  return ok({ byPost: lines.length > 0 ? new Map() : byPost, lines });
}
