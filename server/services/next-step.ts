/** The one step that comes next, and what has to happen first: the organizer's primary button. */
import type { MotionSubject } from '../../tally/record/assembly-entries.ts';
import { amount } from '../../tally/text/amount.ts';
import { MOTION_SUBJECT_NAME } from '../../tally/text/assembly-words.ts';
import { LEAST_BALLOTS } from '../../tally/verify/check-round.ts';
import type { OrganizerMeeting } from '../contract/organizer.ts';
import type { Text } from '../contract/text.ts';
import type { Step as CourseStep } from './course.ts';
import type { Plan } from './plan.ts';

export type NextStep = OrganizerMeeting['next'];
type Step = NextStep['step'];

const WORDS = {
  'complete-draft': { zh: '补全筹备内容', en: 'Complete the preparation' },
  'enrol-scrutineers': { zh: '请监票人在自己的设备上登记', en: 'Have the scrutineers enrol on their own devices' },
  seal: { zh: '封存会议', en: 'Seal the meeting' },
  'wait-ceremony': { zh: '监票人进行密钥仪式', en: 'The scrutineers hold the key ceremony' },
  'wait-cards': { zh: '制卡，监票人签名', en: 'Make the cards; the scrutineers sign the list' },
  'seal-round': { zh: '封存本轮', en: 'Seal the round' },
  'choose-paper': {
    zh: '没有密钥仪式，本轮用纸质选票：写明理由',
    en: 'No key ceremony was held: choose paper for this round',
  },
  'plan-paper': {
    zh: '本次会议使用纸质选票：写明理由，交监票人签名，不做密钥仪式',
    en: 'This meeting is held on paper: give the reason for the scrutineers to sign; no key ceremony is held',
  },
  'wait-signatures': { zh: '等待监票人签名', en: 'Wait for the scrutineers to sign' },
  'open-check-in': { zh: '开放签到', en: 'Open check-in' },
  'wait-check-in': { zh: '签到中', en: 'Check-in is running' },
  'open-round': { zh: '开始投票', en: 'Open voting' },
  'wait-voting': { zh: '投票中', en: 'Voting is running' },
  stop: { zh: '截止投票', en: 'Stop voting' },
  'void-left-over': { zh: '剩余投票卡扫描作废', en: 'Scan and void the left-over cards' },
  close: { zh: '清点并核对票数', en: 'Close and check the accounting' },
  'wait-decryption': { zh: '监票人开票', en: 'The scrutineers open the count' },
  'too-few-ballots': { zh: '票数不足，不能开票', en: 'Too few ballots to be opened' },
  'challenge-differs': {
    zh: '抽查不符，不能开票',
    en: 'A challenged ballot did not match: this round cannot be opened',
  },
  'issue-paper': { zh: '发出选票', en: 'Hand out the ballots' },
  'stop-paper': { zh: '截止投票', en: 'Stop voting' },
  'open-box': { zh: '开箱清点', en: 'Open the box and count the ballots' },
  'wait-tellers': { zh: '计票人计票', en: 'The tellers count' },
  'settle-ballots': { zh: '总监票人裁定不一致的选票', en: 'The chief scrutineer settles the ballots' },
  'propose-count': { zh: '两份一致：交监票人签名', en: 'Both agree: have the scrutineers sign' },
  publish: { zh: '公布结果', en: 'Publish the result' },
  report: { zh: '报送上级党组织', en: 'Report to the superior organization' },
  'wait-answer': { zh: '等待批复', en: 'Wait for the answer' },
  derive: { zh: '召开第一次全体会议，选举书记、副书记', en: 'Hold the first plenary to elect the secretaries' },
  reduce: { zh: '大会表决是否减少名额', en: 'The assembly votes on fewer seats' },
  decide: { zh: '报请上级党组织决定', en: 'The superior organization decides' },
  returned: { zh: '上级退回：按批复的意见办理', en: 'Returned by the superior: act on the answer' },
  finished: { zh: '已完成', en: 'Finished' },
} as const satisfies Record<Step, Text>;

export type NextStepInput = Pick<
  OrganizerMeeting,
  'scrutineers' | 'witnesses' | 'machines' | 'proposals' | 'attendance' | 'problems' | 'answer'
> & {
  readonly current: OrganizerMeeting['rounds'][number] | undefined;
  /** The key ceremony was held; after a first round on paper there is none any more (specification §3.2). */
  readonly hasKeys: boolean;
  /** What the assembly has not voted on yet, and without which no ballot is handed out. */
  readonly missingMotions: readonly MotionSubject[];
  /** What can follow from the results, the proposed step first. */
  readonly following: readonly Pick<CourseStep, 'kind' | 'words' | 'matter'>[];
};

