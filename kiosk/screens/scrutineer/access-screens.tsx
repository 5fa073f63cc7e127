/** How a scrutineer comes to her device: enrol with a code, unlock after a reload, or restore from file or sheet. */
import { createSignal, For, type JSX, Match, Show, Switch } from 'solid-js';
import { newConfidentialKey } from '../../../crypto/confidential.ts';
import { joinSymbols } from '../../../printables/qr/split.ts';
import { newScrutineer } from '../../../tally/roles/scrutineer/enrolment.ts';
import { writeKeyFile } from '../../../tally/roles/scrutineer/key-file.ts';
import type { ScrutineerState } from '../../../tally/roles/scrutineer/state.ts';
import { Button } from '../../controls/button.tsx';
import { FileField, TextAreaField, TextField } from '../../controls/fields.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { Progress } from '../../controls/progress.tsx';
import { type Paired, PairingForm } from '../../controls/sign-in-form.tsx';
import { say, type Text } from '../../session/language.ts';
import { randomBytes } from '../../session/random.ts';
import { type Identity, storedKeyFile, storeKeyFile } from './device-store.ts';
import { saveKeyFile } from './save-key-file.ts';
import { type RestoreRefusal, restore, type UnlockRefusal, unlockStored } from './unlock.ts';
import type { Workshop } from './workshop.ts';

export const SHORTEST_PASSPHRASE = 8;

export type Unlocked = {
  readonly who: Identity;
  readonly state: ScrutineerState;
  readonly passphrase: string;
  readonly isFileNew: boolean;
};

type Access = { readonly workshop: Workshop; readonly onUnlocked: (unlocked: Unlocked) => void };

const SCRYPT_WAIT: Text = {
  zh: '正在用口令加密、解密，需要一两秒…',
  en: 'Working with the passphrase; this takes a second or two…',
};

/** K2: keys and passphrase of a newly paired device. */
export function NewKeys(props: Access & { readonly who: Identity }): JSX.Element {
  const [passphrase, setPassphrase] = createSignal('');
  const [again, setAgain] = createSignal('');
  const [busy, setBusy] = createSignal(false);
  const differs = () => again() !== '' && again() !== passphrase();
  const isReady = () => passphrase().trim().length >= SHORTEST_PASSPHRASE && again() === passphrase();
  const make = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!isReady()) return;
    setBusy(true);
    const state = newScrutineer(props.who, randomBytes, await newConfidentialKey());
    const content = writeKeyFile(state);
    storeKeyFile(props.who, await props.workshop.run({ kind: 'seal', passphrase: passphrase(), content }));
    props.onUnlocked({ who: props.who, state, passphrase: passphrase(), isFileNew: true });
  };
  return (
    <Card title={{ zh: `${props.who.name}，请设口令`, en: `${props.who.name}, choose a passphrase` }} name="new-keys">
      <p>
        {say({
          zh: '这台设备现在为您产生钥匙。钥匙只在这台设备上，用您的口令加密保存；服务器没有，别人也没有。',
          en: 'This device now makes your keys. They stay on it, encrypted under your passphrase; neither the server nor anybody else has them.',
        })}
      </p>
      <Notice
        tone="warning"
        text={{
          zh: '口令忘了，谁也找不回来。请独自输入，不要让别人看见。',
          en: 'Nobody can recover a forgotten passphrase. Enter it alone and unobserved.',
        }}
      />
      <form class="stack" onSubmit={(event) => void make(event)}>
        <TextField
          label={{ zh: '口令', en: 'Passphrase' }}
          help={{
            zh: `至少 ${SHORTEST_PASSPHRASE} 个字符，可以用中文。`,
            en: `At least ${SHORTEST_PASSPHRASE} characters.`,
          }}
          type="password"
          value={passphrase()}
          onInput={setPassphrase}
          autocomplete="new-password"
          name="passphrase"
          autofocus
        />
        <TextField
          label={{ zh: '再输入一次', en: 'Once more' }}
          type="password"
          value={again()}
          onInput={setAgain}
          autocomplete="new-password"
          error={differs() ? { zh: '两次输入不同。', en: 'The two differ.' } : null}
          name="passphrase-again"
        />
        <Show when={busy()}>
          <Progress text={SCRYPT_WAIT} />
        </Show>
        <div class="row" data-end="true">
          <Button
            submit
            kind="primary"
            text={{ zh: '产生我的钥匙', en: 'Make my keys' }}
            disabled={!isReady()}
            busy={busy()}
            name="make-keys"
          />
        </div>
      </form>
    </Card>
  );
}

