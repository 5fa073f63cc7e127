/** Numbers, dates and fixed phrases as official papers write them. */
import type { MeetingEntry } from '../../tally/record/meeting-entry.ts';
import type { MajorityBase, RuleSet } from '../../tally/rules/settings.ts';
import { actName } from '../../tally/text/meeting-words.ts';

export { officialDate } from '../../tally/text/official-date.ts';

export const REGULATION: Readonly<Record<RuleSet, string>> = {
  '2020': '《中国共产党基层组织选举工作条例》',
  '1990': '《中国共产党基层组织选举工作暂行条例》',
};

type Kind = MeetingEntry['kind'];

/** Who votes: members of the branch in an assembly, members of the new committee in its plenary, whoever takes part elsewhere. */
const VOTER_WORD: Readonly<Record<Kind, string>> = {
  assembly: '有选举权的党员',
  plenary: '委员',
  recommendation: '参加推荐人员',
  appraisal: '参加测评人员',
};
export const voterWord = (kind: Kind): string => VOTER_WORD[kind];

const ADDRESSEES: Readonly<Record<Kind, string>> = {
  assembly: '全体党员',
  plenary: '全体委员',
  recommendation: '全体参加推荐人员',
  appraisal: '全体参加测评人员',
};
export const addressees = (kind: Kind): string => ADDRESSEES[kind];

/** Whom a report that the scrutineers read out is addressed to. */
export const chairWord = (kind: Kind): string => `${kind === 'assembly' ? '大会' : '会议'}主持人`;

/** How the superior's paper addresses an organization: only a committee is 你委. */
export function addressed(organization: string): string {
  if (/(?:委员会|党委|工委)$/u.test(organization)) return '你委';
  if (organization.includes('总支')) return '你总支';
  return organization.includes('支部') ? '你支部' : '你单位';
}

/** What is declared valid, and what is handed out. */
export const actWord = (kind: Kind): string => actName(kind).zh;

/** The counting base in words; its number stands beside it wherever it is used. */
export function baseWord(kind: MeetingEntry['kind'], base: MajorityBase): string {
  const who = kind === 'plenary' ? '委员' : '有选举权';
  return `${base === 'expected' ? '应到会' : '实到会'}${who}人数`;
}

export const list = (names: readonly string[]): string => names.join('、');

/** The round is named where the meeting has more than one. */
export const roundWord = (round: number): string => (round === 1 ? '' : `（第${round}轮投票）`);

const HAN = '\\p{Script=Han}，。；：、（）《》“”';
const LOOSE = new RegExp(`(?<=[${HAN}]) +(?=[^ ])|(?<=[^ ]) +(?=[${HAN}])`, 'gu');

/** Official papers set no blank between characters and digits; the sentences of screens do. */
export const tight = (text: string): string => text.replace(LOOSE, '');
