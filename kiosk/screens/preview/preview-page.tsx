/** O4: the kiosk's own screens in a frame of the organizer's page, at the kiosk's proportions; nothing can be cast here. */
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
import { TestRunStripe } from '../../controls/test-run-stripe.tsx';
import { setLanguage, type Text } from '../../session/language.ts';
import { createSlipPrinter } from '../../session/slip-printer.ts';
import { endStaffCall } from '../../session/staff-call.ts';
import type { VoterScreen } from '../../session/voter-session.ts';
import { drawnPxPerMm, setDrawnWidthMm } from '../../theme/scale.ts';
import { resetDisplaySettings, setTextSize } from '../../theme/text-size.ts';
import { geometry } from '../voter/frame.tsx';
import { MarkingScreen } from '../voter/marking-screen.tsx';
import { ReviewScreen } from '../voter/review-screen.tsx';
import { WelcomeScreen } from '../voter/welcome-screen.tsx';
import { WriteInScreen } from '../voter/write-in-screen.tsx';
import './preview.css';
import { FRAME_READY, type Previewed, type PreviewMessage } from './previewed.ts';
import { createSpecimenSession, unsignedRound } from './specimen-session.ts';

const SPECIMEN: Text = { zh: '样票', en: 'Specimen' };
/** Its codes are never made. */
const NOWHERE = { meetingId: '', round: 0, checkAddress: '' };
const NO_SLIPS = { slips: 'none', printer: createSlipPrinter() } as const;

export function PreviewPage(): JSX.Element {
  const [shown, setShown] = createSignal<Previewed | null>(null);
  const contests = createMemo(() => shown()?.contests ?? []);
  const session = createSpecimenSession(() => {
    const now = shown();
    if (now === null) return;
    resetDisplaySettings();
    setTextSize(now.size);
    setLanguage(now.language, { remember: false });
  });

  onMount(() => {
    const hear = ({ origin, source, data }: MessageEvent<Partial<PreviewMessage> | null>) => {
      if (origin !== location.origin || source !== window.parent) return;
      if (typeof data === 'object' && data?.preview !== undefined) setShown(data.preview);
    };
    window.addEventListener('message', hear);
    onCleanup(() => window.removeEventListener('message', hear));
    if (window.parent !== window) window.parent.postMessage(FRAME_READY, location.origin);
  });

  const begin = async () => {
    await session.scan('');
    if (shown()?.from === 'V2' && session.screen().id === 'V1') session.begin();
  };
  // Whatever is to be shown otherwise, a new voter comes to it.
  createEffect(
    on(shown, (now) => {
      if (now === null) return;
      setDrawnWidthMm(now.screen.widthMm);
      session.useRound(unsignedRound(now.contests));
      endStaffCall();
      session.end();
    }),
  );
  createEffect(() => {
    if (session.screen().id !== 'V0' || shown() === null) return;
    // Not before the session that ends has ended.
    queueMicrotask(() => void begin());
  });

  const screenOf = <K extends VoterScreen['id']>(id: K) => {
    const at = session.screen();
    return at.id === id ? (at as Extract<VoterScreen, { id: K }>) : false;
  };
  const writeIn = () => {
    const screen = screenOf('V5');
    const contest = screen === false ? undefined : contests()[screen.contest];
    return screen !== false && contest?.kind === 'election' && { screen, contest };
  };

  return (
    <Show when={shown()}>
      {(now) => (
        <>
          <Switch>
            <Match when={screenOf('V1')}>
              <WelcomeScreen session={session} contests={contests()} />
            </Match>
            <Match when={screenOf('V2')}>
              {(at) => (
                <MarkingScreen
                  session={session}
                  screen={at()}
                  contests={contests()}
                  people={now().people}
                  surnames={now().surnames}
                />
              )}
            </Match>
            <Match when={writeIn()}>
              {(at) => (
                <WriteInScreen
                  session={session}
                  screen={at().screen}
                  contest={at().contest}
                  surnames={now().surnames}
                />
              )}
            </Match>
            <Match when={screenOf('V3')}>
              {(at) => (
                <ReviewScreen
                  session={session}
                  screen={at()}
                  contests={contests()}
                  place={NOWHERE}
                  printing={NO_SLIPS}
                />
              )}
            </Match>
          </Switch>
          <div class="specimen-edges" style={{ '--mm': `${drawnPxPerMm() * geometry().unit}px` }}>
            <TestRunStripe when place="edges" text={SPECIMEN} />
          </div>
        </>
      )}
    </Show>
  );
}
