/** The departments that vet, as a table that goes out and comes back in their order (rules §4.1 step 15). */
import type { List } from './lists.ts';
import type { TableFile } from './table-rows.ts';
import { type Imported, type Line, missingHeading, stop } from './village-lists.ts';

/** As many, and as long, as the page takes. */
const MOST = 20;
const LONGEST = 20;

export const departmentList = (departments: readonly string[]): List => ({
  kind: 'departments',
  title: { zh: '联审部门', en: 'Departments that vet' },
  columns: ['序号', '部门'],
  rows: departments.map((department, at) => [at + 1, department]),
});

/** The file is the whole list. */
export function readDepartments(file: TableFile): Imported<string> {
  const lines: Line[] = [...missingHeading(file, ['部门'])];
  const values: string[] = [];
  for (const row of lines.length > 0 ? [] : file.rows) {
    const name = row.cell('部门');
    if (name === '' || name.length > LONGEST)
      lines.push(
        stop(
          row.line,
          'line-unreadable',
          `部门名称须为 1 至 ${LONGEST} 个字：${name}。`,
          `A department has 1 to ${LONGEST} characters: ${name}.`,
        ),
      );
    else if (values.includes(name))
      lines.push(stop(row.line, 'repeated', `“${name}”重复。`, `"${name}" stands twice.`));
    else if (values.length === MOST)
      lines.push(stop(row.line, 'too-many', `最多 ${MOST} 个部门。`, `At most ${MOST} departments can be named.`));
    else values.push(name);
  }
  return { values: lines.length > 0 ? [] : values, lines };
}
