/** 工作台账 as a table that goes out and comes back: one row to a step, and one to each person of a step that is ticked person by person. */

import { dayNumber } from '../../tally/calendar/day.ts';
import { writtenDay } from '../../tally/calendar/written-day.ts';
import { WORK_STEPS } from '../../tally/structure/work-steps.ts';
import {
  type LedgerLine,
  ledgerLineSchema,
  STEP_STATE_NAME,
  STEP_STATES,
  type WorkLedger,
} from '../contract/work-ledger.ts';
import type { List } from './lists.ts';
import type { TableFile, TableLine } from './table-rows.ts';
import { dayUnreadable, type Imported, type Line, missingHeading, stop, unreadable } from './village-lists.ts';

const COLUMNS = ['步骤', '事项', '姓名', '状态', '计划完成', '完成日期', '文号', '责任人', '说明'] as const;

/** What the system's data say stands behind the columns that the import reads. */
export const ledgerList = ({ steps }: WorkLedger): List => ({
  kind: 'ledger',
  title: { zh: '工作台账', en: 'Ledger' },
  columns: [...COLUMNS, '系统数据', '内容'],
  rows: steps.flatMap(({ step, title, content, line, known, facts, persons }) => {
    const { state, date, number } = known ?? line;
    const rowOf = (one: LedgerLine, tail: readonly string[]) => [
      step,
      title.zh,
      one.person,
      STEP_STATE_NAME[one.state].zh,
      one.due ?? '',
      one.date ?? '',
      one.number,
      one.who,
      one.note,
      ...tail,
    ];
    return [
      rowOf({ ...line, state, date, number }, [facts.map(({ zh }) => zh).join('；'), content.zh]),
      ...persons.map((person) => rowOf(person, ['', ''])),
    ];
  }),
});

type Read = LedgerLine & { readonly line: number };

/** A day, '' where nothing stands; null: neither. */
function dayOf(row: TableLine, heading: string): string | null {
  const text = row.cell(heading);
  if (text === '') return '';
  const day = writtenDay(text);
  return day !== null && dayNumber(day) !== null ? day : null;
}

/** A column or a cell that is left empty keeps what stands. */
export function readLedger(file: TableFile, ledger: WorkLedger): Imported<Read> {
  const lines: Line[] = [...missingHeading(file, ['步骤', '状态'])];
  const values: Read[] = [];
  for (const row of lines.length > 0 ? [] : file.rows) {
    const number = Number(row.cell('步骤'));
    const step = ledger.steps.find((one) => one.step === number);
    if (step === undefined) {
      lines.push(
        stop(
          row.line,
          'step-unknown',
          `没有第“${row.cell('步骤')}”步：步骤是 1 至 ${WORK_STEPS.length}。`,
          `No step "${row.cell('步骤')}": steps are 1 to ${WORK_STEPS.length}.`,
        ),
      );
      continue;
    }
    const person = row.cell('姓名');
    const before = person === '' ? step.line : step.persons.find((one) => one.person === person);
    const written = row.cell('状态');
    const state = STEP_STATES.find((one) => STEP_STATE_NAME[one].zh === written);
    if (written !== '' && state === undefined) {
      const words = STEP_STATES.map((one) => STEP_STATE_NAME[one].zh).join('、');
      lines.push(
        stop(row.line, 'state-unknown', `“状态”要写${words}：${written}。`, `状态 reads one of ${words}: ${written}.`),
      );
      continue;
    }
    const days = { due: dayOf(row, '计划完成'), date: dayOf(row, '完成日期') };
    const wrong = (['计划完成', '完成日期'] as const).filter((heading) => dayOf(row, heading) === null);
    for (const heading of wrong) lines.push(dayUnreadable(row, heading));
    if (wrong.length > 0) continue;
    const parsed = ledgerLineSchema.safeParse({
      step: number,
      person,
      state: state ?? before?.state ?? 'open',
      due: days.due || (before?.due ?? null),
      date: days.date || (before?.date ?? null),
      number: row.cell('文号') || (before?.number ?? ''),
      who: row.cell('责任人') || (before?.who ?? ''),
      note: row.cell('说明') || (before?.note ?? ''),
    });
    if (!parsed.success) lines.push(unreadable(row, parsed.error.issues[0]?.path.join('.') ?? ''));
    else if (values.some((one) => one.step === number && one.person === person))
      lines.push(
        stop(
          row.line,
          'repeated',
          `第 ${number} 步${person === '' ? '' : `“${person}”`}重复。`,
          `Step ${number}${person === '' ? '' : `, "${person}",`} stands twice.`,
        ),
      );
    else values.push({ ...parsed.data, line: row.line });
  }
  return { values: lines.length > 0 ? [] : values, lines };
}
