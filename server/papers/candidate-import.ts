/** 候选人名单 from a file: the columns of the list that can be exported, persons found on the roll by name and, for namesakes, birth. */
import { ok, type Result } from '../../crypto/result.ts';
import { type Plan, postsOf } from '../services/plan.ts';
import { memberOfLine } from './member-of-line.ts';
import { readTable } from './table-rows.ts';
import { type Line, missingHeading, stop } from './village-lists.ts';

export interface CandidateImport {
  /** Members by post, in the file's order; empty where a line has to be corrected. */
  readonly byPost: ReadonlyMap<string, readonly string[]>;
  readonly lines: readonly Line[];
}

export async function readCandidateFile(
  plan: Plan,
  content: Uint8Array,
): Promise<Result<CandidateImport, 'file-unreadable'>> {
  const table = await readTable(content);
  if (!table.ok) return table;
  const byPost = new Map<string, string[]>();
  const lines: Line[] = [...missingHeading(table.value, ['职务', '姓名'])];
  if (lines.length > 0) return ok({ byPost, lines });
  const posts = new Set<string>(postsOf(plan, plan.meeting.currentRound).map(({ post }) => post));
  for (const row of table.value.rows) {
    const [post, name] = [row.cell('职务'), row.cell('姓名')];
    const member = memberOfLine(plan, row);
    if (!posts.has(post))
      lines.push(stop(row.line, 'post-unknown', `本轮选举没有职务“${post}”。`, `This round has no post "${post}".`));
    else if (!member.ok) lines.push(member.error);
    else if (byPost.get(post)?.includes(member.value.id) === true)
      lines.push(stop(row.line, 'candidate-repeated', `“${name}”重复。`, `"${name}" stands twice.`));
    else byPost.set(post, [...(byPost.get(post) ?? []), member.value.id]);
  }
  return ok({ byPost: lines.length > 0 ? new Map() : byPost, lines });
}
