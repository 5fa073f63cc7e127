/** The key ceremony as its scrutineer sees it (UX 5.4 K1–K5): one sheet at a time, colleagues ticked off below. */
import { createSignal, For, type JSX, Match, Show, Switch } from 'solid-js';
import { abortReasonText } from '../../../tally/roles/scrutineer/abort-reason.ts';
import type { CeremonyWait } from '../../../tally/roles/scrutineer/key-ceremony.ts';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { Progress } from '../../controls/progress.tsx';
import { say, type Text } from '../../session/language.ts';
import type { CeremonyShown, Device } from './device.ts';
import { StepTitle } from './step-title.tsx';

type Props = { readonly device: Device };

const names = (device: Device): readonly string[] => device.server()?.colleagues.map(({ name }) => name) ?? [];

/** 3 人中任意 2 人可以开票. */
export const thresholdWords = (n: number, t: number): Text => ({
  zh: n === t ? `${n} 人必须全部到场才能开票` : `${n} 人中任意 ${t} 人可以开票`,
  en: n === t ? `all ${n} are needed to open the count` : `any ${t} of the ${n} can open the count`,
});

const WAIT_TITLE: Readonly<Record<CeremonyWait, Text>> = {
  meeting: { zh: '等待会议封存', en: 'Waiting for the meeting to be sealed' },
  commitments: { zh: '等待其他监票人产生密钥', en: 'Waiting for the others to make their keys' },
  packages: { zh: '各设备正在公开密钥包', en: 'The devices are opening their packages' },
  shares: { zh: '正在互换份额', en: 'Exchanging shares' },
  confirmations: { zh: '各设备正在确认联合密钥', en: 'The devices are confirming the joint key' },
};

const WAIT_LEAD: Readonly<Record<CeremonyWait, Text>> = {
  meeting: {
    zh: '组织者封存会议以后，密钥仪式开始。本页会自动转到下一步。',
    en: 'The key ceremony starts when the organizer seals the meeting. This page goes on by itself.',
  },
  commitments: {
    zh: '您的设备已经交出承诺；全部承诺到齐以前，谁的密钥包都不公开，所以谁也不能看着别人的来定自己的。',
    en: 'Your device has committed. No package is opened before all have, so nobody can choose his after seeing another’s.',
  },
  packages: { zh: '每个密钥包都要与它的承诺一致。', en: 'Every package must equal its commitment.' },
  shares: {
    zh: '份额在设备之间加密传递，服务器打不开。每一份都与公开的密钥包核对。',
    en: 'Shares travel encrypted between the devices; the server cannot open them. Each is checked against its package.',
  },
  confirmations: {
    zh: '每台设备自己算出联合密钥，并且签名。',
    en: 'Every device computes the joint key itself and signs it.',
  },
};

/** Who of the colleagues is done with the step shown. */
function Colleagues(props: Props & { readonly missing: readonly number[] }): JSX.Element {
  return (
    <ul class="colleagues">
      <For each={names(props.device)}>
        {(name, at) => {
          const isDone = () => !props.missing.includes(at() + 1);
          return (
            <li data-done={isDone()}>
              <span aria-hidden="true">{isDone() ? '✔' : '…'}</span>
              <span>{name}</span>
              <span class="faint">{say(isDone() ? { zh: '好了', en: 'done' } : { zh: '等待', en: 'waiting' })}</span>
            </li>
          );
        }}
      </For>
    </ul>
  );
}