export function nextStep({ meeting }: Plan, input: NextStepInput): NextStep {
  const least = Math.max(meeting.draft.minimumBallots, LEAST_BALLOTS[meeting.kind]);
  const isPaperPlanned = meeting.draft.onPaper === true;
  const [step, blockedBy] = stepOf(meeting.phase, { ...input, least, isPaperPlanned });
  const isOfCourse = step === 'derive' || step === 'reduce' || step === 'decide';
  const words = (isOfCourse ? input.following[0]?.words : undefined) ?? WORDS[step];
  return { step, ready: blockedBy.length === 0, ...words, blockedBy: [...blockedBy] };
}

type Judged = readonly [Step, readonly Text[]];

/** `least`: fewer ballots are never opened, because they could tell what somebody chose (specification §8.2 c). */
function stepOf(
  phase: OrganizerMeeting['phase'],
  { least, isPaperPlanned, ...input }: NextStepInput & { readonly least: number; readonly isPaperPlanned: boolean },
): Judged {
  const { proposals, attendance, current } = input;
  if (proposals.length > 0 && phase !== 'voting') return ['wait-signatures', proposals.map(waitingFor)];
  if (current?.paperWork != null) {
    const step = paperStep(phase, input, current.paperWork.contests);
    if (step !== undefined) return step;
  }
  switch (phase) {
    case 'draft':
      return draftStep(input);
    case 'ceremony':
      // A device that has begun the ceremony loses nothing: its keys are used for no round.
      if (isPaperPlanned) return ['plan-paper', []];
      return ['wait-ceremony', notYet(input, ({ rehearsed }) => rehearsed)];
    case 'cards':
      return cardsStep(input);
    case 'sealed':
      return ['open-check-in', []];
    case 'check-in':
      return attendance.open ? ['wait-check-in', []] : ['open-round', openingBlocks(input)];
    case 'voting':
    case 'paused':
      return [
        current !== undefined && current.box.cast >= current.box.issued ? 'stop' : 'wait-voting',
        tooFew(input, least, {
          zh: '现在截止就不能开票。',
          en: 'If voting stops now, they cannot be opened.',
        }),
      ];
    case 'stopped':
      return hasUnscannedCards(current) ? ['void-left-over', []] : ['close', []];
    case 'closed':
    case 'counting':
      if (current?.result == null && current?.paper == null) {
        const short = tooFew(input, least, {
          zh: '为保护秘密，不能开票；请在会场页改用纸质，或另开一次会。',
          en: 'To protect secrecy they are not opened: go on with paper on the hall page, or hold another meeting.',
        });
        if (short.length > 0) return ['too-few-ballots', short];
        if ((current?.box.differing ?? 0) > 0) return ['challenge-differs', [CHEATED]];
      }
      return current?.result === null || current === undefined
        ? ['wait-decryption', [...awaited(input), ...notYet(input, ({ decrypted }) => decrypted)].slice(0, 1)]
        : isEligibilityOpen(input)
          ? ['decide', []]
          : ['publish', notYet(input, ({ attested }) => attested)];
    case 'published':
      // Every ballot of the same assembly comes first: their results are reported together.
      return [stepOfCourse(input) ?? 'report', []];
    case 'reported':
      return ['wait-answer', []];
    case 'answered':
      // What the superior has returned is no result to build on.
      if (input.answer?.decision === 'return') return ['returned', []];
      return [input.following[0]?.kind === 'plenary' ? 'derive' : 'finished', []];
  }
}

/** No device gives its share (specification §8.2). */
const CHEATED: Text = {
  zh: '有抽查与所选不符，说明有投票机作弊；请在会场页改用纸质，或另开一次会。',
  en: 'A challenged ballot did not match, so a kiosk cheats: go on with paper on the hall page, or hold another meeting.',
};

function tooFew({ current }: NextStepInput, least: number, so: Text): readonly Text[] {
  const cast = current?.box.cast ?? 0;
  if (current === undefined || cast >= least) return [];
  return [
    {
      zh: `已投 ${cast} 张，少于最少的 ${least} 张。${so.zh}`,
      en: `${cast} cast, fewer than the least number of ${least}. ${so.en}`,
    },
  ];
}

/** Nothing is announced before the eligibility of who was written in is confirmed (rules §5.2 W14). */
const isEligibilityOpen = ({ following }: NextStepInput): boolean => following[0]?.matter === 'eligibility';

/** What the last result asks for in the same meeting; undefined where it is complete. */
function stepOfCourse({ following }: NextStepInput): Step | undefined {
  switch (following[0]?.kind) {
    case undefined:
    case 'plenary':
      return undefined;
    case 'decision':
      return 'decide';
    case 'reduction':
      return 'reduce';
    default:
      return 'derive';
  }
}

