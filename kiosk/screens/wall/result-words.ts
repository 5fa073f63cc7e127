/** What stands above and below the tables of B7. Every number has its base in words beside it (UX 6.32). */
import type { ContestResult } from '../../../server/contract/shared.ts';
import type { FormResult } from '../../../tally/count/form-results.ts';
import { amount } from '../../../tally/text/amount.ts';
import { eligibilityLines, needed } from '../../../tally/text/standing.ts';
import type { Text } from '../../session/language.ts';

export const MARK_HEADS = [
  { zh: '赞成', en: 'For' },
  { zh: '不赞成', en: 'Against' },
  { zh: '弃权', en: 'Abstain' },
] as const satisfies readonly Text[];
export const RANKING_HEADS = [
  { zh: '位次', en: 'Rank' },
  { zh: '得票', en: 'Votes' },
] as const satisfies readonly Text[];
export const UNGRADED: Text = { zh: '未评', en: 'None' };
export const WRITTEN_IN: Text = { zh: '另选', en: 'Other' };

const sentence = (words: string): string => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;

export function baseLine({ baseName, base, smallestWinning, preliminary, election }: ContestResult): Text {
  const { zh, en } = baseName;
  // Of a void election nothing is counted, and nobody could have been elected by any number (rules §5.2 W5).
  if (election === 'void') return { zh: `${zh} ${base} 人`, en: `Base: ${base} ${en}` };
  const half = needed(smallestWinning, base, (votes) => ({
    zh: `${preliminary ? '列为正式候选人' : '当选'}至少 ${votes} 票`,
    en: `${preliminary ? 'Official candidate' : 'Elected'} with at least ${amount(votes, 'vote')}`,
  }));
  return { zh: `${zh} ${base} 人，${half.zh}`, en: `Base: ${base} ${en}. ${sentence(half.en)}` };
}

const VOID_ELECTION: Text = { zh: '本次选举无效，须重新选举', en: 'This election is void and held again' };

/** On every picture of the contest. */
export function warningsOf({ election, baseSensitive }: ContestResult): readonly Text[] {
  return [
    ...(election === 'void' ? [VOID_ELECTION] : []),
    ...(baseSensitive
      ? [{ zh: '口径敏感：按另一基数计算，结果不同', en: 'The other base would give another result' }]
      : []),
  ];
}

/** 该项无效 of ballots on paper, without which a row would not add up to the valid ballots (rules §5.1). */
function unreadableLine(rows: ContestResult['rows']): readonly Text[] {
  if (rows.length === 0) return [];
  const of = (between: string) => rows.map(({ label, unreadable }) => `${label}\u00a0${unreadable}`).join(between);
  return [{ zh: `该项无效：${of('，')}`, en: `Void rows: ${of(', ')}` }];
}

/** After the last row. A revote, or after a second tie the superior: what follows a tie is the adopted method's. */
export const sentencesOf = ({ notices, refused, rows }: ContestResult): readonly Text[] => [
  ...unreadableLine(rows.filter(({ unreadable }) => unreadable > 0)),
  ...eligibilityLines({ refused }),
  ...notices.filter(({ code }) => code === 'tie'),
];

export function formLine(form: FormResult): Text {
  return form.kind === 'appraisal'
    ? {
        zh: `有效表 ${form.forms} 张；等次由上级集体研判确定`,
        en: `Valid forms: ${form.forms}. The superior judges the grades`,
      }
    : {
        zh: `有效表 ${form.forms} 张；按得票排列，供上级研究`,
        en: `Valid forms: ${form.forms}. By votes, for the superior to consider`,
      };
}
