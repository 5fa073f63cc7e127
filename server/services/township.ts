/**
 * The superior committee (镇党委, UX 5.8): which results were reported, what deserves attention, and the signed answer
 * (批复). Committee members are filed; secretary and deputy secretary are approved; either may be returned.
 */
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { drawAnswer } from '../../printables/reports/answer.ts';
import { answeredSheet } from '../../printables/reports/answered-sheet.ts';
import { signPdf } from '../../printables/signing/sign-pdf.ts';
import { advance } from '../../tally/phase.ts';
import { amount } from '../../tally/text/amount.ts';
import { CHECK_TITLES } from '../../tally/verify/check-titles.ts';
import type { Problem } from '../contract/shared.ts';
import type { TownshipMeeting } from '../contract/township.ts';
import type { Database } from '../store/database.ts';
import { loadMeeting, loadMeetings, lockMeeting, type StoredMeeting, setPhase } from '../store/meeting.ts';
import { deleteAnswer, insertAnswer, loadAnswer, type StoredAnswer } from '../store/record-sheet.ts';
import { electedStructure } from './elected-structure.ts';
import { fonts } from './fonts.ts';
import { superiorSheetKey } from './meeting-keys.ts';
import { meetingSummary } from './meeting-summary.ts';
import { loadPlan } from './plan.ts';
import type { RecordLog } from './record-log.ts';
import { countedBy, type RecordState } from './record-state.ts';
import type { RoundResultView, RoundViews } from './round-views.ts';
import { asProblem } from './structure-problem.ts';
import { namesAnotherOffice } from './township-settings.ts';
import type { Verifications } from './verification.ts';

type Decision = StoredAnswer['decision'];
type AnswerText = Pick<StoredAnswer, 'decision' | 'number' | 'reason' | 'signatory'>;
export type AnswerRefusal =
  | 'not-found'
  | 'wrong-phase'
  | 'reason-needed'
  | 'answer-decision-mismatch'
  | 'addressee-other'
  | 'answered-already';

export type Township = {
  readonly list: () => Promise<
    readonly (ReturnType<typeof meetingSummary> & { readonly answered: boolean; readonly attention: number })[]
  >;
  readonly meeting: (id: string) => Promise<Result<TownshipMeeting, 'not-found' | 'wrong-phase'>>;
  readonly answer: (id: string, text: AnswerText) => Promise<Result<true, AnswerRefusal>>;
  readonly answerPdf: (id: string) => Promise<Uint8Array | undefined>;
};

const REPORTED = new Set<StoredMeeting['phase']>(['reported', 'answered']);

/** What the posts of all rounds that are reported together ask for: secretaries may have been elected before the committee. */
function decisionsOf(rounds: readonly Pick<RoundResultView, 'contests'>[]): Decision[] {
  // Forms, too, are put on file: what they say is judged elsewhere.
  const isCommitteeOnly = rounds.every(({ contests }) => contests.every(({ post }) => post === '委员'));
  return [isCommitteeOnly ? 'file' : 'approve', 'return'];
}

