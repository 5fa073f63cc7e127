/**
 * The settings in sentences with the clause they rest on: what the organizer ticks one by one before sealing, what stands in
 * the election method, and what the township reads beside the result. Every setting has its sentence.
 */
import { APPRAISAL_CHOICES, RECOMMENDATION_CHOICES } from '../appraisal/appraisal-choices.ts';
import { exclusionWords } from '../meeting/exclusion.ts';
import { PAPER_CHOICES } from '../paper/paper-choices.ts';
import { isExcessRead, type PaperRules } from '../paper/paper-rules.ts';
import { amount } from '../text/amount.ts';
import type { Text } from '../text/text.ts';
import { clause, RULE_SET_NAME } from './clauses.ts';
import { CONDUCT_CHOICES, WORDS_OF_1990 } from './conduct-choices.ts';
import { ELECTION_CHOICES } from './election-choices.ts';
import type { MeetingWords } from './meeting-words.ts';
import { NO_COMMITTEE_WORDS, NOT_WITHOUT_COMMITTEE } from './no-committee-choices.ts';
import { NOT_IN_PLENARY, PLENARY_WORDS } from './plenary-choices.ts';
import type { ChoiceRow, SettingArea, SettingChoice, SettingName, SettingValue } from './setting-choice.ts';
import { choice } from './setting-choice.ts';
import { completeRules, type RecordedRules, type RuleSettings } from './settings.ts';

export interface SettingSentence extends Text {
  readonly setting: SettingName;
  readonly title: Text;
  readonly area: SettingArea;
  /** Offered for rounds on paper only: a kiosk cannot produce the case. */
  readonly paperOnly: boolean;
  readonly clause: Text;
}

/** Every setting that is chosen from a list. The others are numbers or lists: see `settingSentences`. */
export const SETTING_CHOICES: readonly SettingChoice[] = [
  choice(
    'ruleSet',
    'election',
    'method',
    ['依据', 'Regulation'],
    ['2020', `依据${RULE_SET_NAME['2020'].zh}。`, `Under the ${RULE_SET_NAME['2020'].en}.`],
    ['1990', `依据${RULE_SET_NAME['1990'].zh}。`, `Under the ${RULE_SET_NAME['1990'].en}.`],
  ),
  ...ELECTION_CHOICES,
  ...CONDUCT_CHOICES,
  ...PAPER_CHOICES,
  ...APPRAISAL_CHOICES,
  ...RECOMMENDATION_CHOICES,
];

export const isPaperOnly = (setting: SettingName): boolean => setting.startsWith('paper.');

export function settingValue(
  settings: RuleSettings,
  setting: SettingName,
): RuleSettings[keyof RuleSettings] | SettingValue {
  return setting.startsWith('paper.')
    ? settings.paper[setting.slice('paper.'.length) as keyof PaperRules]
    : settings[setting as keyof RuleSettings];
}

function quorumWords({ ruleSet, quorumEqualAccepted }: RuleSettings, isPlenary: boolean): Text {
  const whole: Text = isPlenary
    ? { zh: '应到会委员', en: 'the committee members expected' }
    : { zh: '应到会人数', en: 'those expected' };
  const [zh, en] =
    ruleSet === '2020'
      ? ([`不少于${whole.zh}的五分之四`, `not fewer than four fifths of ${whole.en}`] as const)
      : quorumEqualAccepted
        ? ([
            `超过${whole.zh}的五分之四（正好五分之四也可）`,
            `more than four fifths of ${whole.en} (exactly four fifths accepted)`,
          ] as const)
        : ([`超过${whole.zh}的五分之四`, `more than four fifths of ${whole.en}`] as const);
  return isPlenary
    ? {
        zh: `实到会委员${zh}，方可进行选举。`,
        en: `The election may be held if the committee members present are ${en}.`,
      }
    : {
        zh: `实到会有选举权的党员${zh}，方可进行选举。`,
        en: `The election may be held if the entitled members present are ${en}.`,
      };
}

