/**
 * The big screen (UX 5.6). It shows what the operator has chosen and nothing else: no view follows another by itself, and
 * what a view does not need is not in the page.
 */
import { createEffect, type JSX, Match, Switch } from 'solid-js';
import { type ScreenState, screenState } from '../../../server/contract/screen.ts';
import { OfficialPage } from '../../controls/official-page.tsx';
import { Progress } from '../../controls/progress.tsx';
import { PairingForm } from '../../controls/sign-in-form.tsx';
import { call } from '../../session/client.ts';
import { createPolledState } from '../../session/polled-state.ts';
import { WallView } from './wall-view.tsx';

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

function Wall(props: { readonly state: ScreenState }): JSX.Element {
  createEffect(() => {
    document.title = props.state.meeting.title;
  });
  return (
    <main class="wall-page" data-screen={SCREEN_ID[props.state.view]} data-view={props.state.view}>
      <WallView state={props.state} />
    </main>
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
      <Match when={state()}>{(current) => <Wall state={current()} />}</Match>
    </Switch>
  );
}
