/**
 * What a scrutineer's device shows and where it should look next. The device decides everything that matters from the
 * record it downloads and verifies itself; nothing here is taken on trust.
 */
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { scrutineerAuthor } from '../../tally/record/authors.ts';
import type { Text } from '../../tally/text/text.ts';
import type { ScrutineerState, ScrutineerTask } from '../contract/scrutineer.ts';
import type { Database } from '../store/database.ts';
import type { Acceptances } from './acceptances.ts';
import type { CardExchanges } from './card-exchanges.ts';
import type { CheckIn } from './check-in.ts';
import type { Cosigning } from './cosigning.ts';
import type { KeyCeremony } from './key-ceremony.ts';
import { meetingSummary } from './meeting-summary.ts';
import type { PaperRounds } from './paper-rounds.ts';
import { contestsOf, loadPlan, type Plan } from './plan.ts';
import type { RecordLog } from './record-log.ts';
import { ceremonyStep, type RecordState, scrutineersOf } from './record-state.ts';
import type { RoundViews } from './round-views.ts';
import type { StaffNeededNow } from './staff-needed.ts';

export type ScrutineerStates = {
  readonly state: (meeting: string, index: number) => Promise<Result<ScrutineerState, 'not-found'>>;
};

const TASK_TEXT = {
  enrol: { zh: '请在这台设备上登记', en: 'Enrol on this device' },
  'wait-seal': { zh: '已登记，等待会议封存', en: 'Enrolled; waiting for the sealing' },
  commit: { zh: '生成密钥，提交承诺', en: 'Make the keys and commit to them' },
  'wait-commitments': { zh: '等待其他监票人提交承诺', en: 'Waiting for the other commitments' },
  reveal: { zh: '公开密钥包', en: 'Open the key package' },
  'wait-packages': { zh: '等待其他监票人公开密钥包', en: 'Waiting for the other packages' },
  'compare-digits': {
    zh: '核对数字：各人从自己的屏幕读出',
    en: 'Compare the digits: each reads from their own screen',
  },
  'wait-shares': { zh: '等待其他监票人的份额', en: 'Waiting for the shares of the others' },
  'confirm-key': { zh: '确认联合密钥', en: 'Confirm the joint key' },
  rehearse: { zh: '试开', en: 'Rehearse the opening' },
  'wait-rehearsal': { zh: '等待其他监票人', en: 'Waiting for the others' },
  sign: { zh: '有文件等待您签名', en: 'A document waits for your signature' },
  'audit-cards': { zh: '抽验投票卡', en: 'Audit opened cards' },
  wait: { zh: '现在没有要做的事', en: 'Nothing to do now' },
  'void-left-over': { zh: '剩余的投票卡扫描作废', en: 'Scan and void the left-over cards' },
  decrypt: { zh: '开票：核验档案，交出部分解密', en: 'Open the count: verify the record, give your part' },
  'wait-decryption': { zh: '等待其他监票人开票', en: 'Waiting for the other scrutineers' },
  settle: { zh: '裁定两名计票人不一致的选票', en: 'Settle the ballots the tellers read differently' },
  'wait-tellers': { zh: '等待计票人计票', en: 'Wait for the tellers to count' },
  attest: { zh: '核对结果并签名确认', en: 'Check the result and attest it' },
  finished: { zh: '已全部完成', en: 'All done' },
} as const satisfies Record<ScrutineerTask, Text>;