const weightWords = (list: RuleSettings['recommendWeights'], what: Text, none: Text): Text =>
  list.length === 0
    ? none
    : {
        zh: `${what.zh}：${list.map(({ group, weight }) => `${group} ${weight}`).join('，')}。`,
        en: `${what.en}: ${list.map(({ group, weight }) => `${group} ${weight}`).join(', ')}.`,
      };

/** Numbers and lists, and the quorum, whose sentence hangs on the rule set. */
function composed(settings: RuleSettings, kind: MeetingWords): readonly SettingSentence[] {
  const isPlenary = kind === 'plenary';
  const sentence = (
    setting: SettingName,
    area: SettingArea,
    name: Parameters<typeof clause>[1],
    title: Text,
    words: Text,
  ): SettingSentence => ({ setting, area, title, paperOnly: false, clause: clause(settings.ruleSet, name), ...words });
  const { scrutineerCount, exclusionCategories, publicityDays, appraisalMinimumAttendance } = settings;
  const excluded = exclusionCategories.toSorted().map((code) => exclusionWords(code, settings));
  const act = kind === 'recommendation' ? { zh: '推荐', en: 'recommendation' } : { zh: '测评', en: 'appraisal' };
  return [
    sentence(
      'quorumEqualAccepted',
      'election',
      'quorum',
      { zh: '到会人数', en: 'Attendance' },
      quorumWords(settings, isPlenary),
    ),
    sentence(
      'scrutineerCount',
      'conduct',
      'scrutineers',
      { zh: '监票人数', en: 'Number of scrutineers' },
      isPlenary
        ? {
            zh: `监票人不少于 ${scrutineerCount} 名，由委员会全体会议从不是候选人的委员中推选通过。`,
            en: `At least ${amount(scrutineerCount, 'scrutineer')}, passed by the plenary from committee members who are no candidates.`,
          }
        : {
            zh: `监票人不少于 ${scrutineerCount} 名，由大会从不是候选人的党员中推选通过。`,
            en: `At least ${amount(scrutineerCount, 'scrutineer')}, passed by the assembly from members who are no candidates.`,
          },
    ),
    sentence(
      'exclusionCategories',
      'conduct',
      'exclusions',
      { zh: '不计算在应到会人数的情形', en: 'Who may be left out of the expected' },
      {
        zh:
          excluded.length === 0
            ? '没有可以不计算在应到会人数之内的情形。'
            : `可以不计算在应到会人数之内的情形：${excluded.map((one) => one.zh).join('；')}。`,
        en:
          excluded.length === 0
            ? 'Nobody may be left out of the expected.'
            : `Members who may be left out of the expected: ${excluded.map((one) => one.en).join('; ')}.`,
      },
    ),
    sentence(
      'publicityDays',
      'conduct',
      'method',
      { zh: '公示天数', en: 'Days of publicity' },
      {
        zh: publicityDays === 0 ? '不要求公示。' : `公示 ${publicityDays} 天。`,
        en: publicityDays === 0 ? 'No publicity is asked for.' : `Publicity lasts ${amount(publicityDays, 'day')}.`,
      },
    ),
    sentence(
      'appraisalMinimumAttendance',
      'appraisal',
      'method',
      { zh: '最少到会人数', en: 'Least attendance' },
      {
        zh:
          appraisalMinimumAttendance === 0
            ? `参加${act.zh}的人数不作要求。`
            : `参加${act.zh}的不少于 ${appraisalMinimumAttendance} 人。`,
        en:
          appraisalMinimumAttendance === 0
            ? 'No number of participants is asked for.'
            : `At least ${amount(appraisalMinimumAttendance, 'person takes', 'persons take')} part in the ${act.en}.`,
      },
    ),
    sentence(
      'appraisalWeights',
      'appraisal',
      'method',
      { zh: '各类测评表的权重', en: 'Weights of the groups of forms' },
      weightWords(
        settings.appraisalWeights,
        { zh: '各类测评表的权重', en: 'Weights of the groups of forms' },
        { zh: '各类测评表不分权重，合并计算。', en: 'All forms count alike, whatever their group.' },
      ),
    ),
    sentence(
      'recommendWeights',
      'recommendation',
      'method',
      { zh: '各类推荐票的权重', en: 'Weights of the recommending groups' },
      weightWords(
        settings.recommendWeights,
        { zh: '各类推荐票的权重', en: 'Weights of the recommending groups' },
        { zh: '各类推荐票不分权重。', en: 'The recommending groups have no weights.' },
      ),
    ),
  ];
}

