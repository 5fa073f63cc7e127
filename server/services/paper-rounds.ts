/**
 * A round on paper from its choice to its signed count (specification §14; rules §5.1 steps 4–11). The numbers of the box are
 * typed by people who counted by hand; what the ballots say comes from two tellers (paper-tellers.ts). Nothing is counted of a
 * void election, and no count exists before both tellers agree.
 */
import { err, ok, type Result } from '../../crypto/result.ts';
import { isAttended } from '../../tally/meeting/attendance-gate.ts';
import { leftOut } from '../../tally/meeting/readmission.ts';
import { paperSums } from '../../tally/paper/paper-outcome.ts';
import { settledTally } from '../../tally/paper/paper-reading.ts';
import { isCountedBox, type PaperRound, paperCountOf } from '../../tally/paper/paper-round.ts';
import { areListsOfOneForm, areOneHeap, declaredInvalid, LEAST_FORMS } from '../../tally/paper/paper-tally.ts';
import type { OpenBallot } from '../../tally/paper/settled-sheet.ts';
import type { Unsigned } from '../../tally/record/entry.ts';
import { isElectionMeeting } from '../../tally/record/meeting-entry.ts';
import type { PaperBox, PaperCountEntry, PaperRoundEntry, PaperTally } from '../../tally/record/paper-entries.ts';
import { lostMotionOf, missingMotionsOf } from '../../tally/rules/motion.ts';
import { completeRules } from '../../tally/rules/settings.ts';
import { amount } from '../../tally/text/amount.ts';
import type { Database } from '../store/database.ts';
import { lockMeeting } from '../store/meeting.ts';
import { loadBoxes, loadReadings, loadSettlements, replaceBoxes, type StoredBox } from '../store/paper.ts';
import { loadCollecting } from '../store/record-proposal.ts';
import type { CheckIn } from './check-in.ts';
import { loadPlan } from './plan.ts';
import { movePhase, type Proposals } from './proposals.ts';
import type { RecordLog } from './record-log.ts';
import type { RecordState, RoundState } from './record-state.ts';
import { type IncompleteDraft, roundContent } from './round-content.ts';

export type IssuedBallots = Pick<PaperBox, 'printed' | 'issued' | 'remaining'>;
export type OpenedBox = Pick<PaperBox, 'voters' | 'recovered'>;

export type PaperProblem = { readonly code: 'paper-numbers'; readonly detail: readonly { zh: string; en: string }[] };
type Proposed = { readonly proposal: string };

export type PaperRounds = {
  /** Paper from the start: the scrutineers sign what the round is about; no key and no card is needed. */
  readonly proposeRound: (
    meeting: string,
    round: number,
    reason: string,
  ) => Promise<Result<Proposed, 'wrong-phase' | 'proposal-pending' | IncompleteDraft>>;
  /** Ballots are handed out: the quorum is tested once more, and Y and S are what they are now. */
  readonly issue: (
    meeting: string,
    round: number,
    boxes: readonly IssuedBallots[],
  ) => Promise<
    Result<true, 'wrong-phase' | 'desk-open' | 'not-quorate' | 'motion-lost' | 'motion-missing' | PaperProblem>
  >;
  readonly stop: (meeting: string, round: number) => Promise<Result<true, 'wrong-phase'>>;
  /** The box was opened: V and C of each contest. */
  readonly openBox: (
    meeting: string,
    round: number,
    boxes: readonly OpenedBox[],
  ) => Promise<Result<true, 'wrong-phase' | PaperProblem>>;
  readonly proposeCount: (
    meeting: string,
    round: number,
  ) => Promise<
    Result<Proposed, 'wrong-phase' | 'proposal-pending' | 'tellers-not-done' | 'tellers-differ' | PaperProblem>
  >;
  readonly work: (meeting: string, round: number) => Promise<PaperWork | null>;
};

