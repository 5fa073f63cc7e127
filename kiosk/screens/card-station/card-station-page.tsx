/** 制卡机 (UX 5.2 M1–M4): make the cards, print them, have them audited and signed, wipe the seeds. */
import { createEffect, type JSX, Match, onCleanup, Show, Switch } from 'solid-js';
import { cardStationState } from '../../../server/contract/card-station.ts';
import { Connecting } from '../../controls/connected.tsx';
import { RefusalNotice } from '../../controls/notice.tsx';
import { OfficialPage } from '../../controls/official-page.tsx';
import { PairingForm } from '../../controls/sign-in-form.tsx';
import { call } from '../../session/client.ts';
import { createPolledState } from '../../session/polled-state.ts';
import { createCardMaking } from './card-making.ts';
import './card-station.css';
import { AuditStep, ClosedStep, MakeStep, PrintStep, SignedStep } from './steps.tsx';

export function CardStationPage(): JSX.Element {
  const { state, refusal, refresh } = createPolledState(() => call(cardStationState));
  const making = createCardMaking(state);

  // Signed by everybody: no card of this list can be made anew, so no seed has a use here any more (M4).
  createEffect(() => {
    if (state()?.step === 'signed') making.wipe();
  });

  // Leaving with seeds in memory loses cards that are not on paper yet.
  const warn = (event: BeforeUnloadEvent) => {
    if (making.held() > 0) event.preventDefault();
  };
  window.addEventListener('beforeunload', warn);
  onCleanup(() => window.removeEventListener('beforeunload', warn));

  const screen = () => {
    const step = state()?.step;
    if (refusal()?.code === 'not-signed-in') return 'pairing';
    if (step === 'closed' || step === undefined) return 'closed';
    if (step === 'signed') return 'M4';
    if (step === 'waiting-signatures') return 'M3';
    return making.held() === 0 ? 'M1' : 'M2';
  };

  return (
    <OfficialPage
      role={{ zh: '制卡', en: 'Card station' }}
      meeting={state()?.meeting.title}
      phase={screen() === 'pairing' ? null : state()?.meeting.phase}
      screen={screen()}
      narrow={screen() === 'pairing'}
    >
      <Switch fallback={<Connecting refusal={refusal()} />}>
        <Match when={screen() === 'pairing'}>
          <PairingForm
            role="card-station"
            title={{ zh: '登记制卡机', en: 'Pair the card station' }}
            help={{
              zh: '请组织者在“设备”里为制卡机发一个配对码。',
              en: 'Ask the organizer for a pairing code of the card station, under “Machines”.',
            }}
            onPaired={() => void refresh()}
          />
        </Match>
        <Match when={state()}>
          {(now) => (
            <>
              <Show when={refusal()}>
                <RefusalNotice refusal={refusal()} />
              </Show>
              <Switch>
                <Match when={screen() === 'closed'}>
                  <ClosedStep state={now()} />
                </Match>
                <Match when={screen() === 'M1'}>
                  <MakeStep state={now()} making={making} />
                </Match>
                <Match when={screen() === 'M2'}>
                  <PrintStep state={now()} making={making} onSubmitted={refresh} />
                </Match>
                <Match when={screen() === 'M3'}>
                  <AuditStep state={now()} making={making} onSubmitted={refresh} />
                </Match>
                <Match when={screen() === 'M4'}>
                  <SignedStep state={now()} making={making} />
                </Match>
              </Switch>
            </>
          )}
        </Match>
      </Switch>
    </OfficialPage>
  );
}
