/** The legal words of an election, the same on every screen and every sheet. */
import type { MeetingKind } from '../record/meeting-entry.ts';
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

/** The base of a meeting: in a plenary the members of the committee vote, and not those of the branch. */
export const baseName = (base: MajorityBase, kind: MeetingKind): Text =>
  kind !== 'plenary'
    ? MAJORITY_BASE_NAME[base]
    : base === 'expected'
      ? { zh: '应到会委员人数', en: 'committee members expected' }
      : { zh: '实到会委员人数', en: 'committee members present' };

/** Of a branch without a committee (rules §1.12). */
export const WITHOUT_COMMITTEE: Text = {
  zh: '不设委员会：书记、副书记由党员大会直接选举',
  en: 'No committee: the assembly elects secretary and deputy',
};

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