const UNLOCK_REFUSED: Readonly<Record<UnlockRefusal, Text>> = {
  'wrong-passphrase': {
    zh: '口令不对，或文件已损坏。',
    en: 'The passphrase is wrong, or the file is damaged.',
  },
  'memory-unreadable': {
    zh: '这台设备读不出自己联署过什么、解密过什么的记录，不能再用这把钥匙：忘了这些，就可能被骗再给一次。请不要清除浏览器数据，保留这台设备，告诉总监票人和主持人；人数够，就由其他监票人继续。',
    en: 'This device cannot read its note of what it has cosigned and decrypted, and the keys must not be used without it: a device that forgot could be made to give a second time. Do not clear the browser’s data; keep the device and tell the chief scrutineer and the chair. The other scrutineers go on if they are enough.',
  },
};

/** After a reload only the passphrase is asked for. */
export function Unlock(props: Access & { readonly who: Identity; readonly onOther: () => void }): JSX.Element {
  const [passphrase, setPassphrase] = createSignal('');
  const [busy, setBusy] = createSignal(false);
  const [refusal, setRefusal] = createSignal<UnlockRefusal | null>(null);
  const open = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    setRefusal(null);
    const opened = await unlockStored(props.workshop, props.who, passphrase());
    setBusy(false);
    if (!opened.ok) setRefusal(opened.error);
    else props.onUnlocked({ ...opened.value, passphrase: passphrase(), isFileNew: false });
  };
  const words = () => {
    const code = refusal();
    return code === null ? null : UNLOCK_REFUSED[code];
  };
  return (
    <Card title={{ zh: `${props.who.name}，请输入口令`, en: `${props.who.name}, your passphrase` }} name="unlock">
      <p>
        {say({
          zh: '您的密钥文件加密保存在这台设备上。',
          en: 'Your key file is kept on this device, encrypted.',
        })}
      </p>
      <form class="stack" onSubmit={(event) => void open(event)}>
        <TextField
          label={{ zh: '口令', en: 'Passphrase' }}
          type="password"
          value={passphrase()}
          onInput={setPassphrase}
          autocomplete="current-password"
          error={words()}
          name="passphrase"
          autofocus
        />
        <Show when={busy()}>
          <Progress text={SCRYPT_WAIT} />
        </Show>
        <div class="row" data-end="true">
          <Button
            kind="quiet"
            text={{ zh: '换人或换会议', en: 'Another person or meeting' }}
            onPress={() => props.onOther()}
            name="other"
          />
          <Button
            submit
            kind="primary"
            text={{ zh: '解锁', en: 'Unlock' }}
            disabled={passphrase() === ''}
            busy={busy()}
            name="unlock"
          />
        </div>
      </form>
    </Card>
  );
}