function Begin(
  props: Props & { readonly aborted: { readonly by: number; readonly reason: string } | null },
): JSX.Element {
  const [busy, setBusy] = createSignal(false);
  const colleagues = () => names(props.device);
  const threshold = () => props.device.server()?.threshold ?? 0;
  const begin = async () => {
    setBusy(true);
    await props.device.begin();
    setBusy(false);
  };
  return (
    <>
      <StepTitle
        id="K1"
        title={{ zh: '密钥仪式：到场', en: 'Key ceremony: everybody present' }}
        lead={thresholdWords(colleagues().length, threshold())}
      />
      <Show when={props.aborted}>
        {(aborted) => (
          <Notice
            tone="bad"
            name="aborted"
            text={{
              zh: `上一次仪式已中止，全部资料已删除。${abortReasonText(aborted().reason, colleagues()).zh}（由 ${colleagues()[aborted().by - 1] ?? ''} 的设备发现）`,
              en: `The last ceremony was aborted and everything of it deleted. ${abortReasonText(aborted().reason, colleagues()).en} (found by the device of ${colleagues()[aborted().by - 1] ?? ''})`,
            }}
          />
        )}
      </Show>
      <Card title={{ zh: '到场的监票人', en: 'Scrutineers present' }}>
        <ul class="colleagues">
          <For each={props.device.server()?.colleagues ?? []}>
            {(colleague) => (
              <li data-done={colleague.online || colleague.index === props.device.who.index}>
                <span aria-hidden="true">
                  {colleague.online || colleague.index === props.device.who.index ? '✔' : '…'}
                </span>
                <span>{colleague.name}</span>
                <span class="faint">
                  {say(
                    colleague.index === props.device.who.index
                      ? { zh: '我', en: 'me' }
                      : colleague.online
                        ? { zh: '设备在线', en: 'device online' }
                        : { zh: '还没有联机', en: 'not connected' },
                  )}
                </span>
              </li>
            )}
          </For>
        </ul>
        <p>
          {say({
            zh: '这一步您的设备产生自己的一部分密钥，存进密钥文件。没有一台设备、也没有服务器知道整把密钥。',
            en: 'Your device now makes its part of the key and puts it into the key file. No device and no server ever holds the whole key.',
          })}
        </p>
        <div class="row" data-end="true">
          <Button
            kind="primary"
            text={{ zh: '我到场了，产生密钥', en: 'I am here: make my part' }}
            busy={busy()}
            onPress={() => void begin()}
            name="begin"
          />
        </div>
      </Card>
    </>
  );
}

function Compare(props: Props & { readonly ceremony: string; readonly digits: readonly string[] }): JSX.Element {
  const [busy, setBusy] = createSignal(false);
  const [isAsking, setAsking] = createSignal(false);
  const agree = async () => {
    setBusy(true);
    await props.device.confirmDigits(props.ceremony);
    setBusy(false);
  };
  return (
    <>
      <StepTitle
        id="K3"
        title={{ zh: '核对数字', en: 'Compare the digits' }}
        lead={{
          zh: '请照自己的屏幕大声念。与其他监票人和大屏完全一样，才按“一致”。',
          en: 'Read them aloud from your own screen. Press “The same” only if every colleague and the big screen show exactly these.',
        }}
      />
      <Card>
        <div class="digits-frame">
          <p class="ceremony-digits" data-name="digits">
            <For each={props.digits}>{(group) => <span>{group}</span>}</For>
          </p>
        </div>
        <p>
          {say({
            zh: '数字不一样，说明有人夹在中间换了密钥。份额还没有发出，这时中止没有任何损失。',
            en: 'Different digits mean that somebody in between has exchanged keys. No share has been sent yet, so aborting now loses nothing.',
          })}
        </p>
        <div class="row" data-end="true">
          <Button
            kind="danger"
            text={{ zh: '不一致', en: 'Not the same' }}
            onPress={() => setAsking(true)}
            name="digits-differ"
          />
          <Button
            kind="primary"
            text={{ zh: '一致', en: 'The same' }}
            busy={busy()}
            onPress={() => void agree()}
            name="digits-agree"
          />
        </div>
      </Card>
      <Show when={isAsking()}>
        <Dialog
          name="digits-differ"
          title={{ zh: '中止仪式，全部重来？', en: 'Abort the ceremony and begin again?' }}
          onCancel={() => setAsking(false)}
          actions={
            <>
              <Button text={{ zh: '返回', en: 'Back' }} onPress={() => setAsking(false)} name="back" />
              <Button
                kind="danger"
                text={{ zh: '中止', en: 'Abort' }}
                onPress={() => {
                  setAsking(false);
                  void props.device.abort({ code: 'digits-differ' });
                }}
                name="abort"
              />
            </>
          }
        >
          <p>
            {say({
              zh: '所有设备都删除这一次产生的密钥。请先查明哪台设备不同。',
              en: 'All devices delete what they made this time. Find out first which device differs.',
            })}
          </p>
        </Dialog>
      </Show>
    </>
  );
}

