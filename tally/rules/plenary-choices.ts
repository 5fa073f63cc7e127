/**
 * The settings as a plenary of the committee says them: it has members of the committee and no assembly, and nobody is left
 * out of it (rules §1.12). Where a sentence is the same as in an assembly it is not written twice.
 */
import type { ChoiceRow, SettingName } from './setting-choice.ts';

/** What only an assembly can meet: its roll, its committee, the ballots before its own. */
export const NOT_IN_PLENARY: ReadonlySet<SettingName> = new Set<SettingName>([
  'preVoteBase',
  'secretaryMode',
  'singleGivenName',
  'exclusionCategories',
  'exclusionPublicityDays',
  'abroadRequiresSelfFunded',
  'publicityDays',
  'publicityDayKind',
  'publicityCountsPostingDay',
  'structureRules',
  'resultListOrder',
]);

export const PLENARY_WORDS: Partial<Readonly<Record<SettingName, readonly ChoiceRow[]>>> = {
  majorityBase: [
    [
      'expected',
      '得赞成票超过应到会委员的半数，始得当选。',
      'Elected is who has the approval of more than half of the committee members expected.',
    ],
    [
      'present',
      '得赞成票超过实到会委员的半数，始得当选。',
      'Elected is who has the approval of more than half of the committee members present.',
    ],
  ],
  shortfall: [
    [
      'ask',
      '当选人少于应选名额时，由委员会全体会议决定另行选举或减少名额。',
      'If fewer are elected than seats, the plenary decides between a further election and fewer seats.',
    ],
    [
      'further-election',
      '当选人少于应选名额时，就缺额另行选举。',
      'If fewer are elected than seats, a further election is held for the missing seats.',
    ],
    [
      'reduce',
      '当选人少于应选名额时，经委员同意，减少名额，不再选举。',
      'If fewer are elected than seats, the seats are reduced if the committee members agree.',
    ],
  ],
  reductionBase: [
    [
      'present',
      '减少名额的同意人数，按实到会委员人数计算。',
      'Agreement to fewer seats is counted by the committee members present.',
    ],
    [
      'expected',
      '减少名额的同意人数，按应到会委员人数计算。',
      'Agreement to fewer seats is counted by the committee members expected.',
    ],
  ],
  motionBase: [
    [
      'expected',
      '选举办法和监票人名单，经应到会委员过半数同意通过。',
      'The method and the scrutineers are passed by more than half of the committee members expected.',
    ],
    [
      'present',
      '选举办法和监票人名单，经实到会委员过半数同意通过。',
      'The method and the scrutineers are passed by more than half of the committee members present.',
    ],
  ],
  tellerSource: [
    ['designated', '计票人由委员会指定。', 'Tellers are designated by the committee.'],
    ['voted', '计票人由委员会全体会议通过。', 'Tellers are passed by the plenary.'],
  ],
};