/** How far the counting of one contest is; `open` are ballots that the chief scrutineer has to look at. */
export type ContestWork = {
  readonly box: StoredBox;
  /** True: quorate and within the limit, so it is counted. */
  readonly counted: boolean;
  readonly sheets: readonly [number, number];
  readonly complete: boolean;
  readonly open: readonly OpenBallot[];
  readonly tally: PaperTally | null;
};
export type PaperWork = { readonly contests: readonly ContestWork[] };

/** What the round is about, if it is on paper. */
export function paperRoundOf(
  round: RoundState | undefined,
): { readonly entry: PaperRound; readonly ctx: string } | undefined {
  if (round?.paperRound !== undefined) return { entry: round.paperRound.entry, ctx: round.paperRound.hash };
  if (round?.paper === undefined || round.sealed === undefined) return undefined;
  return { entry: round.sealed.entry, ctx: round.sealed.hash };
}

const problem = (...detail: readonly { readonly zh: string; readonly en: string }[]): PaperProblem => ({
  code: 'paper-numbers',
  detail: detail.map(({ zh, en }) => ({ zh, en })),
});

const holdsAllLists = ({ contests }: PaperRound): boolean => contests.every(({ kind }) => kind !== 'election');
const ONE_FORM = {
  zh: '一张表上有全部名单，张数必须相同。',
  en: 'One form holds every list: their numbers must be equal.',
};

