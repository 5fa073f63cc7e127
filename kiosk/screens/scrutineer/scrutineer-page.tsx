/** 监票人: the page of one scrutineer on her own device, from enrolment to the signed result. */
import { createSignal, type JSX, onCleanup, Show } from 'solid-js';
import { Button } from '../../controls/button.tsx';
import { OfficialPage } from '../../controls/official-page.tsx';
import { AccessScreens, type Unlocked } from './access-screens.tsx';
import { createDevice } from './device.ts';
import { knownDevices } from './device-store.ts';
import './scrutineer.css';
import { ShareSheet } from './share-sheet.tsx';
import { StatusAside } from './status-aside.tsx';
import { Tasks } from './tasks.tsx';
import { openWorkshop, type Workshop } from './workshop.ts';

const ROLE = { zh: '监票人', en: 'Scrutineer' };

function UnlockedPage(props: { readonly unlocked: Unlocked; readonly workshop: Workshop }): JSX.Element {
  // The device lives as long as this component; props.unlocked never changes under it.
  const device = createDevice({ ...props.unlocked, workshop: props.workshop });
  const screen = () => {
    const phase = device.server()?.meeting.phase;
    return device.alarm() !== null
      ? 'alarm'
      : phase === 'ceremony'
        ? (device.ceremony()?.kind ?? 'ceremony')
        : (phase ?? 'connecting');
  };
  return (
    <>
      <OfficialPage
        role={ROLE}
        meeting={device.server()?.meeting.title}
        phase={device.server()?.meeting.phase}
        screen={screen()}
        tools={
          // Reloading is the surest way to take the secrets out of memory.
          <Button kind="quiet" text={{ zh: '锁定', en: 'Lock' }} onPress={() => location.reload()} name="lock" />
        }
      >
        <div class="scrutineer">
          <Tasks device={device} workshop={props.workshop} />
          <StatusAside device={device} />
        </div>
      </OfficialPage>
      <Show when={device.state().share}>
        <ShareSheet device={device} />
      </Show>
    </>
  );
}

export function ScrutineerPage(): JSX.Element {
  const [unlocked, setUnlocked] = createSignal<Unlocked | null>(null);
  const workshop = openWorkshop();
  onCleanup(workshop.close);
  return (
    <Show
      when={unlocked()}
      fallback={
        <OfficialPage role={ROLE} screen="access" narrow>
          <AccessScreens workshop={workshop} known={knownDevices()} onUnlocked={setUnlocked} />
        </OfficialPage>
      }
    >
      {(one) => <UnlockedPage unlocked={one()} workshop={workshop} />}
    </Show>
  );
}