export function createScrutineerStates(options: {
  readonly db: Database;
  readonly log: RecordLog;
  readonly views: RoundViews;
  readonly checkIn: CheckIn;
  readonly ceremony: KeyCeremony;
  readonly cosigning: Cosigning;
  readonly acceptances: Acceptances;
  readonly exchanges: CardExchanges;
  readonly papers: PaperRounds;
  readonly staffNeeded: StaffNeededNow;
}): ScrutineerStates {
  const { db, log, views, checkIn, ceremony, cosigning, acceptances, exchanges, papers, staffNeeded } = options;

  async function roundView(plan: Plan, state: RecordState): Promise<ScrutineerState['round']> {
    const { id, currentRound, phase } = plan.meeting;
    if (phase === 'draft' || phase === 'ceremony') return null;
    const logged = state.rounds.get(currentRound);
    const attendance = await checkIn.attendance(plan);
    const box = await views.ballotBox(id, currentRound, attendance.cardsHandedOut - attendance.cardsHandedBack);
    const work = await papers.work(id, currentRound);
    const sealed = (logged?.sealed ?? logged?.paperRound)?.entry.contests;
    return {
      round: currentRound,
      contests: [...(sealed ?? contestsOf(plan, currentRound))],
      ctx: (logged?.paperRound ?? logged?.sealed)?.hash ?? null,
      cardsMade: box.cardsMade,
      box,
      audits: await views.audits(id, currentRound),
      exchanges: await exchanges.ofRound(id, currentRound),
      kiosksAwaited: (await acceptances.overdueKiosks(id)).map(({ name }) => name),
      handCounts: await views.handCounts(id, currentRound),
      accounting: await views.accounting(id, currentRound),
      decrypted: [...(logged?.partials.keys() ?? [])].toSorted((a, b) => a - b),
      attested: [...(logged?.attestations.keys() ?? [])].toSorted((a, b) => a - b),
      onPaper: work !== null,
      doubtful: work?.contests.reduce((sum, one) => sum + (one.complete ? one.open.length : 0), 0) ?? 0,
      result: await views.result(id, currentRound),
    };
  }

  return {
    state: async (meeting, index) => {
      const plan = await loadPlan(db, meeting);
      const own = plan?.scrutineers.find((one) => one.index === index);
      if (plan === undefined || own === undefined) return err('not-found');
      const state = await log.state(meeting);
      const [colleagues, proposals, messages, sent, head, round] = await Promise.all([
        views.progress(meeting, plan.meeting.currentRound),
        views.proposals(meeting),
        ceremony.fetch(meeting, index),
        ceremony.hasSent(meeting, index),
        cosigning.headFor(meeting, index),
        roundView(plan, state),
      ]);
      const author = scrutineerAuthor(index);
      const mine = proposals.map((proposal) => ({
        ...proposal,
        signedByMe: proposal.signed.some((one) => one.author === author),
      }));
      const task = taskOf({
        phase: plan.meeting.phase,
        index,
        enrolled: own.signKey !== null,
        state,
        round,
        shares: { sent, received: messages.length },
        toSign: mine.filter(({ signedByMe }) => !signedByMe).map(({ kind }) => kind),
      });
      return ok({
        meeting: meetingSummary(plan.meeting),
        index,
        name: own.name,
        enrolled: own.signKey !== null,
        keys:
          own.signKey === null || own.cosignKey === null ? null : { signKey: own.signKey, cosignKey: own.cosignKey },
        colleagues: [...colleagues],
        staffNeeded: await staffNeeded(meeting, plan.meeting.phase),
        threshold: plan.meeting.threshold,
        task,
        taskText: TASK_TEXT[task],
        ceremony: await views.ceremony(meeting),
        messages: messages.length,
        proposals: mine,
        head:
          head === undefined
            ? null
            : { size: head.size, root: encodeBase64url(head.root), cosignedByMe: head.cosignedByMe },
        round,
      });
    },
  };
}

type TaskInput = {
  readonly phase: Plan['meeting']['phase'];
  readonly index: number;
  readonly enrolled: boolean;
  readonly state: RecordState;
  readonly round: ScrutineerState['round'];
  readonly shares: { readonly sent: boolean; readonly received: number };
  readonly toSign: readonly string[];
};

function taskOf(input: TaskInput): ScrutineerTask {
  const { phase, enrolled, toSign, round } = input;
  if (!enrolled) return 'enrol';
  if (phase === 'draft') return 'wait-seal';
  if (phase === 'ceremony') return toSign.includes('paper-round') ? 'sign' : ceremonyTask(input);
  if (toSign.includes('tokens') && round !== null && round.audits.done < round.audits.advised) return 'audit-cards';
  if (toSign.length > 0) return 'sign';
  if (round?.onPaper === true && (phase === 'stopped' || phase === 'counting')) return paperTask(input);
  switch (phase) {
    case 'stopped':
      return 'void-left-over';
    case 'counting':
      return countTask(input);
    case 'published':
    case 'reported':
    case 'answered':
      return 'finished';
    default:
      return 'wait';
  }
}

/** Nothing is voided and nothing decrypted on paper. */
function paperTask({ phase, index, round }: TaskInput): ScrutineerTask {
  if (round === null || phase === 'stopped') return 'wait';
  if (round.result !== null) return 'finished';
  return index === 1 && round.doubtful > 0 ? 'settle' : 'wait-tellers';
}

function ceremonyTask({ state, index, shares }: TaskInput): ScrutineerTask {
  const { commits, reveals, confirms, rehearsals } = state.ceremony;
  switch (ceremonyStep(state)) {
    case 'commit':
      return commits.has(index) ? 'wait-commitments' : 'commit';
    case 'reveal':
      return reveals.has(index) ? 'wait-packages' : 'reveal';
    case 'digits':
      if (confirms.has(index)) return 'wait-rehearsal';
      if (!shares.sent && scrutineersOf(state).n > 1) return 'compare-digits';
      return shares.received === scrutineersOf(state).n - 1 ? 'confirm-key' : 'wait-shares';
    case 'rehearsal':
      return rehearsals.has(index) ? 'wait-rehearsal' : 'rehearse';
    case 'done':
      return 'wait';
  }
}

function countTask({ state, index, round }: TaskInput): ScrutineerTask {
  if (round === null) return 'wait';
  if (round.result !== null) return round.attested.includes(index) ? 'finished' : 'attest';
  const isEnough = round.decrypted.length >= scrutineersOf(state).t;
  return round.decrypted.includes(index) || isEnough ? 'wait-decryption' : 'decrypt';
}
