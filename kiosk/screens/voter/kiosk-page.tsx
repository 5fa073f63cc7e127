/** The kiosk: paired, calibrated, then one voter after another. Decides which screen stands; the session decides the rest. */
import {
  createEffect,
  createMemo,
  createSignal,
  type JSX,
  Match,
  on,
  onCleanup,
  onMount,
  Show,
  Switch,
} from 'solid-js';
import { ballotCode, formatBallotCode } from '../../../crypto/ballot-object.ts';
import { decodeBase64url } from '../../../crypto/encoding/base64url.ts';
import {
  calibrate as calibrateRoute,
  type KioskState,
  kioskState,
  tellHealth,
} from '../../../server/contract/kiosk.ts';
import type { KioskHealth } from '../../../server/contract/organizer.ts';
import { shortHash } from '../../../tally/record/short-hash.ts';
import { Notice } from '../../controls/notice.tsx';
import { OfficialPage } from '../../controls/official-page.tsx';
import { Progress } from '../../controls/progress.tsx';
import { PairingForm } from '../../controls/sign-in-form.tsx';
import { type Battery, type BatterySource, watchBattery } from '../../devices/battery.ts';
import { hasCamera } from '../../devices/camera.ts';
import { chime } from '../../devices/chimes.ts';
import { makeNumberPad } from '../../devices/number-pad.ts';
import { makeWedgeReader } from '../../devices/wedge.ts';
import {
  forgetTestRuns,
  keptAcceptances,
  storeAcceptance,
  storeSent,
  unconfirmedCasts,
} from '../../session/acceptances.ts';
import { handOverAcceptances, kioskCall, kioskServer } from '../../session/kiosk-server.ts';
import { say, setLanguage } from '../../session/language.ts';
import { forgetPairedMeeting, isPairedMeeting } from '../../session/paired-meeting.ts';
import { createPolledState } from '../../session/polled-state.ts';
import { createScanners } from '../../session/scanners.ts';
import { type BoxSlip, browserPrinter, createSlipPrinter, type SlipProgress } from '../../session/slip-printer.ts';
import { boxSlipQueue, slipQueue } from '../../session/slip-queue.ts';
import { endStaffCall, isStaffCalled, REMIND_MS } from '../../session/staff-call.ts';
import { isTestRun, setTestRun } from '../../session/test-run.ts';
import { startVoterDevice } from '../../session/voter-device.ts';
import { createVoterSession, TYPING_MS, type VoterScreen } from '../../session/voter-session.ts';
import { holdFonts } from '../../theme/fonts.ts';
import { pxPerMm, screenMm } from '../../theme/scale.ts';
import { resetDisplaySettings } from '../../theme/text-size.ts';
import { isUpright } from '../../theme/voter-geometry.ts';
import { useOwnClips } from '../../voice/own-clips.ts';
import { createPrompter } from '../../voice/prompter.ts';
import { makeReader } from '../../voice/reader.ts';
import { holdVoice, isReading, setTouched, setVoiceOn, speak, useBallot, useHeadphones } from '../../voice/spoken.ts';
import { ballotPages } from './ballot-pages.ts';
import { BoxSlipPage } from './box-slip.tsx';
import { CalibrationPage } from './calibration-page.tsx';
import { CameraScreen, CardProblemScreen, CardScreen, TypedScreen } from './card-screens.tsx';
import { ChallengeScreen, OpenedScreen } from './challenge-screens.tsx';
import {
  DoneScreen,
  FaultScreen,
  HeldUpScreen,
  KeptScreen,
  type SlipPrinting,
  StillThereScreen,
  UprightScreen,
  WaitingScreen,
} from './done-screen.tsx';
import { geometry } from './frame.tsx';
import { MarkingScreen } from './marking-screen.tsx';
import { ReviewScreen } from './review-screen.tsx';
import { SlipPage } from './slip.tsx';
import { isSlipMissing } from './slip-words.ts';
import { WelcomeScreen } from './welcome-screen.tsx';
import { WriteInScreen } from './write-in-screen.tsx';

/** Screens between the card and the receipt: the voter's own. */
const IN_SESSION: readonly VoterScreen['id'][] = ['V1', 'V2', 'V3', 'V5', 'V6'];

/** Where a card is awaited. */
const BEFORE_CARD: readonly VoterScreen['id'][] = ['V0', 'typed', 'camera'];

