/** One picture of the big screen (UX 5.6), on the wall itself and small in the operator's hands. */
import { createSignal, type JSX, Match, onCleanup, Show, Switch } from 'solid-js';
import type { ScreenState } from '../../../server/contract/screen.ts';
import { TestRunStripe } from '../../controls/test-run-stripe.tsx';
import { daysIn } from '../../session/days.ts';
import { CheckInView, ClosingView, PaperView, VotingView, ZeroView } from './hall-views.tsx';
import { MotionView } from './motion-view.tsx';
import { CountingView, DigitsView, LogView, VerifyView } from './record-views.tsx';
import { ElectedView, ResultView } from './result-views.tsx';
import { useWallSay, WallLanguage } from './wall-language.ts';
import './wall.css';

const CLOCK_MS = 5000;

function clockText(now: Date): string {
  return `${String(now.getHours()).padStart(2, '0')}:${String(now.getMinutes()).padStart(2, '0')}`;
}

function WelcomeView(props: { readonly state: ScreenState }): JSX.Element {
  const say = useWallSay();
  const [now, setNow] = createSignal(new Date());
  const timer = setInterval(() => setNow(new Date()), CLOCK_MS);
  onCleanup(() => clearInterval(timer));
  return (
    <div class="wall-centre">
      <p class="wall-organization">{props.state.meeting.organization}</p>
      <h1 class="wall-welcome" style={{ '--length': Math.max([...props.state.meeting.title].length, 8) }}>
        {props.state.meeting.title}
      </h1>
      <p class="wall-place">
        {daysIn(props.state.meeting.date, props.state.language)}
        <Show when={props.state.place}> · {props.state.place}</Show>
      </p>
      <p class="wall-clock">{clockText(now())}</p>
      <Show when={props.state.digits}>
        {(digits) => (
          <p class="wall-key" data-digits={digits().join(' ')}>
            <span>{say({ zh: '密钥核对数字', en: 'Key digits' })}</span>
            <span class="code">{digits().join(' ')}</span>
          </p>
        )}
      </Show>
    </div>
  );
}

/** One line whatever its length: it shrinks, and only then wraps. */
function Title(props: { readonly text: string }): JSX.Element {
  return (
    <span class="wall-title" style={{ '--length': Math.max([...props.text].length, 8) }}>
      {props.text}
    </span>
  );
}

function Header(props: { readonly state: ScreenState }): JSX.Element {
  const say = useWallSay();
  return (
    <header class="wall-header">
      <Show
        when={props.state.view === 'result' ? props.state.result : null}
        fallback={<Title text={props.state.meeting.title} />}
      >
        {(result) => (
          <Title
            text={say({
              zh: `发出 ${result().issued} · 收回 ${result().recovered} · 有效 ${result().valid}`,
              en: `Issued ${result().issued} · Returned ${result().recovered} · Valid ${result().valid}`,
            })}
          />
        )}
      </Show>
    </header>
  );
}

export function WallView(props: { readonly state: ScreenState }): JSX.Element {
  const wall = {
    get language() {
      return props.state.language;
    },
  };
  return (
    <WallLanguage.Provider value={wall}>
      <div class="wall-frame" lang={props.state.language === 'zh' ? 'zh-CN' : 'en'}>
        <div
          class="wall"
          data-picture={props.state.view}
          data-page={props.state.part}
          data-round={props.state.round}
          data-test-run={props.state.meeting.testRun}
        >
          <TestRunStripe when={props.state.meeting.testRun} place="head" />
          <Header state={props.state} />
          <div class="wall-main">
            <Switch fallback={<WelcomeView state={props.state} />}>
              <Match when={props.state.view === 'digits' && props.state.digits}>
                {(digits) => <DigitsView digits={digits()} />}
              </Match>
              <Match when={props.state.view === 'log' && props.state.log}>{(log) => <LogView log={log()} />}</Match>
              <Match when={props.state.view === 'check-in' && props.state.attendance}>
                {(attendance) => (
                  <CheckInView
                    attendance={attendance()}
                    arrivals={props.state.arrivals ?? []}
                    kind={props.state.meeting.kind}
                  />
                )}
              </Match>
              <Match when={props.state.view === 'zero' && props.state.voting}>
                {(voting) => <ZeroView cast={voting().cast} kind={props.state.meeting.kind} />}
              </Match>
              <Match when={props.state.paper}>
                {(paper) => <PaperView paper={paper()} view={props.state.view} kind={props.state.meeting.kind} />}
              </Match>
              <Match when={props.state.view === 'voting' && props.state.voting}>
                {(voting) => <VotingView voting={voting()} contests={props.state.contests ?? []} />}
              </Match>
              <Match when={props.state.view === 'closing' && props.state.voting}>
                {(voting) => (
                  <ClosingView voting={voting()} accounting={props.state.accounting} kind={props.state.meeting.kind} />
                )}
              </Match>
              <Match when={props.state.view === 'counting' && props.state.counting}>
                {(counting) => <CountingView counting={counting()} part={props.state.part} />}
              </Match>
              <Match when={props.state.view === 'result' && props.state.result}>
                {(result) => (
                  <ResultView
                    result={result()}
                    part={props.state.part}
                    order={props.state.order}
                    language={props.state.language}
                    isStriped={props.state.meeting.testRun}
                  />
                )}
              </Match>
              <Match when={props.state.view === 'elected' && props.state.elected}>
                {(elected) => <ElectedView elected={elected()} part={props.state.part} />}
              </Match>
              <Match when={props.state.view === 'motion' && props.state.motion}>
                {(motion) => <MotionView motion={motion()} />}
              </Match>
              <Match when={props.state.view === 'verify' && props.state.verify}>
                {(verify) => <VerifyView verify={verify()} />}
              </Match>
            </Switch>
          </div>
        </div>
      </div>
    </WallLanguage.Provider>
  );
}