/** Order of the sentences inside the areas; what is not named stands behind, as it is declared. */
const FIRST: readonly SettingName[] = ['ruleSet', 'quorumEqualAccepted', 'majorityBase', 'preVoteBase'];

/** What rests on another setting is said only where that one gives it something to decide: elsewhere the count knows no such rule. */
const SAID_WHERE: Partial<Readonly<Record<SettingName, (settings: RuleSettings) => boolean>>> = {
  'paper.writeInExcess': ({ paper }) => isExcessRead(paper),
  abroadRequiresSelfFunded: ({ exclusionCategories }) => exclusionCategories.includes('E2'),
  exclusionPublicityDays: ({ exclusionCategories }) => exclusionCategories.length > 0,
};

type OwnWords = {
  readonly left: ReadonlySet<SettingName>;
  readonly words: Partial<Readonly<Record<SettingName, readonly ChoiceRow[]>>>;
};

/** What a meeting of this kind says in words of its own, and what it says nothing of. */
const OWN_WORDS: Partial<Readonly<Record<MeetingWords, OwnWords>>> = {
  plenary: { left: NOT_IN_PLENARY, words: PLENARY_WORDS },
  'without-committee': { left: NOT_WITHOUT_COMMITTEE, words: NO_COMMITTEE_WORDS },
};

/** The values that can be chosen, each with what it says in a meeting of this kind; none where nothing is left to choose. */
export function settingOptions(
  recorded: RecordedRules,
  setting: SettingName,
  kind: MeetingWords = 'assembly',
): readonly (Text & { readonly value: SettingValue })[] {
  const isPlenary = kind === 'plenary';
  if (setting === 'quorumEqualAccepted') {
    const rules = completeRules(recorded);
    return rules.ruleSet === '2020'
      ? []
      : [true, false].map((value) => ({ value, ...quorumWords({ ...rules, quorumEqualAccepted: value }, isPlenary) }));
  }
  const own = OWN_WORDS[kind]?.words[setting] ?? (recorded.ruleSet === '1990' ? WORDS_OF_1990[setting] : undefined);
  const values =
    own?.map(([value, zh, en]) => ({ value, zh, en })) ??
    SETTING_CHOICES.find((one) => one.setting === setting)?.values ??
    [];
  return values.length > 1 ? values : [];
}

/** In the areas asked for, those of an election unless said otherwise; in the words of the meeting's kind. */
export function settingSentences(
  recorded: RecordedRules,
  areas: readonly SettingArea[] = ['election', 'conduct'],
  kind: MeetingWords = 'assembly',
): readonly SettingSentence[] {
  const settings = completeRules(recorded);
  const chosen = SETTING_CHOICES.map((one): SettingSentence => {
    const value = settingValue(settings, one.setting);
    const own = settingOptions(recorded, one.setting, kind);
    const words = [...own, ...one.values].find((other) => other.value === value);
    // Every value of the schema has its row: a test goes through all of them.
    if (words === undefined) throw new Error(`setting ${one.setting}: no words for its value`);
    const { zh, en } = words;
    return {
      setting: one.setting,
      area: one.area,
      title: one.title,
      paperOnly: isPaperOnly(one.setting),
      clause: clause(settings.ruleSet, one.clause),
      zh,
      en,
    };
  });
  const all = [...chosen, ...composed(settings, kind)].filter(
    ({ setting }) => OWN_WORDS[kind]?.left.has(setting) !== true && SAID_WHERE[setting]?.(settings) !== false,
  );
  const place = ({ setting }: SettingSentence): number => {
    const at = FIRST.indexOf(setting);
    return at === -1 ? FIRST.length : at;
  };
  return areas.flatMap((area) =>
    all.filter((sentence) => sentence.area === area).toSorted((a, b) => place(a) - place(b)),
  );
}
