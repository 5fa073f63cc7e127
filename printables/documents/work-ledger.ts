/** 换届选举工作台账: the steps of a village's re-election as they are recorded, and who was audited, told, inspected and has pledged. */
import { tight } from '../reports/official-words.ts';
import { type Block, heading, type OfficialDocument, PLAIN, type TableCell } from './document.ts';
import { chineseNumber } from './facts.ts';

interface Recorded {
  /** In words: 已完成. */
  readonly state: string;
  readonly date: string | null;
  readonly number: string;
  readonly who: string;
  readonly note: string;
}

export interface LedgerFacts {
  readonly organization: string;
  /** In words. */
  readonly day: string;
  readonly steps: readonly (Recorded & {
    readonly step: number;
    readonly title: string;
    readonly due: string | null;
  })[];
  /** Person by person: 离任审计, 通知外出党员, 考察, 纪律承诺. */
  readonly ticked: readonly {
    readonly step: number;
    readonly title: string;
    readonly persons: readonly (Recorded & { readonly name: string })[];
  }[];
}

const small = (text: string, align: 'left' | 'center' = 'left'): TableCell => ({ text, size: 10.5, align });

/** 2026.11.25前 in one line. */
const DAY_WIDTH = 27;

/** 〔2026〕31号 in one line. */
const NUMBER_WIDTH = 28;

/** 2026.10.9: a column of days is narrow. */
const dayCell = (day: string | null): string =>
  day === null
    ? ''
    : day
        .split('-')
        .map((part, at) => (at === 0 ? part : String(Number(part))))
        .join('.');

const dated = (date: string | null, due: string | null): string =>
  date !== null ? dayCell(date) : due === null ? '' : `${dayCell(due)}前`;

const personTable = (persons: LedgerFacts['ticked'][number]['persons']): Block => ({
  kind: 'table',
  columns: [
    { width: 10 },
    { width: 34 },
    { width: 15 },
    { width: DAY_WIDTH },
    { width: NUMBER_WIDTH },
    { width: 20 },
    { width: null },
  ],
  head: ['序号', '姓名', '状态', '日期', '文号', '责任人', '结论、说明'],
  rows: persons.map(({ name, state, date, number, who, note }, at) => [
    small(String(at + 1), 'center'),
    small(name, 'center'),
    small(state, 'center'),
    small(dayCell(date), 'center'),
    small(number),
    small(who),
    small(tight(note)),
  ]),
});

export function workLedgerPaper({ organization, day, steps, ticked }: LedgerFacts): OfficialDocument {
  return {
    ...PLAIN,
    name: '工作台账',
    title: [organization, '换届选举工作台账'],
    subtitle: `（截至${day}）`,
    blocks: [
      heading('一、工作步骤'),
      {
        kind: 'table',
        columns: [
          { width: 10 },
          { width: 27 },
          { width: 15 },
          { width: DAY_WIDTH },
          { width: NUMBER_WIDTH },
          { width: 18 },
          { width: null },
        ],
        head: ['步骤', '事项', '状态', '日期', '文号', '责任人', '说明'],
        rows: steps.map(({ step, title, state, due, date, number, who, note }) => [
          small(String(step), 'center'),
          small(title),
          small(state, 'center'),
          small(dated(date, due), 'center'),
          small(number),
          small(who),
          small(tight(note)),
        ]),
      },
      ...ticked.flatMap(({ step, title, persons }, at) => [
        heading(`${chineseNumber(at + 2)}、${title}（第${step}步）`),
        personTable(persons),
      ]),
    ],
  };
}