/** Cards that nobody drew and nobody has scanned yet (specification §5 b). */
function hasUnscannedCards(current: NextStepInput['current']): boolean {
  const counts = current?.handCounts ?? current?.handCountsProposed;
  if (current === undefined || counts == null) return false;
  return counts.received + counts.exchanged + current.box.voids.unissued < current.cardsMade;
}

type PaperContests = NonNullable<NonNullable<NextStepInput['current']>['paperWork']>['contests'];

/** On paper, from the handing out of the ballots to the signed count (rules §5.1). */
function paperStep(
  phase: OrganizerMeeting['phase'],
  input: NextStepInput,
  contests: PaperContests,
): Judged | undefined {
  const { attendance, current } = input;
  switch (phase) {
    case 'check-in':
      if (attendance.open) return ['wait-check-in', []];
      return ['issue-paper', [...(attendance.quorate ? [] : [shortOfQuorum(attendance)]), ...notVotedOn(input)]];
    case 'voting':
      return ['stop-paper', []];
    case 'stopped':
      return ['open-box', []];
    case 'counting': {
      if (current?.result != null) return [isEligibilityOpen(input) ? 'decide' : 'publish', []];
      const counted = contests.filter((one) => one.counted);
      if (counted.some((one) => !one.complete)) return ['wait-tellers', []];
      return [counted.some((one) => !one.agreed) ? 'settle-ballots' : 'propose-count', []];
    }
    default:
      return undefined;
  }
}

const shortOfQuorum = ({ present, quorumMinimum, missing }: NextStepInput['attendance']): Text => ({
  zh: `实到 ${present} 人，至少须到 ${quorumMinimum} 人，还差 ${missing} 人。`,
  en: `${present} present, ${quorumMinimum} needed: ${missing} short.`,
});

function draftStep({ problems }: NextStepInput): Judged {
  const stops = problems.filter(({ severity }) => severity === 'stop');
  const others = stops.filter(({ code }) => code !== 'scrutineers-not-enrolled');
  if (others.length > 0) return ['complete-draft', others];
  return stops.length > 0 ? ['enrol-scrutineers', stops] : ['seal', []];
}

function cardsStep({ current, problems, hasKeys }: NextStepInput): Judged {
  const stops = problems.filter(({ severity }) => severity === 'stop');
  if (stops.length > 0) return ['complete-draft', stops];
  if (!hasKeys) return ['choose-paper', []];
  return current?.tokens === 'signed' ? ['seal-round', []] : ['wait-cards', []];
}

function openingBlocks(input: NextStepInput): Text[] {
  const { attendance, machines } = input;
  const blocks: Text[] = [...awaited(input)];
  if (!attendance.quorate) {
    blocks.push(shortOfQuorum(attendance));
  }
  if (!machines.some(({ role, paired, calibrated }) => role === 'kiosk' && paired && calibrated)) {
    blocks.push({ zh: '还没有校准好的投票机。', en: 'No calibrated kiosk is ready.' });
  }
  const crooked = machines.filter(({ role, paired, calibrated }) => role === 'kiosk' && paired && !calibrated);
  if (crooked.length > 0) {
    const names = crooked.map(({ name }) => name);
    blocks.push({
      zh: `屏幕还没有用银行卡校准：${names.join('、')}。请校准，或取消这台设备。`,
      en: `Screens not calibrated with a bank card: ${names.join(', ')}. Calibrate them, or remove those machines.`,
    });
  }
  return [...blocks, ...notVotedOn(input)];
}

/** The votes of the assembly that come before the first ballot (rules §3, §4.1). */
const notVotedOn = ({ missingMotions }: NextStepInput): Text[] =>
  missingMotions.map((subject) => ({
    zh: `大会还没有表决：${MOTION_SUBJECT_NAME[subject].zh}`,
    en: `Not voted on yet: ${MOTION_SUBJECT_NAME[subject].en}`,
  }));

function awaited({ witnesses }: NextStepInput): Text[] {
  const names = witnesses.filter((one) => one.awaited).map(({ name }) => name);
  return names.length === 0
    ? []
    : [{ zh: `等待见证方联署档案：${names.join('、')}`, en: `Waiting for witnesses to cosign: ${names.join(', ')}` }];
}

function notYet(
  { scrutineers }: NextStepInput,
  isDone: (one: NextStepInput['scrutineers']['members'][number]) => boolean,
): Text[] {
  const waiting = scrutineers.members.filter((one) => !isDone(one)).map(({ name }) => name);
  return waiting.length === 0 ? [] : [{ zh: `等待：${waiting.join('、')}`, en: `Waiting for ${waiting.join(', ')}` }];
}

function waitingFor({ title, signed, needed }: OrganizerMeeting['proposals'][number]): Text {
  return {
    zh: `${title.zh}：已签 ${signed.length}，共需 ${needed}`,
    en: `${title.en}: ${signed.length} of ${amount(needed, 'signature')}`,
  };
}
