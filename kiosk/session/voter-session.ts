/**
 * One voter at the kiosk, from the card to the receipt (UX 5.3, specification §7). Owns the marks and what is shown; the
 * worker owns the secrets. Everything is in memory and ends with the session.
 *
 * Rules kept here: V3 shows a code only after the server's signature over the pending ballot was verified; V4 only after
 * its signature over the acceptance; a repeated request is the same request; a session that is over changes nothing.
 */
import { batch, createSignal } from 'solid-js';
import { err, type Result } from '../../crypto/result.ts';
import type { Refusal, RefusalCode } from '../../server/contract/refusals.ts';
import { setCounters } from '../../tally/challenge/opened-marks.ts';
import type { ContestMarks } from '../../tally/marks/ballot-marks.ts';
import { blankMarks } from '../../tally/marks/ballot-marks.ts';
import type { MeetingEntry } from '../../tally/record/meeting-entry.ts';
import type { RoundEntry } from '../../tally/record/round-entries.ts';
import type { Acceptance } from '../../tally/roles/voter.ts';
import type { Chime } from '../devices/chimes.ts';
import { createIdleTimer } from './idle.ts';
import type { VoterDevice } from './voter-device.ts';
import type { MadeBallot, OpenedRound, ReadCard, RoundRefusal, VoterSteps } from './voter-steps.ts';

/** Why a card starts no session; each has its own sentence (UX 6.20). */
export type CardProblem =
  | 'cast'
  | 'challenged'
  | 'void'
  | 'unknown'
  | 'other-round'
  | 'test-run-card'
  | 'real-card'
  | 'unreadable'
  | 'voting-closed';

/** Faults of the machine or the server: the voter keeps the card, staff are needed. */
export type Fault =
  | 'pending-signature'
  | 'accepted-signature'
  | 'challenged-signature'
  | 'ballot-refused'
  | 'round-refused'
  | 'machine';

export type VoterReceipt = {
  readonly T: string;
  readonly h: string;
  readonly signature: string;
  /** 查验码 in groups of four. */
  readonly code: string;
  readonly cardCode: string;
};

/** An opened ballot: what everybody may see from now on. `signature` of the receipt is the server's "challenged". */
export type OpenedBallot = {
  readonly receipt: VoterReceipt;
  readonly marks: readonly ContestMarks[];
  /** Ballot seed, and the places of the counters that are set. */
  readonly seed: string;
  readonly places: readonly (readonly number[])[];
};

export type VoterScreen =
  | { readonly id: 'V0' }
  | { readonly id: 'typed'; readonly problem: 'length' | 'character' | 'check-symbol' | null }
  | { readonly id: 'camera' }
  | {
      readonly id: 'V0e';
      readonly problem: CardProblem;
      /** The stored acceptance of a cast card, verified; its holder may see it again. */
      readonly receipt: VoterReceipt | null;
    }
  | { readonly id: 'V1' }
  | {
      readonly id: 'V2';
      readonly page: number;
      readonly fromReview: boolean;
      /** Come back to, by its place in the contest: who does not see the page stands there again. */
      readonly row?: number | undefined;
    }
  | {
      readonly id: 'V5';
      readonly page: number;
      readonly fromReview: boolean;
      readonly contest: number;
      readonly candidate: number;
    }
  | { readonly id: 'V3'; readonly page: number }
  /** 抽查: asked before anything is opened; `page` is that of V3 to go back to. */
  | { readonly id: 'V6'; readonly page: number }
  | { readonly id: 'opened'; readonly opened: OpenedBallot; readonly page: number }
  | { readonly id: 'V4'; readonly receipt: VoterReceipt; readonly again: boolean }
  | { readonly id: 'kept'; readonly what: 'cast' | 'challenge' }
  | { readonly id: 'fault'; readonly fault: Fault };

/** The pending ballot on the review page; `bound` once the server's signature was verified. */
export type Pending = { readonly state: 'making' } | { readonly state: 'bound'; readonly receipt: VoterReceipt };

export type ChallengeMessage = ReturnType<VoterSteps['challengeMessage']>;

