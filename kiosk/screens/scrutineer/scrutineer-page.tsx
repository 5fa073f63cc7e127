/** 监票人: the page of one scrutineer on her own device, from enrolment to the signed result. */
import { createEffect, createMemo, createSignal, type JSX, onCleanup, Show } from 'solid-js';
import { Button } from '../../controls/button.tsx';
import { Notice } from '../../controls/notice.tsx';
import { OfficialPage } from '../../controls/official-page.tsx';
import { AccessScreens, type Unlocked } from './access-screens.tsx';
import { createDevice } from './device.ts';
import { type Identity, knownDevices } from './device-store.ts';
import { forgetWiped } from './forget-wiped.ts';
import './scrutineer.css';
import { ShareSheet } from './share-sheet.tsx';
import { StatusAside } from './status-aside.tsx';
import { Tasks } from './tasks.tsx';
import { openWorkshop, type Workshop } from './workshop.ts';

const ROLE = { zh: '监票人', en: 'Scrutineer' };

/** Of a test run that was wiped nothing is left here but files she saved and sheets she printed herself. */
const FORGOTTEN = {
  zh: '演练已由两名工作人员清除，清零证明的签名已核对。这台设备里的演练密钥文件已经删除。另存的密钥文件请删除，印出的份额单请销毁。',
  en: 'The test run was wiped by two officials; the signature of the proof of zero was checked. Its key file has been deleted from this device. Delete any copy you saved and destroy the share sheet you printed.',
};

function UnlockedPage(props: {
  readonly unlocked: Unlocked;
  readonly workshop: Workshop;
  readonly onForgotten: () => void;
}): JSX.Element {
  // The device lives as long as this component; props.unlocked never changes under it.
  const device = createDevice({ ...props.unlocked, workshop: props.workshop });
  const isUnknown = createMemo(() => device.refusal()?.code === 'not-signed-in');
  createEffect(() => {
    if (!isUnknown()) return;
    void forgetWiped([device.who]).then((forgotten) => {
      if (forgotten.length > 0) props.onForgotten();
    });
  });
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
  const [known, setKnown] = createSignal(knownDevices());
  const [hasForgotten, setForgotten] = createSignal(false);
  const forget = () => {
    setForgotten(true);
    setKnown(knownDevices());
    setUnlocked(null);
  };
  const workshop = openWorkshop();
  onCleanup(workshop.close);
  void forgetWiped(known()).then((forgotten: readonly Identity[]) => {
    if (forgotten.length > 0 && unlocked() === null) forget();
  });
  return (
    <Show
      when={unlocked()}
      fallback={
        <OfficialPage role={ROLE} screen="access" narrow>
          <Show when={hasForgotten()}>
            <Notice tone="good" text={FORGOTTEN} name="forgotten" />
          </Show>
          <Show when={known()} keyed>
            {(devices) => <AccessScreens workshop={workshop} known={devices} onUnlocked={setUnlocked} />}
          </Show>
        </OfficialPage>
      }
    >
      {(one) => <UnlockedPage unlocked={one()} workshop={workshop} onForgotten={forget} />}
    </Show>
  );
}