function Lost(props: Props & { readonly reason: 'meeting-not-mine' | 'secrets-lost' }): JSX.Element {
  return (
    <>
      <StepTitle
        id="K2"
        title={{ zh: '这台设备不能继续', en: 'This device cannot go on' }}
        lead={
          props.reason === 'secrets-lost'
            ? {
                zh: '档案里有您这次仪式的承诺，但本机没有对应的资料：密钥文件是更早的一份。有新的密钥文件，请重新打开本页并从文件恢复。',
                en: 'The record holds your commitment of this ceremony, but this device does not have what belongs to it: the key file is an older one. If there is a newer file, reopen the page and restore from it.',
              }
            : {
                zh: '会议里登记的不是您这台设备的钥匙。',
                en: 'The meeting does not carry the keys of this device.',
              }
        }
      />
      <Show when={props.reason === 'secrets-lost'}>
        <Card>
          <p>
            {say({
              zh: '没有新的文件，只能中止，大家重新开始。',
              en: 'Without a newer file the ceremony has to be aborted and begun again by all.',
            })}
          </p>
          <div class="row" data-end="true">
            <Button
              kind="danger"
              text={{ zh: '中止，重新开始', en: 'Abort and begin again' }}
              onPress={() => void props.device.abort({ code: 'secrets-lost' })}
              name="abort-lost"
            />
          </div>
        </Card>
      </Show>
    </>
  );
}

export function CeremonyScreens(props: Props): JSX.Element {
  const shown = () => props.device.ceremony();
  const as = <K extends CeremonyShown['kind']>(kind: K) => {
    const step = shown();
    return step?.kind === kind ? (step as Extract<CeremonyShown, { readonly kind: K }>) : undefined;
  };
  return (
    <Switch fallback={<Progress text={{ zh: '正在读取档案…', en: 'Reading the record…' }} />}>
      <Match when={as('begin')}>{(step) => <Begin device={props.device} aborted={step().aborted} />}</Match>
      <Match when={as('compare')}>
        {(step) => <Compare device={props.device} ceremony={step().ceremony} digits={step().digits} />}
      </Match>
      <Match when={as('lost')}>{(step) => <Lost device={props.device} reason={step().reason} />}</Match>
      <Match when={as('wait')}>
        {(step) => (
          <>
            <StepTitle
              id={step().for === 'commitments' || step().for === 'packages' ? 'K2' : 'K4'}
              title={WAIT_TITLE[step().for]}
              lead={WAIT_LEAD[step().for]}
            />
            <Card>
              <Colleagues device={props.device} missing={step().missing} />
            </Card>
          </>
        )}
      </Match>
      <Match when={as('rehearsing')}>
        {(step) => (
          <>
            <StepTitle
              id="K5"
              title={{ zh: '试开', en: 'Rehearsal' }}
              lead={{
                zh: '每台设备用自己的份额开同一个试验数，证明份额能用。不用任何选票。',
                en: 'Every device opens one test value with its share, to show that the shares work. No ballot is used.',
              }}
            />
            <Card>
              <Colleagues device={props.device} missing={step().missing} />
            </Card>
          </>
        )}
      </Match>
      <Match when={as('complete')}>
        <StepTitle
          id="K5"
          title={{ zh: '密钥仪式完成，试开一致', en: 'The ceremony is complete, the rehearsal agrees' }}
          lead={{
            zh: '您的份额在密钥文件里。请下载文件，打印份额单，装进信封密封。',
            en: 'Your share is in the key file. Download the file, print the share sheet and seal it in an envelope.',
          }}
        />
      </Match>
    </Switch>
  );
}
