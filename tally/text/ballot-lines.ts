/** What stands on the ballots of a round and by which rules they are counted, in lines for those who sign it. */
import { baseOfRound } from '../count/outcome-of-contest.ts';
import { attendanceMinimum } from '../meeting/attendance-gate.ts';
import type { Contest } from '../record/contest.ts';
import type { MeetingKind } from '../record/meeting-entry.ts';
import { label } from '../record/person.ts';
import type { RoundEntry } from '../record/round-entries.ts';
import { wordsOfMeeting } from '../rules/meeting-words.ts';
import type { SettingArea, SettingName } from '../rules/setting-choice.ts';
import { settingSentences } from '../rules/settings-words.ts';
import { amount } from './amount.ts';
import { CONTEST_KIND_NAME } from './assembly-words.ts';
import { baseName } from './terms.ts';
import type { Text } from './text.ts';

type Line = { readonly label: Text; readonly value: Text };
type Round = Pick<RoundEntry, 'contests' | 'roll' | 'rules'>;

const same = (value: string): Text => ({ zh: value, en: value });

/** Of a round on kiosks and of one on paper alike. */
export function ballotLines(
  round: Round,
  kind: MeetingKind,
  areas: readonly SettingArea[] = ['election', 'conduct'],
): readonly Line[] {
  const [first] = round.contests;
  return [
    ...round.contests.flatMap(contestLines),
    ...(first === undefined || first.kind === 'election'
      ? electionLines(round, kind, areas)
      : formLines(round, first.kind)),
  ];
}

function contestLines(contest: Contest): readonly Line[] {
  if (contest.kind === 'appraisal')
    return [
      {
        label: contest.title,
        value: {
          zh: `民主测评，等次：${contest.grades.map(({ zh }) => zh).join('、')}`,
          en: `appraisal; grades: ${contest.grades.map(({ en }) => en).join(', ')}`,
        },
      },
      { label: { zh: '测评对象', en: 'Appraised' }, value: same(contest.subjects.map(label).join('、')) },
    ];
  if (contest.kind === 'recommendation')
    return [
      {
        label: contest.title,
        value: { zh: `民主推荐，最多 ${contest.limit} 名`, en: `recommendation, up to ${contest.limit}` },
      },
      {
        label: { zh: `可以推荐的人选（${contest.nominees.length} 人）`, en: `Nominees (${contest.nominees.length})` },
        value: same(contest.nominees.map(label).join('、')),
      },
    ];
  const how = CONTEST_KIND_NAME[contest.category];
  return [
    {
      label: contest.title,
      value: { zh: `应选 ${contest.seats} 名（${how.zh}）`, en: `${contest.seats} to be elected (${how.en})` },
    },
    {
      label: { zh: '候选人（按此顺序）', en: 'Candidates, in this order' },
      value: same(contest.candidates.map(label).join('、')),
    },
    {
      label: { zh: '另选他人名单', en: 'Write-in list' },
      value: { zh: `${contest.writeIns.length} 人`, en: amount(contest.writeIns.length, 'person') },
    },
  ];
}

/** Where nobody is elected there is no majority, and no rule of elections to sign for (rules §4.3, §4.4). */
function formLines({ roll, rules, contests }: Round, kind: 'appraisal' | 'recommendation'): readonly Line[] {
  const sentenceOf = (name: SettingName) =>
    settingSentences(rules, ['appraisal']).find(({ setting }) => setting === name);
  const shares = sentenceOf('appraisalDenominator');
  const isDivided = contests.some((contest) => contest.kind === 'appraisal' && contest.dimension !== undefined);
  const places = isDivided ? sentenceOf('appraisalDimensions') : undefined;
  const least = attendanceMinimum(kind, roll.expected, rules);
  return [
    {
      label: { zh: '应到参加人员', en: 'Participants expected' },
      value:
        least === 0
          ? { zh: `${roll.expected} 人，到会人数不作要求`, en: `${roll.expected}; no least number has to be there` }
          : {
              zh: `${roll.expected} 人，至少须到 ${least} 人`,
              en: `${roll.expected}; at least ${least} have to be there`,
            },
    },
    ...(kind === 'appraisal' && shares !== undefined
      ? [{ label: { zh: '百分比', en: 'Shares' }, value: { zh: shares.zh, en: shares.en } }]
      : []),
    ...(places === undefined
      ? []
      : [{ label: { zh: '分项位次', en: 'Places over dimensions' }, value: { zh: places.zh, en: places.en } }]),
  ];
}

function electionLines(round: Round, kind: MeetingKind, areas: readonly SettingArea[]): readonly Line[] {
  const { roll, rules } = round;
  const posts = round.contests.flatMap((contest) => (contest.kind === 'election' ? [contest.post] : []));
  const sentences = settingSentences(rules, areas, wordsOfMeeting(kind, posts));
  return [
    {
      label: { zh: '应到', en: 'Expected' },
      value: {
        zh: `${roll.expected}（党员 ${roll.members} − 预备 ${roll.probationary} − 无选举权 ${roll.withoutRight} − 不计算 ${roll.excluded}）`,
        en: `${roll.expected} (${amount(roll.members, 'member')} − ${roll.probationary} probationary − ${roll.withoutRight} without the right − ${roll.excluded} excluded)`,
      },
    },
    { label: { zh: '计算基数', en: 'Majority base' }, value: baseName(baseOfRound(round), kind) },
    {
      label: { zh: '规则', en: 'Rules' },
      // Every sentence, not only the year: who is elected depends on each of them.
      value: {
        zh: sentences.map(({ zh }) => zh).join(''),
        en: sentences.map(({ en }) => en).join(' '),
      },
    },
  ];
}
