/** The settings of how roll, meeting and announcement are handled (rules §7), with the sentence of every value. */
import { type ChoiceRow, choice, type SettingChoice, type SettingName } from './setting-choice.ts';

/** Under 1990 every ballot stands by strokes, that of the secretary too (rules §2 row 9). */
export const WORDS_OF_1990: Partial<Readonly<Record<SettingName, readonly ChoiceRow[]>>> = {
  singleGivenName: [
    [
      'blank-first',
      '候选人以姓氏笔画为序（同姓的单名在前），书记、副书记候选人也是如此。',
      'Candidates stand by surname strokes (single given names first), those for secretary and deputy too.',
    ],
    [
      'compare',
      '候选人以姓氏笔画为序（同姓的逐字比较），书记、副书记候选人也是如此。',
      'Candidates stand by surname strokes (given names compared character by character), those for secretary and deputy too.',
    ],
  ],
};

export const CONDUCT_CHOICES: readonly SettingChoice[] = [
  choice(
    'singleGivenName',
    'conduct',
    'ballot-order',
    ['单名的次序', 'Single given names'],
    [
      'blank-first',
      '委员候选人以姓氏笔画为序（同姓的单名在前）；书记、副书记候选人按上级批准的次序。',
      'Committee candidates stand by surname strokes (single given names first); secretary and deputy in the order the superior approved.',
    ],
    [
      'compare',
      '委员候选人以姓氏笔画为序（同姓的逐字比较）；书记、副书记候选人按上级批准的次序。',
      'Committee candidates stand by surname strokes (given names compared character by character); secretary and deputy in the order the superior approved.',
    ],
  ),
  choice(
    'motionBase',
    'conduct',
    'method',
    ['表决通过的计算基数', 'Base of motions'],
    [
      'expected',
      '选举办法和监票人名单，经应到会有表决权的党员过半数同意通过。',
      'The method and the scrutineers are passed by more than half of the entitled members expected.',
    ],
    [
      'present',
      '选举办法和监票人名单，经实到会有表决权的党员过半数同意通过。',
      'The method and the scrutineers are passed by more than half of the entitled members present.',
    ],
  ),
  choice(
    'motionMode',
    'conduct',
    'method',
    ['表决方式', 'Way of voting on motions'],
    [
      'hands',
      '表决采用举手方式，分别清点赞成、反对、弃权人数。',
      'Motions are voted on by show of hands; for, against and abstentions are counted.',
    ],
    ['applause', '表决采用鼓掌方式。', 'Motions are passed by applause.'],
    ['ballot', '表决采用无记名投票方式。', 'Motions are voted on by secret ballot.'],
  ),
  choice(
    'tellerSource',
    'conduct',
    'scrutineers',
    ['计票人的产生', 'Tellers'],
    ['designated', '计票人由委员会指定。', 'Tellers are designated by the committee.'],
    ['voted', '计票人由大会通过。', 'Tellers are passed by the assembly.'],
  ),
  choice(
    'mobileBox',
    'conduct',
    'method',
    ['流动票箱', 'Mobile ballot box'],
    [false, '不设流动票箱。', 'There is no mobile ballot box.'],
    [true, '经上级党组织同意，设流动票箱。', 'With the superior’s consent a mobile ballot box is used.'],
  ),
  choice(
    'secretBooth',
    'conduct',
    'method',
    ['秘密写票处', 'Booth'],
    [true, '会场设秘密写票处。', 'The hall has a booth for filling in ballots in secret.'],
    [false, '会场不设秘密写票处。', 'The hall has no booth.'],
  ),
  choice(
    'exclusionPublicityDays',
    'conduct',
    'exclusions',
    ['不计算在应到会人数的公示', 'Publicity of members left out'],
    [
      0,
      '不计算在应到会人数之内的党员名单，经上级党组织同意、大会通过，不另行公示。',
      'Members left out of the expected are agreed by the superior and passed by the assembly, without publicity.',
    ],
    [
      3,
      '不计算在应到会人数之内的党员名单，经上级党组织同意，公示三天无异议后由大会通过。',
      'Members left out of the expected are agreed by the superior, published for three days and passed by the assembly.',
    ],
  ),
  choice(
    'abroadRequiresSelfFunded',
    'conduct',
    'exclusions',
    ['出国的情形', 'Abroad'],
    [
      true,
      '出国半年以上的，限于自费出国，方可不计算在应到会人数之内。',
      'Members abroad for more than half a year may be left out only if abroad at their own expense.',
    ],
    [
      false,
      '出国半年以上的，可以不计算在应到会人数之内。',
      'Members abroad for more than half a year may be left out.',
    ],
  ),
  choice(
    'publicityDayKind',
    'conduct',
    'method',
    ['公示日', 'Kind of days'],
    ['natural', '公示按自然日计算。', 'Days of publicity are natural days.'],
    ['working', '公示按工作日计算。', 'Days of publicity are working days.'],
  ),
  choice(
    'publicityCountsPostingDay',
    'conduct',
    'method',
    ['张贴当日', 'Day of posting'],
    [false, '公示从张贴的次日起算。', 'Publicity runs from the day after posting.'],
    [true, '公示从张贴当日起算。', 'Publicity runs from the day of posting.'],
  ),
  choice(
    'structureRules',
    'conduct',
    'method',
    ['班子结构', 'Structure of the committee'],
    [
      'warn',
      '班子结构（女性、年轻成员、年龄、学历）按上级要求提示，不影响选举结果。',
      'Structure (a woman, a young member, ages, education) is pointed out as the superior asks; the result stands.',
    ],
    ['off', '班子结构不作提示。', 'Structure is not pointed out.'],
  ),
  choice(
    'resultListOrder',
    'conduct',
    'method',
    ['当选人名单的次序', 'Order of the elected'],
    ['strokes', '当选的委员名单以姓氏笔画为序。', 'The elected committee members are listed by surname strokes.'],
    ['votes', '当选的委员名单以得票多少为序。', 'The elected committee members are listed by votes.'],
  ),
];