export function createPaperRounds(options: {
  readonly db: Database;
  readonly log: RecordLog;
  readonly proposals: Proposals;
  readonly checkIn: Pick<CheckIn, 'attendance'>;
}): PaperRounds {
  const { db, log, proposals, checkIn } = options;

  async function contestWork(
    from: Database,
    meeting: string,
    state: RecordState,
    round: number,
    paper: PaperRound,
    box: StoredBox,
  ): Promise<ContestWork> {
    const of = { meeting, round, contest: box.contest };
    const readings = await loadReadings(from, of);
    const sheet = (seat: number) => readings.filter((one) => one.seat === seat).map(({ reading }) => reading);
    const [first, second] = [sheet(1), sheet(2)];
    const contest = paper.contests[box.contest];
    const { voters, recovered } = box;
    const kind = state.meeting?.entry.kind ?? 'assembly';
    const counted =
      voters !== null && recovered !== null && isCountedBox(box, { ...box, voters, recovered }, paper.rules, kind);
    const complete = counted && first.length === recovered && second.length === recovered;
    const base = { box, counted, sheets: [first.length, second.length] as const, complete };
    if (!complete || contest === undefined) return { ...base, open: [], tally: null };
    const settlements = (await loadSettlements(from, of)).map(({ number, reading }) => ({
      ballot: number - 1,
      as: reading,
    }));
    const settled = settledTally(contest, first, second, settlements, completeRules(paper.rules).paper);
    return settled.ok ? { ...base, open: [], tally: settled.value } : { ...base, open: settled.error, tally: null };
  }

  async function workOf(from: Database, meeting: string, state: RecordState, round: number): Promise<PaperWork | null> {
    const paper = paperRoundOf(state.rounds.get(round));
    if (paper === undefined) return null;
    const contests: ContestWork[] = [];
    for (const box of await loadBoxes(from, meeting, round))
      contests.push(await contestWork(from, meeting, state, round, paper.entry, box));
    return { contests };
  }

  return {
    proposeRound: (meeting, round, reason) =>
      log.write(meeting, async (writer) => {
        const { tx, state } = writer;
        const phase = (await lockMeeting(tx, meeting))?.phase;
        if (phase !== 'ceremony' && phase !== 'cards') return err('wrong-phase');
        if ((await loadCollecting(tx, meeting)).some(({ kind }) => kind === 'round' || kind === 'paper-round'))
          return err('proposal-pending');
        const plan = await loadPlan(tx, meeting);
        if (plan === undefined || state.meeting === undefined) return err('wrong-phase');
        const content = roundContent(plan, 'paper');
        if (!content.ok) return content;
        const entry: Unsigned<PaperRoundEntry> = {
          type: 'paper-round',
          version: 1,
          meeting: state.meeting.hash,
          round,
          previousResult: previousResultOf(state),
          contests: [...content.value.contests],
          roll: content.value.roll,
          rules: content.value.rules,
          reason,
        };
        return ok({ proposal: (await proposals.propose(writer, meeting, round, entry)).id });
      }),

    issue: (meeting, round, boxes) =>
      log.write(meeting, async ({ tx, state }) => {
        const row = await lockMeeting(tx, meeting);
        const paper = paperRoundOf(state.rounds.get(round));
        const plan = await loadPlan(tx, meeting);
        if (row?.phase !== 'check-in' || paper === undefined || plan === undefined) return err('wrong-phase');
        if (row.deskOpen) return err('desk-open');
        const { expected, present } = await checkIn.attendance(plan, tx);
        const { roll, rules } = paper.entry;
        if (!isAttended(row.kind, { expected, present }, rules)) return err('not-quorate');
        const motions = state.motions.map(({ entry }) => entry);
        const opening = { rules, leftOut: leftOut(expected, roll) };
        if (lostMotionOf(motions, opening) !== undefined) return err('motion-lost');
        if (isElectionMeeting(row.kind) && missingMotionsOf(motions, opening).length > 0) return err('motion-missing');
        const found = boxes.flatMap((box) => [
          ...paperSums(box, { recovered: 0, valid: 0, invalid: 0 }),
          ...(box.issued > present
            ? [
                {
                  zh: `发出 ${box.issued} 张，多于实到 ${present} 人。`,
                  en: `${amount(box.issued, 'ballot issued is', 'ballots issued are')} more than the ${present} present.`,
                },
              ]
            : []),
        ]);
        if (boxes.length !== paper.entry.contests.length)
          found.push({ zh: '每种选票都要填写。', en: 'Every kind of ballot needs its numbers.' });
        if (holdsAllLists(paper.entry) && !areOneHeap(boxes)) found.push(ONE_FORM);
        if (found.length > 0) return err(problem(...found));
        await replaceBoxes(
          tx,
          meeting,
          round,
          boxes.map((box, contest) => ({
            meeting,
            round,
            contest,
            expected,
            present,
            ...box,
            voters: null,
            recovered: null,
          })),
        );
        await movePhase(tx, meeting, 'voting');
        return ok(true);
      }),

    stop: (meeting, round) =>
      log.write(meeting, async ({ tx, state }) => {
        const row = await lockMeeting(tx, meeting);
        if (row?.phase !== 'voting' || paperRoundOf(state.rounds.get(round)) === undefined) return err('wrong-phase');
        await movePhase(tx, meeting, 'stopped');
        return ok(true);
      }),

    openBox: (meeting, round, boxes) =>
      log.write(meeting, async ({ tx, state }) => {
        const row = await lockMeeting(tx, meeting);
        const paper = paperRoundOf(state.rounds.get(round));
        const isOpen = row?.phase === 'stopped' || row?.phase === 'counting';
        if (!isOpen || paper === undefined || state.rounds.get(round)?.paperCount !== undefined)
          return err('wrong-phase');
        const stored = await loadBoxes(tx, meeting, round);
        const found = boxes.flatMap(({ voters }, i) =>
          voters > (stored[i]?.issued ?? 0)
            ? [
                {
                  zh: `投票 ${voters} 人，多于发出 ${stored[i]?.issued ?? 0} 张。`,
                  en: `${amount(voters, 'voter is', 'voters are')} more than the ${amount(stored[i]?.issued ?? 0, 'ballot')} issued.`,
                },
              ]
            : [],
        );
        if (boxes.length !== stored.length)
          found.push({ zh: '每种选票都要填写。', en: 'Every kind of ballot needs its numbers.' });
        if (holdsAllLists(paper.entry)) {
          if (!areOneHeap(boxes.map((box, i) => ({ ...(stored[i] as StoredBox), ...box })))) found.push(ONE_FORM);
          const [{ recovered = 0 } = {}] = boxes;
          if (recovered < LEAST_FORMS)
            found.push({
              zh: `收回 ${recovered} 张，不足 ${LEAST_FORMS} 张：会看出谁怎么填写，不汇总。`,
              en: `${amount(recovered, 'form is', 'forms are')} fewer than ${LEAST_FORMS}: they would show who filled in what, so nothing is counted.`,
            });
        }
        if (found.length > 0) return err(problem(...found));
        await replaceBoxes(
          tx,
          meeting,
          round,
          stored.map((box, i) => ({
            ...box,
            voters: boxes[i]?.voters ?? null,
            recovered: boxes[i]?.recovered ?? null,
          })),
        );
        if (row.phase === 'stopped') await movePhase(tx, meeting, 'counting', { onPaper: true });
        return ok(true);
      }),

    proposeCount: (meeting, round) =>
      log.write(meeting, async (writer) => {
        const { tx, state } = writer;
        const logged = state.rounds.get(round);
        const paper = paperRoundOf(logged);
        const row = await lockMeeting(tx, meeting);
        if (row?.phase !== 'counting' || paper === undefined || logged?.paperCount !== undefined)
          return err('wrong-phase');
        if (state.meeting === undefined) return err('wrong-phase');
        if ((await loadCollecting(tx, meeting)).length > 0) return err('proposal-pending');
        const work = await workOf(tx, meeting, state, round);
        if (work === null || work.contests.length === 0) return err('wrong-phase');
        if (work.contests.some(({ counted, complete }) => counted && !complete)) return err('tellers-not-done');
        if (work.contests.some(({ open }) => open.length > 0)) return err('tellers-differ');
        const boxes = work.contests.map(({ box, counted, tally }): PaperBox => {
          const { printed, issued, remaining, voters, recovered } = box;
          return {
            printed,
            issued,
            remaining,
            voters: voters ?? 0,
            recovered: recovered ?? 0,
            tally: counted ? tally : null,
          };
        });
        const fewest = Math.min(...boxes.flatMap(({ tally }) => tally?.valid ?? []));
        if (holdsAllLists(paper.entry) && fewest < LEAST_FORMS)
          return err(
            problem({
              zh: `有效的 ${fewest} 张，不足 ${LEAST_FORMS} 张：会看出谁怎么填写，不汇总。`,
              en: `${amount(fewest, 'valid form is', 'valid forms are')} fewer than ${LEAST_FORMS}: they would show who filled in what, so nothing is counted.`,
            }),
          );
        const declared = declaredInvalid(boxes.map(({ tally }) => tally));
        if (holdsAllLists(paper.entry) && !areListsOfOneForm(boxes))
          return err(
            problem({
              zh: `认定无效的整张表在各份名单里不一样多：${declared.join('、')} 张。`,
              en: `The lists differ in how many whole forms are invalid: ${declared.join(', ')}.`,
            }),
          );
        const [{ expected = 0, present = 0 } = {}] = work.contests.map(({ box }) => box);
        const counted = paperCountOf(state.meeting.entry, paper.entry, { expected, present }, boxes);
        if (!counted.ok) return err(problem(...counted.error));
        const entry: Unsigned<PaperCountEntry> = { ...counted.value, ctx: paper.ctx };
        return ok({ proposal: (await proposals.propose(writer, meeting, round, entry)).id });
      }),

    work: async (meeting, round) => workOf(db, meeting, await log.state(meeting), round),
  };
}

/** Hash of what the last counted round ended with. */
export function previousResultOf(state: RecordState): string | null {
  const counted = [...state.rounds.values()].flatMap(({ result, paperCount }) => paperCount ?? result ?? []);
  return counted.at(-1)?.hash ?? null;
}
