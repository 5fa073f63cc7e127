/** 代写登记表: who filled in the ballot for whom, by her will (rules §1.8). Neither what was written nor when. */
import { officialDate } from '../reports/official-words.ts';
import { type OfficialDocument, PLAIN, text } from './document.ts';
import type { DocumentFacts } from './facts.ts';

export function assistanceList({
  title,
  day,
  assistances,
}: Pick<DocumentFacts, 'title' | 'day' | 'assistances'>): OfficialDocument {
  return {
    ...PLAIN,
    name: '代写登记表',
    title: [title, '代写登记表'],
    subtitle: day === null ? '' : `（${officialDate(day)}）`,
    blocks: [
      text(
        `投票人填写有困难的，可以委托不是候选人的人按照本人意愿代写。本次会议共有${assistances.length}名投票人委托代写，由监票人监督。本表只登记人，不登记填写的内容。`,
      ),
      {
        kind: 'table',
        columns: [{ width: 14 }, { width: 44 }, { width: 44 }, { width: null }],
        head: ['序号', '投票人', '代写人', '监票人签字'],
        rows: assistances.map(({ voter, helper }, at) => [
          String(at + 1),
          { text: voter, size: [...voter].length > 5 ? 12 : 16 },
          { text: helper, size: [...helper].length > 5 ? 12 : 16 },
          '',
        ]),
      },
    ],
  };
}