export function createTownship(options: {
  readonly db: Database;
  readonly log: RecordLog;
  readonly views: RoundViews;
  readonly verifications: Verifications;
  readonly now: () => Date;
}): Township {
  const { db, log, views, verifications, now } = options;

  async function reported(id: string) {
    const stored = await loadMeeting(db, id);
    if (stored === undefined || !REPORTED.has(stored.phase)) return undefined;
    const state = await log.state(id);
    const result = await views.result(id, stored.currentRound);
    if (result === null) return undefined;
    const earlier: RoundResultView[] = [];
    for (const round of earlierRounds(state, stored.currentRound)) {
      const before = await views.result(id, round);
      if (before !== null) earlier.push(before);
    }
    return { stored, state, result, earlier };
  }

  async function deviations(state: RecordState, results: readonly RoundResultView[], id: string): Promise<Problem[]> {
    const verification = await verifications.run(id);
    const plan = await loadPlan(db, id);
    const failing = verification.checks.filter(({ ok: holds }) => !holds);
    return [
      ...failing.map(({ name, detail }) =>
        problem('stop', `check-${name}`, {
          zh: `核验不通过：${CHECK_TITLES[name].zh}。${detail.zh}`,
          en: `Check failed: ${CHECK_TITLES[name].en}. ${detail.en}`,
        }),
      ),
      ...ceremonyDeviations(state),
      ...(plan === undefined ? [] : electedStructure(plan, state).map(asProblem)),
      ...results.flatMap((result) => [
        ...roundDeviations(state, result).map((one) => (results.length > 1 ? ofRound(result.round, one) : one)),
        ...result.contests.flatMap(contestDeviations),
      ]),
    ];
  }

  return {
    list: async () => {
      const meetings = (await loadMeetings(db)).filter(({ phase }) => REPORTED.has(phase));
      return Promise.all(
        meetings.map(async (stored) => {
          const found = await reported(stored.id);
          const attention =
            found === undefined ? [] : await deviations(found.state, [...found.earlier, found.result], stored.id);
          return { ...meetingSummary(stored), answered: stored.phase === 'answered', attention: attention.length };
        }),
      );
    },

    meeting: async (id) => {
      if ((await loadMeeting(db, id)) === undefined) return err('not-found');
      const found = await reported(id);
      if (found === undefined) return err('wrong-phase');
      const { stored, state, result, earlier } = found;
      const noticed = await deviations(state, [...earlier, result], id);
      const answer = stored.phase === 'answered' ? await loadAnswer(db, id) : undefined;
      const at = `/api/meetings/${id}`;
      const round = stored.currentRound;
      return ok({
        meeting: meetingSummary(stored),
        place: stored.draft.place,
        chair: stored.draft.chair,
        scrutineers: state.meeting?.entry.scrutineers.map(({ name }) => name) ?? [],
        round,
        // The run that gave the deviations is the newest: its checks are shown.
        result: (await views.result(id, round)) ?? result,
        earlier,
        deviations: noticed,
        decisions: decisionsOf([...earlier, result]),
        answer: answer ?? null,
        documents: [
          ...[...earlier, result].map(({ round: of, sheetReady }) => ({
            kind: 'result-sheet' as const,
            title:
              earlier.length === 0
                ? { zh: '计票结果报告单、选举结果报告', en: 'Result sheet and report' }
                : { zh: `第 ${of} 轮 计票结果报告单、选举结果报告`, en: `Round ${of}: result sheet and report` },
            href: `${at}/rounds/${of}/result.pdf`,
            ready: sheetReady,
          })),
          { kind: 'record', title: { zh: '选举档案', en: 'Election record' }, href: `${at}/record.jsonl`, ready: true },
          {
            kind: 'trusted-keys',
            title: { zh: '可信钥匙', en: 'Trusted keys' },
            href: `${at}/trusted-keys.json`,
            ready: true,
          },
          {
            kind: 'answer',
            title: { zh: '批复', en: 'The signed answer' },
            href: `/api/township/meetings/${id}/answer.pdf`,
            ready: answer !== undefined,
          },
        ],
      });
    },

    answer: async (id, text) => {
      const found = await reported(id);
      if (found === undefined) return err((await loadMeeting(db, id)) === undefined ? 'not-found' : 'wrong-phase');
      const { stored, state, result, earlier } = found;
      if (stored.phase === 'answered') return err('answered-already');
      if (!decisionsOf([...earlier, result]).includes(text.decision)) return err('answer-decision-mismatch');
      if (text.decision === 'return' && text.reason === '') return err('reason-needed');
      const round = state.rounds.get(stored.currentRound);
      const entry = round === undefined ? undefined : countedBy(round);
      if (entry === undefined) throw new Error('township: a reported meeting without result');
      const record = await log.file(id);
      const sheetOf = (number: number) => {
        const sheet = answeredSheet(record, number);
        if (!sheet.ok) throw new Error(`township: no sheet of round ${number}: ${sheet.error}`);
        return sheet.value;
      };
      const today = now();
      const date = chineseDay(today);
      const sheet = sheetOf(stored.currentRound);
      if (await namesAnotherOffice(db, sheet.meeting.superior)) return err('addressee-other');
      const key = await superiorSheetKey(db, sheet.meeting.superior, today);
      const pdf = signPdf(
        await drawAnswer(
          {
            ...text,
            date,
            sheet,
            earlier: earlierRounds(state, stored.currentRound).map(sheetOf),
            resultHash: decodeBase64url(entry.hash, 32),
          },
          fonts(),
        ),
        key,
      );
      return db.transaction(async (tx) => {
        const row = await lockMeeting(tx, id);
        if (row === undefined || !advance(row.phase, 'answered').ok) return err('wrong-phase');
        await deleteAnswer(tx, id);
        await insertAnswer(tx, id, { ...text, date, pdf });
        await setPhase(tx, id, 'answered');
        return ok(true);
      });
    },

    answerPdf: async (id) => (await loadAnswer(db, id))?.pdf,
  };
}

