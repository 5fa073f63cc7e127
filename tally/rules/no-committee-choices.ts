/**
 * The settings as an assembly says them that elects its secretary and no committee (不设委员会的党支部, rules §1.2, §1.12). Each sentence
 * also holds of a ballot for the secretary alone in a branch that has a committee.
 */
import type { ChoiceRow, SettingName } from './setting-choice.ts';

/** What only the election of a committee can meet: its pre-election, its order by strokes, its structure. */
export const NOT_WITHOUT_COMMITTEE: ReadonlySet<SettingName> = new Set<SettingName>([
  'preVoteBase',
  'singleGivenName',
  'structureRules',
  'resultListOrder',
]);

/** 间接选举 has no words here: without a committee there is no plenary to hold it, and such a meeting is not sealed. */
const DIRECT = ['直接选举：书记、副书记由党员大会选举。', 'Direct: the assembly elects secretary and deputy.'] as const;

export const NO_COMMITTEE_WORDS: Partial<Readonly<Record<SettingName, readonly ChoiceRow[]>>> = {
  secretaryMode: [
    ['direct-after', ...DIRECT],
    ['direct-before', ...DIRECT],
  ],
  tellerSource: [
    ['designated', '计票人由党组织指定。', 'Tellers are designated by the Party organization.'],
    ['voted', '计票人由大会通过。', 'Tellers are passed by the assembly.'],
  ],
};
