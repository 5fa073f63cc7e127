/** 监票人、计票人名单 as a table that goes out and comes back. The chief scrutineer stands first, as on every paper. */
import { nameSchema } from '../contract/shared.ts';
import { candidatesOf, type Plan, preparedPosts } from '../services/plan.ts';
import { LIST_TITLES, type List } from './lists.ts';
import { memberOfLine } from './member-of-line.ts';
import type { TableFile } from './table-rows.ts';
import { type Line, missingHeading, stop, unreadable } from './village-lists.ts';

const CHIEF = '总监票人';
const SCRUTINEER = '监票人';
const TELLER = '计票人';

/** As many of each as the page takes. */
const MOST = 15;

export const officialList = (plan: Plan): List => ({
  kind: 'officials',
  title: LIST_TITLES.officials,
  columns: ['职责', '顺序', '姓名', '出生年月'],
  rows: [
    ...plan.scrutineers.map(({ name, member }, at) => [
      at === 0 ? CHIEF : SCRUTINEER,
      at + 1,
      name,
      (member === null ? undefined : plan.byId.get(member)?.birth) ?? '',
    ]),
    ...plan.meeting.tellers.map((name, at) => [TELLER, at + 1, name, '']),
  ],
});

/** Null: the file names none, and those who are set stay. */
export interface ReadOfficials {
  readonly scrutineers: readonly string[] | null;
  readonly tellers: readonly string[] | null;
  readonly lines: readonly Line[];
}

export function readOfficials(file: TableFile, plan: Plan): ReadOfficials {
  const lines: Line[] = [...missingHeading(file, ['职责', '姓名'])];
  const scrutineers: string[] = [];
  const tellers: string[] = [];
  const candidates = new Set(preparedPosts(plan).flatMap((post) => candidatesOf(plan, post).map(({ id }) => id)));
  let hasChief = false;
  for (const row of lines.length > 0 ? [] : file.rows) {
    const [duty, written] = [row.cell('职责'), row.cell('姓名')];
    const repeated = stop(row.line, 'repeated', `“${written}”重复。`, `"${written}" stands twice.`);
    const tooMany = stop(row.line, 'too-many', `${duty}最多${MOST}名。`, `At most ${MOST} can be named.`);
    if (duty === TELLER) {
      const name = nameSchema.safeParse(written);
      if (!name.success) lines.push(unreadable(row, '姓名'));
      else if (tellers.includes(name.data)) lines.push(repeated);
      else if (tellers.length === MOST) lines.push(tooMany);
      else tellers.push(name.data);
      continue;
    }
    if (duty !== CHIEF && duty !== SCRUTINEER) {
      lines.push(
        stop(
          row.line,
          'duty-unknown',
          `“职责”要写总监票人、监票人或计票人：${duty}。`,
          `职责 reads 总监票人 (chief scrutineer), 监票人 (scrutineer) or 计票人 (teller): ${duty}.`,
        ),
      );
      continue;
    }
    const found = memberOfLine(plan, row);
    if (!found.ok) lines.push(found.error);
    else if (candidates.has(found.value.id))
      lines.push(
        stop(
          row.line,
          'scrutineer-is-candidate',
          `${written}是候选人，不能担任监票人。`,
          `${written} is a candidate and cannot be a scrutineer.`,
        ),
      );
    else if (scrutineers.includes(found.value.id)) lines.push(repeated);
    else if (scrutineers.length === MOST) lines.push(tooMany);
    else if (duty === CHIEF && hasChief)
      lines.push(stop(row.line, 'chief-twice', '总监票人只能有一名。', 'There is one chief scrutineer.'));
    else if (duty === CHIEF) {
      hasChief = true;
      scrutineers.unshift(found.value.id);
    } else scrutineers.push(found.value.id);
  }
  return {
    scrutineers: lines.length > 0 || scrutineers.length === 0 ? null : scrutineers,
    tellers: lines.length > 0 || tellers.length === 0 ? null : tellers,
    lines,
  };
}