/** Rounds that were counted before the reported one, in order. */
const earlierRounds = (state: RecordState, current: number): readonly number[] =>
  [...state.rounds.values()].flatMap((one) => (one.round < current && countedBy(one) !== undefined ? [one.round] : []));

/** The calendar day in China, whatever zone the server's clock is set to. */
export function chineseDay(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

function problem(
  severity: Problem['severity'],
  code: string,
  text: { readonly zh: string; readonly en: string },
  clause: string | null = null,
): Problem {
  return { severity, code, clause, ...text };
}

const ofRound = (round: number, { zh, en, ...rest }: Problem): Problem => ({
  ...rest,
  zh: `第 ${round} 轮：${zh}`,
  en: `Round ${round}: ${en}`,
});

function ceremonyDeviations({ aborts }: RecordState): Problem[] {
  if (aborts.length === 0) return [];
  return [
    problem('notice', 'ceremony-aborted', {
      zh: `密钥仪式重新进行过 ${aborts.length} 次`,
      en: `The key ceremony began again ${amount(aborts.length, 'time')}`,
    }),
  ];
}

function roundDeviations(state: RecordState, result: RoundResultView): Problem[] {
  const { exchanged, missing, unreadable, challenged, issued, recovered, attested } = result;
  const scrutineers = state.meeting?.entry.scrutineers ?? [];
  const silent = scrutineers.map(({ name }) => name).filter((name) => !attested.includes(name));
  const cases: readonly (readonly [boolean, Problem])[] = [
    [
      missing > 0,
      problem('warning', 'cards-missing', {
        zh: `未交回的投票卡 ${missing} 张${unreadable > 0 ? `（含不可读 ${unreadable} 张）` : ''}`,
        en: `${amount(missing, 'card')} missing${unreadable > 0 ? ` (${unreadable} unreadable)` : ''}`,
      }),
    ],
    [
      exchanged > 0,
      problem('notice', 'cards-exchanged', {
        zh: `补换投票卡 ${exchanged} 张`,
        en: `${amount(exchanged, 'card')} exchanged`,
      }),
    ],
    [
      challenged > 0,
      problem('notice', 'challenges', {
        zh: `抽查 ${challenged} 次`,
        en: `${amount(challenged, 'ballot')} challenged`,
      }),
    ],
    [
      recovered < issued,
      problem('notice', 'fewer-recovered', {
        zh: `发出 ${issued} 张，收回 ${recovered} 张`,
        en: `${amount(issued, 'card')} issued, ${amount(recovered, 'ballot')} recovered`,
      }),
    ],
    [
      silent.length > 0,
      problem('warning', 'not-attested', {
        zh: `没有确认结果的监票人：${silent.join('、')}`,
        en: `Scrutineers who did not attest: ${silent.join(', ')}`,
      }),
    ],
  ];
  return cases.flatMap(([holds, one]) => (holds ? [one] : []));
}

function contestDeviations(contest: RoundResultView['contests'][number]): Problem[] {
  const { post, title, baseSensitive, election, tie, unfilled, reduced, notices } = contest;
  const own = notices.map(({ code, clause, zh, en }) =>
    problem(
      code === 'cards-missing-decisive' ? 'warning' : 'notice',
      code,
      { zh: `${post}：${zh}`, en: `${title.en}: ${en}` },
      clause,
    ),
  );
  const has = (code: string) => own.some((one) => one.code === code);
  const added: readonly (readonly [boolean, Problem])[] = [
    [
      baseSensitive,
      problem('warning', 'base-sensitive', {
        zh: `${post}：口径敏感，换用另一计算基数结果不同`,
        en: `${title.en}: the other counting base would give another result`,
      }),
    ],
    [
      election === 'void',
      problem('stop', 'election-void', { zh: `${post}：选举无效`, en: `${title.en}: void election` }),
    ],
    [
      tie !== null,
      problem('warning', 'tie', { zh: `${post}：票数相等，名额未定`, en: `${title.en}: a tie leaves seats open` }),
    ],
    [
      unfilled > 0 && !reduced,
      problem('warning', 'unfilled', {
        zh: `${post}：缺额 ${unfilled} 名`,
        en: `${title.en}: ${amount(unfilled, 'seat')} unfilled`,
      }),
    ],
  ];
  return [...added.flatMap(([holds, one]) => (holds && !has(one.code) ? [one] : [])), ...own];
}
