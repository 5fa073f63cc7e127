/**
 * The big screen (UX 5.6). It shows what the operator has chosen and nothing else: no view follows another by itself, and
 * what a view does not need is not in the page.
 */
import { createSignal, For, type JSX, Match, onCleanup, Show, Switch } from 'solid-js';
import { type ScreenState, screenState } from '../../../server/contract/screen.ts';
import { OfficialPage } from '../../controls/official-page.tsx';
import { Progress } from '../../controls/progress.tsx';
import { PairingForm } from '../../controls/sign-in-form.tsx';
import { call } from '../../session/client.ts';
import { createPolledState } from '../../session/polled-state.ts';
import { CheckInView, ClosingView, VotingView, ZeroView } from './hall-views.tsx';
import { CountingView, ElectedView, MotionView, ResultView, VerifyView } from './result-views.tsx';
import './wall.css';

/** Ids of UX 5.6 for tests. */
const SCREEN_ID = {
  welcome: 'B1',
  digits: 'B1-digits',
  log: 'B1-log',
  'check-in': 'B2',
  zero: 'B3',
  voting: 'B4',
  closing: 'B5',
  counting: 'B6',
  result: 'B7',
  elected: 'B8',
  motion: 'B10',
  verify: 'B9',
} as const satisfies Record<ScreenState['view'], string>;

const CLOCK_MS = 5000;

function clockText(now: Date): string {
  return `${String(now.getHours()).padStart(2, '0')}:${String(now.getMinutes()).padStart(2, '0')}`;
}

function WelcomeView(props: { readonly state: ScreenState }): JSX.Element {
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
        {props.state.meeting.date}
        <Show when={props.state.place}> · {props.state.place}</Show>
      </p>
      <p class="wall-clock">{clockText(now())}</p>
    </div>
  );
}

function DigitsView(props: { readonly digits: readonly string[] }): JSX.Element {
  return (
    <div class="wall-centre">
      <h1 class="wall-heading">密钥仪式 · 核对数字</h1>
      <p class="wall-digits" data-digits={props.digits.join(' ')}>
        {props.digits.map((group) => (
          <span>{group}</span>
        ))}
      </p>
      <p>每位监票人照自己的设备读出，完全一致才能继续</p>
    </div>
  );
}

/**
 * The head of the log, for scrutineers and witnesses to compare with what their own devices cosigned, and the digits of the
 * key: whoever was shown another record sees other characters.
 */
function LogView(props: { readonly log: NonNullable<ScreenState['log']> }): JSX.Element {
  const cosigned = ({ cosigned: by, of }: { readonly cosigned: number; readonly of: number }) => `${by} / ${of}`;
  return (
    <div class="wall-centre">
      <h1 class="wall-heading">档案指纹 · 第 {props.log.size} 条</h1>
      <p class="wall-fingerprint code" data-root={props.log.rootGroups.join(' ')}>
        <For each={props.log.rootGroups}>{(group) => <span>{group}</span>}</For>
      </p>
      <p>
        已联署：监票人 {cosigned(props.log.scrutineers)}
        <Show when={props.log.witnesses.of > 0}> · 见证方 {cosigned(props.log.witnesses)}</Show>
      </p>
      <Show when={props.log.digits}>
        {(digits) => (
          <p class="wall-key" data-digits={digits().join(' ')}>
            <span>密钥核对数字</span>
            <span class="code">{digits().join(' ')}</span>
          </p>
        )}
      </Show>
      <p>与各人设备上同一条的指纹一致，就是同一份档案</p>
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

export function WallView(props: { readonly state: ScreenState }): JSX.Element {
  return (
    <div class="wall" data-screen={SCREEN_ID[props.state.view]} data-view={props.state.view}>
      <header class="wall-header">
        <Show
          when={props.state.view === 'result' ? props.state.result : null}
          fallback={<Title text={props.state.meeting.title} />}
        >
          {(result) => <Title text={`发出 ${result().issued} · 收回 ${result().recovered} · 有效 ${result().valid}`} />}
        </Show>
      </header>
      <main class="wall-main">
        <Switch fallback={<WelcomeView state={props.state} />}>
          <Match when={props.state.view === 'digits' && props.state.digits}>
            {(digits) => <DigitsView digits={digits()} />}
          </Match>
          <Match when={props.state.view === 'log' && props.state.log}>{(log) => <LogView log={log()} />}</Match>
          <Match when={props.state.view === 'check-in' && props.state.attendance}>
            {(attendance) => <CheckInView attendance={attendance()} kind={props.state.meeting.kind} />}
          </Match>
          <Match when={props.state.view === 'zero' && props.state.voting}>
            {(voting) => <ZeroView cast={voting().cast} kind={props.state.meeting.kind} />}
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
            {(counting) => <CountingView counting={counting()} />}
          </Match>
          <Match when={props.state.view === 'result' && props.state.result}>
            {(result) => <ResultView result={result()} part={props.state.part} />}
          </Match>
          <Match when={props.state.view === 'elected' && props.state.elected}>
            {(elected) => <ElectedView elected={elected()} />}
          </Match>
          <Match when={props.state.view === 'motion' && props.state.motion}>
            {(motion) => <MotionView motion={motion()} />}
          </Match>
          <Match when={props.state.view === 'verify' && props.state.verify}>
            {(verify) => <VerifyView verify={verify()} />}
          </Match>
        </Switch>
      </main>
    </div>
  );
}

export function WallPage(): JSX.Element {
  const { state, refusal, refresh } = createPolledState(() => call(screenState));
  return (
    <Switch
      fallback={
        <OfficialPage role={{ zh: '大屏', en: 'Big screen' }} screen="connecting" narrow>
          <Progress text={refusal() ?? { zh: '正在连接…', en: 'Connecting…' }} />
        </OfficialPage>
      }
    >
      <Match when={refusal()?.code === 'not-signed-in'}>
        <OfficialPage role={{ zh: '大屏', en: 'Big screen' }} screen="pairing" narrow>
          <PairingForm
            role="screen"
            title={{ zh: '配对大屏', en: 'Pair the big screen' }}
            help={{
              zh: '请输入组织者给出的一次性配对码，然后全屏显示（F11）。',
              en: 'Enter the one-time code given by the organizer, then go full screen (F11).',
            }}
            onPaired={() => void refresh()}
          />
        </OfficialPage>
      </Match>
      <Match when={state()}>{(current) => <WallView state={current()} />}</Match>
    </Switch>
  );
}
