/** 换届情况汇总: counts by state, the elected by sex, age and education, turnout and structure, village by village. */
import { officialDate } from '../reports/official-words.ts';
import { heading, type OfficialDocument, PLAIN, text } from './document.ts';

export interface SummaryFacts {
  readonly day: string;
  readonly stages: readonly { readonly zh: string; readonly count: number }[];
  readonly rows: readonly {
    readonly organization: string;
    readonly expected: number | null;
    readonly present: number | null;
    /** Null while no round of the village is counted, like the numbers after it. */
    readonly elected: number | null;
    readonly known: number | null;
    readonly women: number | null;
    readonly young: number | null;
    readonly above55: number | null;
    readonly college: number | null;
    readonly unknown: number | null;
    readonly villageHead: boolean | null;
    readonly structure: boolean | null;
  }[];
}

const small = (value: string | number | null, align: 'center' | 'left' = 'center') => ({
  text: String(value ?? '—'),
  size: 10.5,
  align,
});

const mark = (value: boolean | null): string => (value === null ? '—' : value ? '√' : '×');

export function summaryPaper({ day, stages, rows }: SummaryFacts): OfficialDocument {
  const total = (of: (row: SummaryFacts['rows'][number]) => number | null): number =>
    rows.reduce((sum, row) => sum + (of(row) ?? 0), 0);
  const held = rows.filter(({ elected }) => elected !== null);
  const [expected, present] = [total((row) => row.expected), total((row) => row.present)];
  const rate = expected === 0 ? '' : `，到会率${Math.round((present * 1000) / expected) / 10}%`;
  const people = total(({ elected }) => elected);
  const line = (row: SummaryFacts['rows'][number], at: number) => [
    small(at + 1),
    small(row.organization, 'left'),
    small(row.expected),
    small(row.present),
    small(row.elected),
    small(row.women),
    small(row.young),
    small(row.above55),
    small(row.college),
    small(mark(row.villageHead)),
    small(mark(row.structure)),
  ];
  return {
    ...PLAIN,
    name: '换届情况汇总',
    title: ['村（社区）党组织换届情况汇总'],
    subtitle: `（截至${officialDate(day)}）`,
    blocks: [
      heading('一、进度'),
      text(
        `共有村（社区）${rows.length}个：${stages.map(({ zh, count }) => `${zh}${count}个`).join('，') || '尚无'}。已有签名结果的${held.length}个。`,
      ),
      heading('二、选举情况'),
      text(`应到会${expected}名，实到会${present}名${rate}。以下人数只取自签名有效的计票结果报告单。`),
      text(
        `当选${people}名，其中女性${total(({ women }) => women)}名；35周岁以下${total(({ young }) => young)}名，36至55周岁${total(({ known, young, above55 }) => (known ?? 0) - (young ?? 0) - (above55 ?? 0))}名，56周岁以上${total(({ above55 }) => above55)}名；大专以上${total(({ college }) => college)}名。资料不全的${total(({ unknown }) => unknown)}名，未计入相应各项。`,
      ),
      text(
        `书记兼任村（居）委会主任（一肩挑）的${rows.filter(({ villageHead }) => villageHead === true).length}个；班子有女性成员和35周岁以下成员的${rows.filter(({ structure }) => structure === true).length}个，结构不符合的${rows.filter(({ structure }) => structure === false).length}个。`,
      ),
      heading('三、各村（社区）'),
      {
        kind: 'table',
        columns: [
          { width: 10 },
          { width: null },
          { width: 11 },
          { width: 11 },
          { width: 10 },
          { width: 8 },
          { width: 12 },
          { width: 12 },
          { width: 11 },
          { width: 14 },
          { width: 10 },
        ],
        head: ['序号', '组织', '应到', '实到', '当选', '女', '35岁以下', '56岁以上', '大专以上', '一肩挑', '结构'],
        rows: rows.map(line),
      },
    ],
  };
}