export type VoterServer = {
  readonly askToken: (
    T: string,
  ) => Promise<Result<{ state: 'free' | 'cast' | 'challenged' | 'void' | 'unknown'; round: number | null }, Refusal>>;
  readonly submitPending: (message: MadeBallot['message']) => Promise<Result<{ signature: string }, Refusal>>;
  readonly castBallot: (message: {
    readonly T: string;
    readonly h: string;
    readonly R: string;
    readonly s: string;
  }) => Promise<Result<{ signature: string }, Refusal>>;
  readonly challengeBallot: (message: ChallengeMessage) => Promise<Result<{ signature: string }, Refusal>>;
  readonly askStatus: (message: {
    readonly T: string;
    readonly R: string;
    readonly s: string;
  }) => Promise<Result<{ h: string; signature: string }, Refusal>>;
};

export type VoterPorts = {
  readonly server: VoterServer;
  readonly startDevice: () => VoterDevice;
  readonly chime: (name: Chime) => void;
  /** Whether this kiosk serves the meeting with an entry of this hash, and no other (specification §7.10). */
  readonly isPairedMeeting: (meeting: string) => boolean;
  /** Before the server is asked to cast a ballot. */
  readonly onSent: (round: OpenedRound, ballot: Pick<Acceptance, 'T' | 'h'>) => void;
  /** Of a ballot cast here, or the answer to a question about a card that was cast before. */
  readonly onAccepted: (round: OpenedRound, acceptance: Acceptance) => void;
  /** 查验码 of a hash, for a card that was cast before. */
  readonly codeOf: (h: string) => string;
  /** Text size, contrast, language back to their defaults. */
  readonly resetSettings: () => void;
  /** Whether the round is only held up: a refusal then means waiting, not the end. */
  readonly isPaused: () => boolean;
  /** Whether voting has ended: a card is told what became of it, and begins nothing. */
  readonly isOver: () => boolean;
};

export const RETRY_MS = 2000;
/** After this the voter keeps the card and sits down; the card alone tells the truth later. */
export const CAST_PATIENCE_MS = 60_000;
export const DONE_MS = 60_000;
export const PROBLEM_MS = 30_000;
/** Time to tear a slip off once it is printed (UX 5.3). */
export const SLIP_MS = 6_000;
/** An opened ballot is public: it stays until somebody has read its code, however slow her device is. */
export const OPENED_MS = 300_000;
/** A card half typed, or a camera left on, is the card's secret before the next person's eyes. */
export const TYPING_MS = 120_000;
/** What somebody without a card has set on V0 (language, text size, contrast, voice) is gone before the next voter comes. */
export const PASSER_BY_MS = 60_000;
/** "正在投出…" is shown only when it takes longer than this. */
const NOTICEABLE_MS = 300;
const REMIND_SECONDS = 10;

const WAIT_AND_RETRY: readonly RefusalCode[] = ['cannot-reach-server', 'server-error', 'too-many-attempts'];

const CARD_PROBLEM: Partial<Record<RefusalCode, CardProblem>> = {
  'card-cast': 'cast',
  'card-challenged': 'challenged',
  'card-void': 'void',
  'card-unknown': 'unknown',
  'card-other-round': 'other-round',
  'voting-closed': 'voting-closed',
};

/** Screens that say how a session ended. */
const TOLD: readonly VoterScreen['id'][] = ['V4', 'V0e', 'opened', 'kept', 'fault'];

export type OpenRound = {
  readonly meeting: MeetingEntry;
  readonly round: RoundEntry;
  readonly rounds: readonly number[];
};