/** How a session ended: its voter reads this to the end whatever the meeting does. */
const ENDED: readonly VoterScreen['id'][] = ['V4', 'V0e', 'opened', 'kept', 'fault'];

const VOTING_IS_OVER: readonly KioskState['meeting']['phase'][] = [
  'stopped',
  'closed',
  'counting',
  'published',
  'reported',
  'answered',
];
const HAND_OVER_AGAIN_MS = 5000;
const TELL_AGAIN_MS = 5000;
/** Longer than between two keys of a scanner. */
const ONE_KEY_MS = 300;

export function KioskPage(): JSX.Element {
  const { state, refusal, refresh } = createPolledState(() => kioskCall(kioskState));
  const [calibrating, setCalibrating] = createSignal(false);
  const [accepted, setAccepted] = createSignal(0);

  const printer = createSlipPrinter(browserPrinter, slipQueue, () => state()?.slipPrinter === 'queue');
  const boxPrinter = createSlipPrinter<BoxSlip>(browserPrinter, boxSlipQueue, () => state()?.slipPrinter === 'queue');
  const printing: SlipPrinting = {
    printer,
    get slips() {
      return state()?.slips ?? 'none';
    },
  };

  const session = createVoterSession({
    server: kioskServer,
    startDevice: startVoterDevice,
    chime,
    isPairedMeeting,
    onSent: storeSent,
    onAccepted: (round, acceptance) => {
      storeAcceptance(round, acceptance);
      setAccepted((count) => count + 1);
    },
    codeOf: (h) => formatBallotCode(ballotCode(decodeBase64url(h, 32))),
    resetSettings: () => {
      printer.forget();
      resetDisplaySettings();
      setVoiceOn(true);
      setTouched(false);
      setLanguage('zh', { remember: false });
    },
    isPaused: () => state()?.voting === 'paused',
    isOver: () => state()?.voting === 'closed',
  });

  // The state is new with every ballot cast anywhere; what the screens are made of is not. Without this a button could
  // be replaced under a finger.
  const stable = <T,>(read: (current: KioskState) => T) =>
    createMemo(
      () => {
        const current = state();
        return current === undefined ? null : read(current);
      },
      null,
      { equals: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
    );
  const round = stable((current) => current.roundEntry);
  const people = stable((current) => current.people);
  const surnames = stable((current) => current.surnames);
  const phase = createMemo(() => state()?.meeting.phase);
  const isInSession = () => IN_SESSION.includes(session.screen().id);
  /** Where keys are not a card that is being read or typed. */
  const isBeyondCard = createMemo(() => !BEFORE_CARD.includes(session.screen().id));

  const useState = () => {
    const current = state();
    // What stands there while the server does not answer may be of a meeting that this kiosk was paired for before.
    if (current === undefined || refusal() !== null) return;
    setTestRun(current.meeting.testRun);
    if (!current.meeting.testRun) forgetTestRuns();
    const { meetingEntry, roundEntry, rounds } = current;
    session.useRound(
      meetingEntry === null || roundEntry === null ? null : { meeting: meetingEntry, round: roundEntry, rounds },
    );
  };
  createEffect(useState);

  /** An official has typed a new code: the meeting that the server shows from now on is the one this kiosk serves. */
  const onPaired = async () => {
    await refresh();
    // After an answer that was still under way: it may be of the meeting before.
    forgetPairedMeeting();
    session.useRound(null);
    useState();
  };

  // The server knows this kiosk no more: of a test run that was wiped nothing is kept for.
  createEffect(() => {
    if (refusal()?.code === 'not-signed-in') forgetTestRuns();
  });

  // Voting has ended for good: a session that is still open ends with it. A ballot already sent is waited for: its voter
  // hears the truth, whichever it is.
  createEffect(() => {
    if (state()?.voting === 'closed' && isInSession() && !session.isBusy()) session.end();
  });

  // The acceptances are handed over, again and again until the server holds them: the scrutineers' devices need them
  // before they open the count (specification §8.2 d). One that comes late, for a ballot sent before the end, goes too.
  createEffect(
    on([phase, session.ctx, accepted], ([phase, ctx]) => {
      if (phase === undefined || ctx === null || !VOTING_IS_OVER.includes(phase)) return;
      let again: ReturnType<typeof setTimeout> | undefined;
      let isOld = false;
      onCleanup(() => {
        isOld = true;
        clearTimeout(again);
      });
      const handOver = async () => {
        const isHeld = await handOverAcceptances(ctx);
        if (isOld) return;
        if (!isHeld) again = setTimeout(() => void handOver(), HAND_OVER_AGAIN_MS);
      };
      void handOver();
    }),
  );

  const tellScale = () => {
    const scale = pxPerMm();
    if (scale !== null) void kioskCall(calibrateRoute, { body: { pxPerMm: scale, ...screenMm() } }).then(refresh);
  };
  createEffect(
    on(
      () => state()?.calibrated,
      (calibrated) => {
        if (calibrated === false) tellScale();
      },
    ),
  );

  /** From the stop to the close a card is still told what became of it, and its slip printed (UX 5.3). */
  const mayBeAsked = createMemo(() => phase() === 'stopped' && round() !== null);
  /** Somebody without a scanner, or with a torn card, asks: V0 is shown for it. */
  const [isAsking, setAsking] = createSignal(false);
  createEffect(() => {
    if (!isAsking()) return;
    if (!mayBeAsked() || isBeyondCard()) setAsking(false);
    const forgotten = setTimeout(() => setAsking(false), TYPING_MS);
    onCleanup(() => clearTimeout(forgotten));
  });

  const acceptsCard = () =>
    (state()?.voting === 'open' || mayBeAsked()) &&
    pxPerMm() !== null &&
    !calibrating() &&
    BEFORE_CARD.includes(session.screen().id);
  const onCard = (text: string) => {
    setTouched(false);
    void session.scan(text);
  };
  const scanners = createScanners({ onCard, isListening: acceptsCard });

  // What the organizer sees of this machine: told when it changes, and anew when the server has forgotten it.
  const [camera, setCamera] = createSignal(false);
  const lookForCamera = () => void hasCamera().then(setCamera);
  const [battery, setBattery] = createSignal<Battery | null>(null);
  const [isPrinterOut, setPrinterOut] = createSignal(false);
  const hasFailed = createMemo(() => session.screen().id === 'fault');
  const needs = (): KioskHealth['needs'] => [
    ...(isStaffCalled() ? (['called'] as const) : []),
    ...(hasFailed() ? (['fault'] as const) : []),
    ...(isPrinterOut() ? (['printer'] as const) : []),
  ];
  const health = (): KioskHealth => ({
    scanner: scanners.state(),
    camera: camera(),
    battery: battery(),
    box: shownBox(),
    needs: needs(),
  });
  const [retryHealth, setRetryHealth] = createSignal(0);
  const isKnown = createMemo(() => state() !== undefined);
  const toldHealth = stable((current) => current.health);
  createEffect(() => {
    const told = toldHealth();
    const now = health();
    if (!isKnown()) return;
    retryHealth();
    if (JSON.stringify(told) === JSON.stringify(now)) return;
    const again = setTimeout(() => setRetryHealth((count) => count + 1), TELL_AGAIN_MS);
    onCleanup(() => clearTimeout(again));
    void kioskCall(tellHealth, { body: now });
  });

  // A printer is in order again when paper has come out, not when its voter has left.
  createEffect(() => {
    const told = [printer.progress(), boxPrinter.progress()];
    if (told.some(isSlipMissing)) setPrinterOut(true);
    else if (told.some(({ state }) => state === 'printed')) setPrinterOut(false);
  });
  // Somebody stands before it and waits.
  const isAwaitingStaff = createMemo(() => isStaffCalled() || hasFailed());
  createEffect(() => {
    if (!isAwaitingStaff()) return;
    const again = setInterval(() => chime('attention'), REMIND_MS);
    onCleanup(() => clearInterval(again));
  });
  // A new voter goes on.
  createEffect(on(createMemo(isInSession), (inSession) => inSession && endStaffCall()));

  onMount(() => {
    lookForCamera();
    navigator.mediaDevices?.addEventListener('devicechange', lookForCamera);
    const stopBattery = watchBattery(navigator as BatterySource, setBattery);
    const stopWedge = makeWedgeReader(window, { onScan: onCard, isListening: acceptsCard });
    const stopPad = makeNumberPad(window, {
      isListening: isBeyondCard,
      onRepeat: () => (isReading() ? reader.sayAgain() : sayAgain()),
    });
    const touch = (event: Event) => {
      setTouched(event.type === 'pointerdown');
      session.touch();
    };
    window.addEventListener('pointerdown', touch);
    window.addEventListener('pointerdown', greet);
    window.addEventListener('keydown', touch);
    window.addEventListener('keydown', greetByKey);
    const hold = (event: BeforeUnloadEvent) => {
      if (isInSession()) event.preventDefault();
    };
    window.addEventListener('beforeunload', hold);
    onCleanup(() => {
      stopBattery();
      stopWedge();
      stopPad();
      reader.stop();
      navigator.mediaDevices?.removeEventListener('devicechange', lookForCamera);
      window.removeEventListener('pointerdown', touch);
      window.removeEventListener('pointerdown', greet);
      window.removeEventListener('keydown', touch);
      window.removeEventListener('keydown', greetByKey);
      window.removeEventListener('beforeunload', hold);
    });
  });

  const contests = createMemo(() => round()?.contests ?? []);
  const roundGroups = () => {
    const ctx = session.ctx();
    return ctx === null ? [] : shortHash(decodeBase64url(ctx, 32));
  };
  const receiptPlace = stable((current) => ({
    meetingId: current.meeting.id,
    round: current.roundEntry?.round ?? 0,
    checkAddress: current.checkAddress,
  }));

  const slipHead = () => ({
    organization: state()?.meeting.organization ?? '',
    round: contests()
      .map(({ title }) => title.zh)
      .join('、'),
    isSpecimen: isTestRun(),
  });

  const waitingFor = (): 'before' | 'after' | 'paused' | 'zero' | null => {
    const current = state();
    if (current === undefined) return null;
    if (current.voting === 'open') return null;
    if (current.voting === 'paused' || current.voting === 'zero') return current.voting;
    return ['draft', 'ceremony', 'cards', 'sealed', 'check-in'].includes(current.meeting.phase) ? 'before' : 'after';
  };
  /** Why nothing is voted on, where this screen says so. */
  const waiting = () => (mayStay() ? null : waitingFor());
  const mayStay = () =>
    ENDED.includes(session.screen().id) || (isInSession() && session.isBusy()) || (isAsking() && !isBeyondCard());
  // Whatever the staff have set while nothing could be voted on, the first voter begins in Chinese and in the usual size.
  createEffect(
    on(waiting, (now, before) => {
      if (now === null && before != null && session.screen().id === 'V0') session.end();
    }),
  );
  const isCutOff = () => refusal()?.code === 'cannot-reach-server' && (isInSession() || session.screen().id === 'V0');

  /** What the server says of the box, and this kiosk's own memory of what it has cast in the round: the larger of both. */
  const ballots = () => {
    const ctx = session.ctx();
    return Math.max(state()?.cast ?? 0, ctx === null ? 0 : keptAcceptances(ctx).length);
  };
  /** Ballots this kiosk itself has an answer for, once no more come and until the result is out (specification §8.2 d). */
  const acceptances = () => {
    accepted();
    const ctx = session.ctx();
    const isCounting = ['stopped', 'closed', 'counting'].includes(phase() ?? '');
    if (!isCounting || ctx === null) return null;
    return { count: keptAcceptances(ctx).length, unconfirmed: unconfirmedCasts(ctx), kiosk: state()?.name ?? '' };
  };
  const isShowing = () =>
    refusal() === null &&
    pxPerMm() !== null &&
    !calibrating() &&
    !isUpright(screenMm()) &&
    session.secondsLeft() === null;
  /** The box as the screen shows it, of a round this kiosk has verified itself (UX 6.28). */
  const shownBox = createMemo(
    () => {
      const round = state()?.roundEntry?.round;
      const isShown = waiting() === 'zero' && isShowing() && session.ctx() !== null && round !== undefined;
      return isShown ? { round, ballots: ballots() } : null;
    },
    null,
    { equals: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  );
  const printBoxSlip = () => {
    const ctx = session.ctx();
    if (ctx !== null && ballots() === 0) void boxPrinter.print({ kind: 'empty-box', h: ctx });
  };
  /** A browser does not tell what became of a page; that it was handed over is known. */
  const boxProgress = (): SlipProgress =>
    boxPrinter.hasPrinted('empty-box', session.ctx() ?? '') ? { state: 'printed' } : boxPrinter.progress();
  // Once for each round, when its opening lies before the scrutineers; again only by hand.
  createEffect(
    on([shownBox, () => state()?.opening === true, session.ctx], ([box, isOpening, ctx]) => {
      if (!isOpening || box?.ballots !== 0 || ctx === null || printing.slips === 'none') return;
      if (!boxPrinter.hasPrinted('empty-box', ctx)) printBoxSlip();
    }),
  );

  createEffect(() => useBallot(contests()));
  const reader = makeReader();
  const { sayAgain } = createPrompter(
    () => ({
      screen: session.screen(),
      waiting: waiting(),
      isAskedWhetherThere: session.secondsLeft() !== null,
      isHeldUp: session.isHeldUp() || isCutOff(),
      printsSlips: printing.slips !== 'none',
      kindOfPage: (page) => ballotPages(contests(), geometry())[page]?.contest.kind ?? 'election',
      kinds: contests().map(({ kind }) => kind),
    }),
    { announce: (prompt) => (isReading() ? reader.announce(prompt) : speak(prompt)), forget: reader.forget },
  );
  /** Who comes without a card and touches the screen. */
  const greet = (event: Event) => {
    const isOpen = session.screen().id === 'V0' && state()?.voting === 'open' && pxPerMm() !== null;
    if (isOpen && !(event.target instanceof Element && event.target.closest('button') !== null)) speak('card');
  };
  /** The same for who cannot see it, and feels for the number pad; a scanner's keys come in a row. */
  let alone: ReturnType<typeof setTimeout> | undefined;
  const greetByKey = (event: KeyboardEvent) => {
    clearTimeout(alone);
    // A key that was taken has pressed a button, maybe the last one of a session.
    if (event.code.startsWith('Numpad') && !event.defaultPrevented) alone = setTimeout(() => greet(event), ONE_KEY_MS);
  };
  // Between two voters, never because of one: what is fetched and when says nothing of a ballot.
  const voices = stable((current) => ({ headphones: current.headphones, own: current.voices }));
  createEffect(
    on([isKnown, voices, createMemo(isInSession)], ([known, told, inSession]) => {
      useHeadphones(told?.headphones === true);
      useOwnClips(told?.own ?? []);
      if (known && !inSession) void holdVoice();
    }),
  );
  createEffect(
    on([createMemo(isInSession), round, people, surnames], ([inSession, ...shown]) => {
      if (!inSession) void holdFonts(JSON.stringify(shown));
    }),
  );

  const screenOf = <K extends VoterScreen['id']>(id: K) => {
    const at = session.screen();
    return at.id === id ? (at as Extract<VoterScreen, { id: K }>) : false;
  };

  const screens = () => (
    <Switch
      fallback={
        <OfficialPage role={{ zh: '投票机', en: 'Kiosk' }} screen="connecting" narrow>
          <Progress text={refusal() ?? { zh: '正在连接…', en: 'Connecting…' }} />
        </OfficialPage>
      }
    >
      <Match when={refusal()?.code === 'not-signed-in'}>
        <OfficialPage role={{ zh: '投票机', en: 'Kiosk' }} screen="pairing" narrow>
          <PairingForm
            role="kiosk"
            title={{ zh: '配对这台投票机', en: 'Pair this kiosk' }}
            help={{
              zh: '请输入组织者给出的一次性配对码。',
              en: 'Enter the one-time code given by the organizer.',
            }}
            onPaired={() => void onPaired()}
          />
        </OfficialPage>
      </Match>
      <Match when={session.isMeetingReplaced()}>
        <OfficialPage role={{ zh: '投票机', en: 'Kiosk' }} screen="meeting-replaced" narrow>
          <Notice
            tone="bad"
            name="meeting-replaced"
            text={{
              zh: '服务器现在给出的，不是这台投票机配对时的会议。这里不能投票。',
              en: 'The server now shows another meeting than the one this kiosk was paired for. There is no voting here.',
            }}
          >
            <p>
              {say({
                zh: '请叫组织者和监票人。名称可以相同，会议文件却已不同：这可能是有人更换了会议。原会议的投票确认仍存在本机；原因查清以前，不要开票。',
                en: 'Call the organizer and a scrutineer. The name may be the same, the papers of the meeting are not: somebody may have replaced the meeting. The acceptances of the former meeting are still kept here; open no count before the reason is known.',
              })}
            </p>
          </Notice>
          <PairingForm
            role="kiosk"
            title={{ zh: '为另一个会议重新配对', en: 'Pair this kiosk for another meeting' }}
            help={{
              zh: '只有确实换了会议才重新配对：请组织者当面给出新的一次性配对码。',
              en: 'Only if it serves another meeting now: the organizer gives you a new one-time code in person.',
            }}
            onPaired={() => void onPaired()}
          />
        </OfficialPage>
      </Match>
      <Match when={state() !== undefined && (pxPerMm() === null || calibrating())}>
        <CalibrationPage
          scanners={scanners}
          meeting={state()?.meeting.title}
          onDone={() => {
            setCalibrating(false);
            tellScale();
          }}
        />
      </Match>
      <Match when={state() !== undefined && isUpright(screenMm())}>
        <UprightScreen />
      </Match>
      <Match when={session.secondsLeft() !== null}>
        <StillThereScreen session={session} />
      </Match>
      <Match when={state() !== undefined && waiting()} keyed>
        {(why) => (
          <WaitingScreen
            why={why}
            title={state()?.meeting.title ?? ''}
            ballots={ballots()}
            acceptances={acceptances()}
            boxSlip={printing.slips === 'none' ? null : { progress: boxProgress(), print: printBoxSlip }}
            roundGroups={roundGroups()}
            scanner={scanners.state()}
            canCalibrate={why !== 'paused'}
            onCalibrate={() => setCalibrating(true)}
            onAsk={why === 'after' && mayBeAsked() ? () => setAsking(true) : null}
          />
        )}
      </Match>
      <Match when={session.isHeldUp() || isCutOff()}>
        <HeldUpScreen
          session={{
            ...session,
            retry: () => {
              session.retry();
              void refresh();
            },
          }}
        />
      </Match>
      <Match when={state() !== undefined}>
        <Switch>
          <Match when={screenOf('V0')}>
            <CardScreen session={session} isScannerLost={scanners.state() === 'lost'} />
          </Match>
          <Match when={screenOf('typed')}>{(at) => <TypedScreen session={session} screen={at()} />}</Match>
          <Match when={screenOf('camera')}>
            <CameraScreen session={session} />
          </Match>
          <Match when={screenOf('V0e')}>{(at) => <CardProblemScreen session={session} screen={at()} />}</Match>
          <Match when={screenOf('V1')}>
            <WelcomeScreen session={session} contests={contests()} />
          </Match>
          <Match when={screenOf('V2')}>
            {(at) => (
              <MarkingScreen
                session={session}
                screen={at()}
                contests={contests()}
                people={people() ?? []}
                surnames={surnames() ?? []}
              />
            )}
          </Match>
          <Match when={screenOf('V5')}>
            {(at) => {
              const contest = () => contests()[at().contest];
              return (
                <Show when={contest()?.kind === 'election' && contest()}>
                  {(election) => (
                    <WriteInScreen
                      session={session}
                      screen={at()}
                      contest={election() as Extract<ReturnType<typeof election>, { kind: 'election' }>}
                      surnames={surnames() ?? []}
                    />
                  )}
                </Show>
              );
            }}
          </Match>
          <Match when={screenOf('V3')}>
            {(at) => (
              <ReviewScreen
                session={session}
                screen={at()}
                contests={contests()}
                place={receiptPlace() ?? { meetingId: '', round: 0, checkAddress: '' }}
                printing={printing}
              />
            )}
          </Match>
          <Match when={screenOf('V6')}>
            <ChallengeScreen session={session} />
          </Match>
          <Match when={screenOf('opened')}>
            {(at) => (
              <OpenedScreen
                session={session}
                screen={at()}
                contests={contests()}
                place={receiptPlace() ?? { meetingId: '', round: 0, checkAddress: '' }}
              />
            )}
          </Match>
          <Match when={screenOf('V4')}>
            {(at) => (
              <DoneScreen
                session={session}
                screen={at()}
                place={receiptPlace() ?? { meetingId: '', round: 0, checkAddress: '' }}
                printing={printing}
              />
            )}
          </Match>
          <Match when={screenOf('kept')}>{(at) => <KeptScreen session={session} what={at().what} />}</Match>
          <Match when={screenOf('fault')}>{(at) => <FaultScreen session={session} fault={at().fault} />}</Match>
        </Switch>
      </Match>
    </Switch>
  );

  return (
    <>
      {screens()}
      <Show when={boxPrinter.slip()}>
        <BoxSlipPage
          head={{
            ...slipHead(),
            title: state()?.meeting.title ?? '',
            kiosk: state()?.name ?? '',
            groups: roundGroups(),
          }}
        />
      </Show>
      <Show when={printer.slip()}>{(slip) => <SlipPage slip={slip()} head={slipHead()} />}</Show>
    </>
  );
}
