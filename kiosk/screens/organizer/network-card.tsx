/** The hall's network: where devices find the server, how they know it is the right one, and what is wrong with it now. */
import { For, type JSX, Show } from 'solid-js';
import { hallNetwork } from '../../../server/contract/network.ts';
import { CheckList } from '../../controls/check-list.tsx';
import { Fingerprint } from '../../controls/fingerprint.tsx';
import { Card } from '../../controls/official-page.tsx';
import { QrCode } from '../../controls/qr-code.tsx';
import { call } from '../../session/client.ts';
import { say } from '../../session/language.ts';
import { createPolledState } from '../../session/polled-state.ts';

const POLL_MS = 10_000;

export function NetworkCard(props: { readonly meeting: string }): JSX.Element {
  const { state } = createPolledState(() => call(hallNetwork), { intervalMs: POLL_MS });
  const secure = () => state()?.addresses.filter((address) => address.secure !== null) ?? [];
  const trustPage = () => {
    const first = secure()[0] ?? state()?.addresses[0];
    return first === undefined ? null : `${first.plain}/trust/?meeting=${props.meeting}`;
  };
  return (
    <Card title={{ zh: '会场网络', en: 'Network of the hall' }} name="network">
      <Show when={state()?.certificate}>
        {(certificate) => (
          <>
            <CheckList
              checks={[
                {
                  name: 'address',
                  title: { zh: '各台设备的地址', en: 'Address for the devices' },
                  state: secure().length > 0 ? 'passed' : 'failed',
                  detail:
                    secure().length > 0
                      ? {
                          zh: secure()
                            .map((one) => one.secure)
                            .join('、'),
                          en: secure()
                            .map((one) => one.secure)
                            .join(', '),
                        }
                      : {
                          zh: '这台电脑没有内网地址：请接上会场的交换机',
                          en: 'this computer has no private address: connect it to the switch of the hall',
                        },
                },
                {
                  name: 'certificate',
                  title: { zh: '证书', en: 'Certificate' },
                  state: 'passed',
                  detail: {
                    zh: `自动更新；现在的用到 ${certificate().serverUntil}，各台设备装的“${certificate().authority}”用到 ${certificate().authorityUntil}`,
                    en: `renewed by itself; the present one ends ${certificate().serverUntil}, “${certificate().authority}” on the devices ends ${certificate().authorityUntil}`,
                  },
                },
                {
                  name: 'clock',
                  title: { zh: '时钟', en: 'Clock' },
                  state: certificate().clockPlausible ? 'passed' : 'failed',
                  detail: certificate().clockPlausible
                    ? { zh: '正常', en: 'plausible' }
                    : {
                        zh: '这台电脑的日期不对，请调正',
                        en: 'the date of this computer is wrong: set it right',
                      },
                },
              ]}
            />
            <Show when={trustPage()}>
              {(address) => (
                <div class="code-words">
                  <span>
                    {say({
                      zh: '每台平板、电脑先扫这个码，装好会场的证书，领取投票机启动程序：',
                      en: 'Every tablet and computer scans this first, to install the hall’s certificate and to fetch the kiosk launcher:',
                    })}
                  </span>
                  <a class="faint" href={`/trust/?meeting=${props.meeting}`} target="_blank" rel="noopener">
                    {address()}
                  </a>
                  <span class="code-qr">
                    <QrCode text={address()} title={{ zh: '安装证书的页面', en: 'The page about the certificate' }} />
                  </span>
                </div>
              )}
            </Show>
            <p>
              {say({
                zh: '安装时，看着这里念，设备那边逐组核对（SHA-256；Windows 只显示 SHA-1）：',
                en: 'Read from here while it is installed; the device is compared group by group (SHA-256; Windows shows SHA-1 only):',
              })}
            </p>
            <For
              each={
                [
                  {
                    name: 'sha256',
                    groups: certificate().sha256,
                    title: { zh: 'SHA-256 指纹', en: 'SHA-256 fingerprint' },
                  },
                  { name: 'sha1', groups: certificate().sha1, title: { zh: 'SHA-1 指纹', en: 'SHA-1 fingerprint' } },
                ] as const
              }
            >
              {(one) => <Fingerprint groups={one.groups} title={one.title} name={one.name} titled />}
            </For>
          </>
        )}
      </Show>
    </Card>
  );
}