export function createVoterSession(ports: VoterPorts) {
  const [screen, setScreen] = createSignal<VoterScreen>({ id: 'V0' });
  const [marks, setMarks] = createSignal<readonly ContestMarks[]>([]);
  const [pending, setPending] = createSignal<Pending | null>(null);
  const [isBusy, setBusy] = createSignal(false);
  const [isCasting, setCasting] = createSignal(false);
  /** V9: the server cannot be reached, or voting is paused; marks stay. */
  const [isHeldUp, setHeldUp] = createSignal(false);
  const [opened, setOpened] = createSignal<OpenedRound | null>(null);
  /** The round is of another meeting than this kiosk was paired for. */
  const [isMeetingReplaced, setMeetingReplaced] = createSignal(false);
  const ctx = () => opened()?.ctx ?? null;

  let round: OpenRound | null = null;
  let device: VoterDevice | null = null;
  let ready: Promise<Result<OpenedRound, RoundRefusal | 'not-paired'>> | null = null;
  let card: ReadCard | null = null;
  /** Counts sessions and ballots: an answer that belongs to an earlier one is dropped. */
  let generation = 0;
  let castLocked = false;
  /** The ballot this session has asked to cast. */
  let sent: VoterReceipt | null = null;
  /** The ballot as it was submitted last. */
  let submitted: MadeBallot['message'] | null = null;
  let retryNow: (() => void) | null = null;
  let returning: ReturnType<typeof setTimeout> | undefined;

  const idle = createIdleTimer(
    () => {
      ports.chime('refused');
      end();
    },
    (secondsLeft) => {
      const isFirst = secondsLeft * 1000 === 45_000;
      // Nobody casts for her: the sound calls her, or the staff, back to a ballot on the review page.
      const isWalkAway = ['V3', 'V6'].includes(screen().id) && secondsLeft % REMIND_SECONDS === 0;
      if (isFirst || isWalkAway) ports.chime('attention');
    },
  );

  /** A fresh worker with its tables made while nobody votes. */
  function startDevice(): void {
    device?.end();
    device = null;
    if (round === null) return;
    const mine = ports.startDevice();
    device = mine;
    setMeetingReplaced(false);
    ready = mine.ask('openRound', round).then((answer) => {
      if (answer.ok && device === mine && !ports.isPairedMeeting(answer.value.meeting)) return err('not-paired');
      return answer;
    });
    void ready
      .then(async (answer) => {
        if (device !== mine) return;
        if (!answer.ok) {
          setMeetingReplaced(answer.error === 'not-paired');
          breakDown('round-refused');
          return;
        }
        setOpened(answer.value);
        while (device === mine && !(await mine.ask('prepare'))) {
          // One step after the other; a card or a ballot goes in between.
        }
      })
      .catch(() => {
        if (device === mine) breakDown('machine');
      });
  }

  /**
   * No new worker by itself: one that cannot start would be started for ever. 知道了 tries again. It is the next session's
   * worker that fails here, so what the last voter was told (V4, V0e) stays; a ballot being cast speaks for itself.
   */
  function breakDown(what: Fault): void {
    device = null;
    if (!castLocked && !TOLD.includes(screen().id)) setScreen({ id: 'fault', fault: what });
  }

  function fail(): void {
    ports.chime('refused');
    leaveFor({ id: 'fault', fault: 'machine' });
  }

  /** Whether the server did it is not known here: the card alone tells, and the screen says so. */
  function keep(what: 'cast' | 'challenge'): void {
    ports.chime('refused');
    leaveFor({ id: 'kept', what });
    returnLater(DONE_MS);
  }

  /** Marks, card, ballot and secrets are gone after this; `next` is shown without them. */
  function leaveFor(next: VoterScreen): void {
    generation += 1;
    idle.stop();
    clearTimeout(returning);
    retryNow?.();
    card = null;
    castLocked = false;
    sent = null;
    submitted = null;
    batch(() => {
      setScreen(next);
      setMarks([]);
      setPending(null);
      setBusy(false);
      setCasting(false);
      setHeldUp(false);
    });
    startDevice();
  }

  /** The end of every session, however it ended. */
  function end(): void {
    leaveFor({ id: 'V0' });
    ports.resetSettings();
  }

  function returnLater(ms: number): void {
    clearTimeout(returning);
    returning = setTimeout(end, ms);
  }

  function refuse(problem: CardProblem, receipt: VoterReceipt | null = null): void {
    ports.chime('refused');
    leaveFor({ id: 'V0e', problem, receipt });
    returnLater(PROBLEM_MS);
  }

  /** V4, after the acceptance was verified and kept. */
  function showDone(receipt: VoterReceipt): void {
    ports.chime('cast');
    leaveFor({ id: 'V4', receipt, again: false });
    returnLater(DONE_MS);
  }

  /** "Cast already": what the card may still do is show its acceptance again. */
  async function refuseCast(): Promise<void> {
    const mine = generation;
    const worker = device;
    const read = card;
    const openRound = opened();
    if (worker === null || read === null || openRound === null) return refuse('cast');
    let h: string;
    let signature: string;
    let isGenuine: boolean;
    try {
      const message = await worker.ask('statusMessage');
      const answer = await ports.server.askStatus(message);
      if (mine !== generation) return;
      if (!answer.ok) return refuse('cast');
      ({ h, signature } = answer.value);
      isGenuine = await worker.ask('verifyAnswer', { type: 'accepted', h, signature });
      // The machine that cast it may have waited in vain: what the server signed has to be in the record all the same.
      if (isGenuine && mine === generation) ports.onAccepted(openRound, { T: read.T, h, signature });
    } catch {
      // Whatever failed, the card has been cast: no fault of this machine may say otherwise.
      if (mine === generation) refuse('cast');
      return;
    }
    if (mine !== generation) return;
    if (!isGenuine) return fault('accepted-signature');
    // Nobody but this session has made that ballot: it was cast just now, whatever the server called it.
    if (sent?.h === h) return showDone({ ...sent, signature });
    refuse('cast', { T: read.T, h, signature, code: ports.codeOf(h), cardCode: read.code });
  }

  async function refuseBallot(refusal: Refusal): Promise<void> {
    const problem = CARD_PROBLEM[refusal.code];
    if (problem === undefined) fault('ballot-refused');
    else if (problem === 'cast') await refuseCast();
    else refuse(problem);
  }

  function fault(what: Fault): void {
    ports.chime('refused');
    leaveFor({ id: 'fault', fault: what });
  }

  /** Asks until the server answers; meanwhile V9. Null when the session is over or patience has ended. */
  async function persist<T>(
    ask: () => Promise<Result<T, Refusal>>,
    patienceMs = Number.POSITIVE_INFINITY,
  ): Promise<Result<T, Refusal> | null> {
    const mine = generation;
    // By the clock: a network that swallows packets makes the questions slow, not the pauses between them.
    const beganMs = performance.now();
    for (;;) {
      const answer = await ask();
      if (mine !== generation) return null;
      const mustWait =
        !answer.ok &&
        (WAIT_AND_RETRY.includes(answer.error.code) || (answer.error.code === 'voting-closed' && ports.isPaused()));
      if (!mustWait) {
        setHeldUp(false);
        return answer;
      }
      if (performance.now() - beganMs >= patienceMs) return null;
      setHeldUp(true);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, RETRY_MS);
        retryNow = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      retryNow = null;
      if (mine !== generation) return null;
    }
  }

  /**
   * For what ends a pending ballot. An earlier submission of this card, which the network had delayed, may have arrived after the one
   * that was answered and taken its place: then the ballot on the review page is submitted once more.
   */
  async function persistBound<T>(ask: () => Promise<Result<T, Refusal>>): Promise<Result<T, Refusal> | null> {
    const answer = await persist(ask, CAST_PATIENCE_MS);
    const message = submitted;
    if (answer === null || answer.ok || answer.error.code !== 'not-pending' || message === null) return answer;
    const bound = await persist(() => ports.server.submitPending(message), CAST_PATIENCE_MS);
    return bound?.ok === true ? persist(ask, CAST_PATIENCE_MS) : bound;
  }

  async function present(text: string, isTyped: boolean): Promise<void> {
    const at = screen().id;
    if (isBusy() || device === null || ready === null || !['V0', 'typed', 'camera'].includes(at)) return;
    setBusy(true);
    const mine = generation;
    const opened = await ready;
    if (mine !== generation) return;
    if (!opened.ok) {
      setBusy(false);
      return;
    }
    const read = await device.ask('readCard', { text });
    if (mine !== generation) return;
    if (!read.ok) {
      setBusy(false);
      if (read.error === 'test-run-card' || read.error === 'real-card') return refuse(read.error);
      if (!isTyped) return refuse('unreadable');
      ports.chime('refused');
      setScreen({ id: 'typed', problem: read.error });
      return;
    }
    card = read.value;
    // Nothing is marked yet, so a card does not wait for the server: its holder may have left with it, and the next
    // person would vote with a card that is not hers.
    const answer = await persist(() => ports.server.askToken(read.value.T), CAST_PATIENCE_MS);
    if (mine !== generation) return;
    if (answer === null) {
      end();
      return;
    }
    if (!answer.ok) {
      refuse(CARD_PROBLEM[answer.error.code] ?? 'unreadable');
      return;
    }
    if (answer.value.state === 'unknown') {
      refuse((await belongsToAnotherRound(read.value)) ? 'other-round' : 'unknown');
      return;
    }
    if (answer.value.state === 'cast') {
      await refuseCast();
      return;
    }
    if (answer.value.state !== 'free') {
      refuse(answer.value.state);
      return;
    }
    if (ports.isOver()) {
      refuse('voting-closed');
      return;
    }
    setBusy(false);
    ports.chime('card');
    clearTimeout(returning);
    setMarks(blankMarks(round?.round.contests ?? []));
    setScreen({ id: 'V1' });
    idle.start();
  }

  async function belongsToAnotherRound(read: ReadCard): Promise<boolean> {
    for (const T of read.others) {
      const answer = await ports.server.askToken(T);
      if (answer.ok && answer.value.state !== 'unknown') return true;
    }
    return false;
  }

  /** V3 opens: the whole ballot is made and bound before its code is shown (specification §7 steps 2 and 3). */
  async function openReview(): Promise<void> {
    generation += 1;
    const mine = generation;
    const read = card;
    const worker = device;
    if (read === null || worker === null) return;
    setPending({ state: 'making' });
    setScreen({ id: 'V3', page: 0 });
    try {
      const made = await worker.ask('makeBallot', { marks: marks() });
      if (mine !== generation) return;
      submitted = made.message;
      const answer = await persist(() => ports.server.submitPending(made.message));
      if (answer === null || mine !== generation) return;
      if (!answer.ok) {
        await refuseBallot(answer.error);
        return;
      }
      const { signature } = answer.value;
      const isGenuine = await worker.ask('verifyAnswer', { type: 'pending', h: made.h, signature });
      if (mine !== generation) return;
      if (!isGenuine) {
        fault('pending-signature');
        return;
      }
      setPending({
        state: 'bound',
        receipt: { T: read.T, h: made.h, signature, code: made.code, cardCode: read.code },
      });
    } catch {
      if (mine === generation) fail();
    }
  }

  /** 投出选票 (specification §7 step 4): locked by the first touch, the same request until it is answered. */
  async function cast(): Promise<void> {
    const bound = pending();
    const worker = device;
    const openRound = opened();
    if (castLocked || bound?.state !== 'bound' || worker === null || openRound === null) return;
    castLocked = true;
    const mine = generation;
    setBusy(true);
    const { receipt } = bound;
    const noticeable = setTimeout(() => setCasting(true), NOTICEABLE_MS);
    // A question without an answer may have been committed all the same: from then on nobody may say "not cast".
    let unanswered = 0;
    try {
      const message = await worker.ask('castMessage');
      if (mine !== generation) return;
      ports.onSent(openRound, { T: receipt.T, h: receipt.h });
      sent = receipt;
      const answer = await persistBound(async () => {
        const reply = await ports.server.castBallot(message);
        if (!reply.ok && WAIT_AND_RETRY.includes(reply.error.code)) unanswered += 1;
        return reply;
      });
      if (mine !== generation) return;
      if (answer === null || (!answer.ok && unanswered > 0 && CARD_PROBLEM[answer.error.code] === undefined)) {
        keep('cast');
        return;
      }
      if (!answer.ok) {
        await refuseBallot(answer.error);
        return;
      }
      const { signature } = answer.value;
      const isGenuine = await worker.ask('verifyAnswer', { type: 'accepted', h: receipt.h, signature });
      if (mine !== generation) return;
      if (!isGenuine) {
        fault('accepted-signature');
        return;
      }
      ports.onAccepted(openRound, { T: receipt.T, h: receipt.h, signature });
      showDone({ ...receipt, signature });
    } catch {
      if (mine === generation) keep('cast');
    } finally {
      clearTimeout(noticeable);
    }
  }

  /**
   * 开始抽查 (specification §7.5): like a cast, locked by the first touch and repeated unchanged. The opening is shown only after the
   * server signed that the card is closed; before that, what is shown here could still be cast, and would be a proof of a vote.
   */
  async function challenge(): Promise<void> {
    const at = screen();
    const bound = pending();
    const worker = device;
    if (castLocked || at.id !== 'V6' || bound?.state !== 'bound' || worker === null) return;
    castLocked = true;
    const mine = generation;
    setBusy(true);
    try {
      const message = await worker.ask('challengeMessage');
      if (mine !== generation) return;
      const answer = await persistBound(() => ports.server.challengeBallot(message));
      if (mine !== generation) return;
      if (answer === null) {
        keep('challenge');
        return;
      }
      if (!answer.ok) {
        await refuseBallot(answer.error);
        return;
      }
      const { signature } = answer.value;
      const receipt = { ...bound.receipt, signature };
      const isGenuine = await worker.ask('verifyAnswer', { type: 'challenged', h: receipt.h, signature });
      if (mine !== generation) return;
      if (!isGenuine) {
        fault('challenged-signature');
        return;
      }
      const opened = { receipt, marks: marks(), seed: message.seed, places: setCounters(message.marks) };
      ports.chime('card');
      leaveFor({ id: 'opened', opened, page: 0 });
      returnLater(OPENED_MS);
    } catch {
      if (mine === generation) keep('challenge');
    }
  }

  function showReceiptAgain(): void {
    const at = screen();
    if (at.id !== 'V0e' || at.receipt === null) return;
    setScreen({ id: 'V4', receipt: at.receipt, again: true });
    returnLater(DONE_MS);
  }

  return {
    screen,
    marks,
    pending,
    isBusy,
    isCasting,
    isHeldUp,
    isMeetingReplaced,
    /** Hash of the round as this kiosk computed it; null until the entries were checked. */
    ctx,
    secondsLeft: idle.secondsLeft,
    /** Any touch of the voter; V8's button calls `stay`. */
    touch: () => {
      if (['typed', 'camera'].includes(screen().id)) returnLater(TYPING_MS);
      else if (screen().id === 'V0') {
        clearTimeout(returning);
        returning = setTimeout(ports.resetSettings, PASSER_BY_MS);
      } else idle.touch();
    },
    stay: idle.start,
    end,
    retry: () => retryNow?.(),

    /** Called with every new state of the server; a changed round starts anew. */
    useRound: (next: OpenRound | null): void => {
      const isSame =
        round === next ||
        (round !== null &&
          next !== null &&
          round.meeting.id === next.meeting.id &&
          JSON.stringify(round.round) === JSON.stringify(next.round) &&
          round.rounds.length === next.rounds.length);
      if (isSame) return;
      round = next;
      setOpened(null);
      end();
    },

    scan: (text: string) => present(text, false).catch(fail),
    typed: (text: string) => present(text, true).catch(fail),
    show: (next: Extract<VoterScreen, { readonly id: 'V0' | 'typed' | 'camera' }>) => {
      setScreen(next);
      if (next.id === 'V0') clearTimeout(returning);
      else returnLater(TYPING_MS);
    },

    begin: () => setScreen({ id: 'V2', page: 0, fromReview: false }),
    setContestMarks: (contest: number, next: ContestMarks) => {
      setMarks((all) => all.map((old, index) => (index === contest ? next : old)));
    },
    goToPage: (page: number, fromReview = false, row?: number) => {
      // What is being cast cannot be changed any more.
      if (castLocked) return;
      generation += 1;
      setPending(null);
      setScreen({ id: 'V2', page, fromReview, ...(row === undefined ? {} : { row }) });
    },
    pickWriteIn: (contest: number, candidate: number) => {
      const at = screen();
      if (at.id === 'V2') setScreen({ id: 'V5', page: at.page, fromReview: at.fromReview, contest, candidate });
    },
    leaveWriteIn: () => {
      const at = screen();
      if (at.id === 'V5') setScreen({ id: 'V2', page: at.page, fromReview: at.fromReview, row: at.candidate });
    },
    openReview: () => void openReview(),
    reviewPage: (page: number) => {
      if (screen().id === 'V3') setScreen({ id: 'V3', page });
    },
    openedPage: (page: number) => {
      const at = screen();
      if (at.id === 'opened') setScreen({ ...at, page });
    },
    /** Says first what a challenge means; nothing is opened by it. */
    askChallenge: () => {
      const at = screen();
      if (at.id === 'V3' && pending()?.state === 'bound' && !isBusy()) setScreen({ id: 'V6', page: at.page });
    },
    leaveChallenge: () => {
      const at = screen();
      if (at.id === 'V6' && !isBusy()) setScreen({ id: 'V3', page: at.page });
    },
    /** The slip is in the voter's hand: the kiosk is soon free for the next. */
    receiptPrinted: () => {
      if (screen().id === 'V4') returnLater(SLIP_MS);
    },
    challenge: () => void challenge(),
    cast: () => void cast(),
    showReceiptAgain,
  };
}

export type VoterSession = ReturnType<typeof createVoterSession>;
