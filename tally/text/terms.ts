/** The legal words of an election, the same on every screen and every sheet. */
import type { MajorityBase, RuleSettings } from '../rules/settings.ts';
import type { Text } from './text.ts';

export const MARK_NAME = {
  approve: { zh: '赞成', en: 'For' },
  disapprove: { zh: '不赞成', en: 'Against' },
  abstain: { zh: '弃权', en: 'Abstain' },
} as const satisfies Record<string, Text>;

export const MAJORITY_BASE_NAME = {
  expected: { zh: '应到会有选举权人数', en: 'entitled members expected' },
  present: { zh: '实到会有选举权人数', en: 'entitled members present' },
} as const satisfies Record<MajorityBase, Text>;

export const SECRETARY_MODE_NAME = {
  indirect: {
    zh: '间接选举：党员大会选举委员会，委员会全体会议选举书记、副书记',
    en: 'Indirect: the assembly elects the committee, its plenary elects secretary and deputy',
  },
  'direct-after': {
    zh: '直接选举：党员大会先选委员，再选书记、副书记',
    en: 'Direct: the assembly elects the committee, then secretary and deputy',
  },
  'direct-before': {
    zh: '直接选举：党员大会先选书记、副书记，再选委员',
    en: 'Direct: the assembly elects secretary and deputy, then the committee',
  },
} as const satisfies Record<RuleSettings['secretaryMode'], Text>;

/** Numbers that are announced (rules §0, §5.1) and the ends of a card (specification §5). */
export const TERM = {
  members: { zh: '党员总数', en: 'Members' },
  probationary: { zh: '预备党员', en: 'Probationary members' },
  withoutRight: { zh: '无选举权的正式党员', en: 'Full members without the right to vote' },
  entitled: { zh: '有选举权的党员', en: 'Entitled members' },
  excluded: { zh: '不计算在应到会人数之内', en: 'Not counted as expected' },
  expected: { zh: '应到', en: 'Expected' },
  present: { zh: '实到', en: 'Present' },
  attending: { zh: '列席', en: 'Attending without a vote' },
  seats: { zh: '应选名额', en: 'Seats' },
  candidate: { zh: '候选人', en: 'Candidate' },
  writeIn: { zh: '另选他人', en: 'Write-in' },
  made: { zh: '制卡', en: 'Cards made' },
  audited: { zh: '抽验', en: 'Audited' },
  issued: { zh: '发出', en: 'Issued' },
  voters: { zh: '投票人数', en: 'Voters' },
  recovered: { zh: '收回', en: 'Recovered' },
  valid: { zh: '有效票', en: 'Valid' },
  invalid: { zh: '无效票', en: 'Invalid' },
  exchanged: { zh: '补换', en: 'Exchanged' },
  challenged: { zh: '抽查', en: 'Challenged' },
  returned: { zh: '退回', en: 'Returned' },
  damaged: { zh: '损坏', en: 'Damaged' },
  unreadable: { zh: '不可读', en: 'Unreadable' },
  unissued: { zh: '未发出', en: 'Never handed out' },
  missing: { zh: '未交回', en: 'Missing' },
  smallestWinning: { zh: '当选所需最少赞成票', en: 'Smallest number of approvals that wins' },
  baseSensitive: { zh: '口径敏感', en: 'Base-sensitive' },
  elected: { zh: '当选', en: 'Elected' },
  tie: { zh: '票数相等', en: 'Tied' },
  revote: { zh: '再次投票', en: 'Revote' },
  furtherElection: { zh: '另行选举', en: 'Further election' },
  heldAgain: { zh: '重新选举', en: 'Election held again' },
  approval: { zh: '批准', en: 'Approved' },
  filing: { zh: '备案', en: 'Filed' },
  returnedByTownship: { zh: '退回', en: 'Sent back' },
  scrutineer: { zh: '监票人', en: 'Scrutineer' },
  chiefScrutineer: { zh: '总监票人', en: 'Chief scrutineer' },
  teller: { zh: '计票人', en: 'Teller' },
  chair: { zh: '主持人', en: 'Chair' },
} as const satisfies Record<string, Text>;