/** From the downloaded file, or from the printed sheet's codes read by a scanner into the field. */
function Restore(props: Access): JSX.Element {
  const [file, setFile] = createSignal<Uint8Array | null>(null);
  const [scanned, setScanned] = createSignal('');
  const [passphrase, setPassphrase] = createSignal('');
  const [busy, setBusy] = createSignal(false);
  const [refusal, setRefusal] = createSignal<RestoreRefusal | null>(null);
  const [isSaved, setSaved] = createSignal(false);
  const fromSheet = () => {
    const lines = scanned()
      .split('\n')
      .filter((line) => line !== '');
    return lines.length === 0 ? null : joinSymbols('CPS1', lines);
  };
  const sheetNote = (): Text | null => {
    const joined = fromSheet();
    if (joined === null || joined.ok) return null;
    return joined.error === 'parts-missing'
      ? { zh: '还有二维码没有扫描。', en: 'There are more codes to scan.' }
      : { zh: '扫到的不是同一张份额单上的二维码。', en: 'These are not the codes of one share sheet.' };
  };
  const content = () => {
    const joined = fromSheet();
    return file() ?? (joined?.ok === true ? joined.value : null);
  };
  const open = async (replacing: boolean) => {
    const bytes = content();
    if (bytes === null) return;
    setBusy(true);
    setRefusal(null);
    setSaved(false);
    const opened = await restore(props.workshop, bytes, passphrase(), replacing);
    setBusy(false);
    if (!opened.ok) setRefusal(opened.error);
    else props.onUnlocked({ ...opened.value, passphrase: passphrase(), isFileNew: false });
  };
  const words = () => {
    const now = refusal();
    return typeof now === 'string' ? UNLOCK_REFUSED[now] : null;
  };
  /** Whose key file stands in the way. */
  const other = () => {
    const now = refusal();
    return now === null || typeof now === 'string' ? null : now.who;
  };
  const saveOther = (who: Identity) => {
    saveKeyFile(who, storedKeyFile(who) ?? new Uint8Array());
    setSaved(true);
  };
  return (
    <Card title={{ zh: '从密钥文件恢复', en: 'Restore from the key file' }} name="restore">
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void open(false);
        }}
      >
        <FileField
          label={{ zh: '密钥文件（.age）', en: 'Key file (.age)' }}
          accept=".age"
          onFile={(chosen) => void chosen.arrayBuffer().then((bytes) => setFile(new Uint8Array(bytes)))}
          name="key-file"
        />
        <details>
          <summary>{say({ zh: '或者：扫描纸上的份额单', en: 'Or: scan the printed share sheet' })}</summary>
          <TextAreaField
            label={{ zh: '光标放在这里，用扫码枪逐个扫描', en: 'Put the cursor here and scan each code' }}
            value={scanned()}
            onInput={setScanned}
            error={sheetNote()}
            name="share-sheet"
          />
        </details>
        <TextField
          label={{ zh: '口令', en: 'Passphrase' }}
          type="password"
          value={passphrase()}
          onInput={setPassphrase}
          autocomplete="current-password"
          error={words()}
          name="restore-passphrase"
        />
        <Show when={other()}>
          {(who) => (
            <Notice
              tone="warning"
              name="other-file"
              text={{
                zh: '这台设备上已有您的另一份密钥文件，口令或钥匙不同，可能正是它含有您的密钥份额。要换成这一份，请先把原来的下载保存好。',
                en: 'This device already holds another key file of yours, with another passphrase or other keys; it may be the one with your key share. Download and keep it before you put this one in its place.',
              }}
            >
              <div class="row">
                <Button
                  text={{ zh: '下载原来的密钥文件', en: 'Download the old key file' }}
                  onPress={() => saveOther(who())}
                  name="save-other"
                />
                <Button
                  text={{ zh: '换成这一份', en: 'Use this one instead' }}
                  disabled={!isSaved()}
                  onPress={() => void open(true)}
                  name="replace"
                />
              </div>
            </Notice>
          )}
        </Show>
        <Show when={busy()}>
          <Progress text={SCRYPT_WAIT} />
        </Show>
        <div class="row" data-end="true">
          <Button
            submit
            text={{ zh: '恢复', en: 'Restore' }}
            disabled={content() === null || passphrase() === ''}
            busy={busy()}
            name="restore"
          />
        </div>
      </form>
    </Card>
  );
}

export function AccessScreens(props: Access & { readonly known: readonly Identity[] }): JSX.Element {
  const [paired, setPaired] = createSignal<Identity | null>(null);
  const [chosen, setChosen] = createSignal<Identity | null>(props.known[0] ?? null);
  const take = (role: Paired) => {
    if (role.role !== 'scrutineer') return;
    const who = { meeting: role.meeting, index: role.index, name: role.name };
    // A second code for a device that has keys: they are unlocked, never made anew over the old ones.
    if (storedKeyFile(who) === null) setPaired(who);
    else setChosen(who);
  };
  return (
    <>
      <h1 class="visually-hidden">{say({ zh: '监票人的设备', en: 'A scrutineer’s device' })}</h1>
      <Switch>
        <Match when={paired()}>
          {(who) => <NewKeys who={who()} workshop={props.workshop} onUnlocked={props.onUnlocked} />}
        </Match>
        <Match when={chosen()}>
          {(who) => (
            <Unlock
              who={who()}
              workshop={props.workshop}
              onUnlocked={props.onUnlocked}
              onOther={() => setChosen(null)}
            />
          )}
        </Match>
        <Match when={true}>
          <Show when={props.known.length > 0}>
            <Card title={{ zh: '这台设备上的监票人', en: 'Scrutineers of this device' }}>
              <div class="row">
                <For each={props.known}>
                  {(who) => (
                    <Button
                      text={{ zh: who.name, en: who.name }}
                      onPress={() => setChosen(who)}
                      name={`known-${who.index}`}
                    />
                  )}
                </For>
              </div>
            </Card>
          </Show>
          <PairingForm
            role="scrutineer"
            title={{ zh: '监票人登记', en: 'Enrol as a scrutineer' }}
            help={{
              zh: '请组织者给您一个一次性登记码。每位监票人用自己的设备。',
              en: 'Ask the organizer for your one-time code. Every scrutineer uses a device of her own.',
            }}
            onPaired={take}
          />
          <Restore workshop={props.workshop} onUnlocked={props.onUnlocked} />
        </Match>
      </Switch>
    </>
  );
}
