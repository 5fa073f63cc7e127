/** The settings of appraisal and recommendation (rules §4.3, §4.4, §7), with the sentence of every value. */
import { choice, type SettingChoice } from '../rules/setting-choice.ts';

export const APPRAISAL_CHOICES: readonly SettingChoice[] = [
  choice(
    'appraisalScale',
    'appraisal',
    'method',
    ['测评等次', 'Scale'],
    ['per-meeting', '测评等次以测评表所列为准。', 'The grades are those printed on the form.'],
    ['four-good', '测评等次分为好、较好、一般、差。', 'The grades are good, fairly good, average and poor.'],
    [
      'four-excellent',
      '测评等次分为优秀、称职、基本称职、不称职。',
      'The grades are excellent, competent, basically competent and not competent.',
    ],
    ['three-normal', '测评等次分为好、正常、较差。', 'The grades are good, normal and fairly poor.'],
    [
      'score',
      '由考评组织打分：90分以上为好，80分以上不满90分为较好，60分以上不满80分为一般，不满60分为较差。',
      'The reviewing organization gives a score: 90 and above good, 80 and above fairly good, 60 and above average, below 60 fairly poor.',
    ],
  ),
  choice(
    'appraisalScoreBands',
    'appraisal',
    'method',
    ['分数', 'Scores'],
    ['integer', '分数只取整数。', 'Scores are whole points.'],
    ['half-open', '分数可以带小数，按所在分数段确定等次。', 'Scores may have decimals and fall into half-open bands.'],
  ),
  choice(
    'appraisalDenominator',
    'appraisal',
    'method',
    ['得票率的分母', 'Denominator of rates'],
    ['valid-forms', '得票率按有效测评表计算。', 'Rates are of the valid forms.'],
    [
      'valid-rows',
      '得票率按该对象有效的测评项计算，未评和该项无效的不计。',
      'Rates are of the valid rows of the object, without abstentions and void rows.',
    ],
  ),
  choice(
    'appraisalDimensions',
    'appraisal',
    'method',
    ['分项测评的位次', 'Places over several dimensions'],
    [
      'apart',
      '分项测评的，各项分别排列位次，不合并成一个位次。',
      'Where several dimensions are appraised, each has places of its own, and there is no common one.',
    ],
    [
      'average',
      '分项测评的，各项同一等次的得票率取平均数，按平均数排列位次。',
      'Where several dimensions are appraised, the rates of each grade are averaged over them, and the averages give the places.',
    ],
    [
      'in-order',
      '分项测评的，按测评表上各项的先后比较：先比较第一项，相同的再比较下一项。',
      'Where several dimensions are appraised, they are compared in the order of the form: the first, and where equal the next.',
    ],
  ),
  choice(
    'appraisalQuota',
    'appraisal',
    'method',
    ['最高等次的比例', 'Quota of the highest grade'],
    [0, '最高等次的比例由上级研判时确定。', 'The superior sets the quota of the highest grade in its judgement.'],
    [20, '最高等次不超过同类对象总数的20%。', 'At most 20 % of the objects of a class have the highest grade.'],
    [30, '最高等次不超过同类对象总数的30%。', 'At most 30 % of the objects of a class have the highest grade.'],
  ),
];

export const RECOMMENDATION_CHOICES: readonly SettingChoice[] = [
  choice(
    'recommendCombine',
    'recommendation',
    'method',
    ['推荐结果的合并', 'Combining recommendations'],
    [
      'separate',
      '各类人员的推荐结果分别排序，供上级党组织研究。',
      'The groups’ recommendations are ranked separately for the superior.',
    ],
    ['sum', '各类人员的推荐票相加，按总票数排序。', 'The groups’ votes are added and ranked.'],
    [
      'weighted',
      '各类人员的推荐票按权重相加，按加权票数排序。',
      'The groups’ votes are added by their weights and ranked.',
    ],
    [
      'cross-list',
      '各类人员推荐的前若干名（按应选名额）合为一份名单；人数不足差额要求的，按总票数依次补足。',
      'The groups’ first persons, as many as seats, form one list; if it is too short for the surplus, the next by summed votes are added.',
    ],
  ),
];
