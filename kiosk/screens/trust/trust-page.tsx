/**
 * How a tablet becomes a device of the hall: it is told to trust the hall's authority, once, and then uses https. Served in the clear,
 * so what has to be compared is compared with the organizer's screen, never with this page alone.
 */
import { createSignal, For, type JSX, Show } from 'solid-js';
import { hallNetwork } from '../../../server/contract/network.ts';
import type { ResponseOf } from '../../../server/contract/route.ts';
import { Connected } from '../../controls/connected.tsx';
import { Fingerprint } from '../../controls/fingerprint.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Card, OfficialPage } from '../../controls/official-page.tsx';
import { QrCode } from '../../controls/qr-code.tsx';
import { call } from '../../session/client.ts';
import { isOwnComputer } from '../../session/hall-origin.ts';
import { say } from '../../session/language.ts';
import { createPolledState } from '../../session/polled-state.ts';
import { DEVICES, kindOf } from './device-steps.ts';
import './trust.css';

type Network = ResponseOf<typeof hallNetwork>;
type Certificate = NonNullable<Network['certificate']>;

const POLL_MS = 10_000;
/** The launcher keeps one profile for each meeting; the organizer's page says which. */
const meeting = (): string => new URLSearchParams(location.search).get('meeting') ?? 'hall';

const SHA256 = { zh: 'SHA-256 指纹', en: 'SHA-256 fingerprint' } as const;
const SHA1 = { zh: 'SHA-1 指纹', en: 'SHA-1 fingerprint' } as const;

function State(props: { readonly secure: string | undefined }): JSX.Element {
  return (
    <Show
      when={location.protocol === 'https:'}
      fallback={
        <Show
          when={!isOwnComputer()}
          fallback={
            <Notice
              name="own-computer"
              text={{
                zh: '这是服务器自己的屏幕。各台设备扫下面的码，打开这一页；安装时请念出这里的指纹。',
                en: 'This is the server’s own screen. Devices scan the code below to open this page; read the fingerprint aloud from here.',
              }}
            />
          }
        >
          <Notice
            tone="warning"
            name="plain"
            text={{
              zh: '现在用的是不加密的 http，只能查验选举档案。装好证书以后，请改用 https 地址。',
              en: 'This is plain http, for checking the record only. Once the certificate is installed, use the https address.',
            }}
          >
            <Show when={props.secure}>
              {(address) => (
                <a href={`${address()}/trust/${location.search}`} data-name="go-secure">
                  {say({ zh: `装好了，打开 ${address()}`, en: `Done: open ${address()}` })}
                </a>
              )}
            </Show>
          </Notice>
        </Show>
      }
    >
      <Notice
        tone="good"
        name="secure"
        text={{
          zh: '这台设备已经用加密的 https 打开了会场服务器。如果浏览器没有给过警告，就可以使用了。',
          en: 'This device has opened the hall server over https. If the browser gave no warning, it is ready.',
        }}
      >
        <a href="/" data-name="go-on">
          {say({ zh: '选择岗位', en: 'Choose a role' })}
        </a>
      </Notice>
    </Show>
  );
}

function Install(props: { readonly certificate: Certificate }): JSX.Element {
  const [kind, setKind] = createSignal(kindOf(navigator.userAgent, navigator.maxTouchPoints));
  const device = () => DEVICES.find((one) => one.kind === kind()) ?? (DEVICES[0] as (typeof DEVICES)[number]);
  const isSha1 = () => device().fingerprint === 'sha1';
  return (
    <Card title={{ zh: '让这台设备信任会场服务器', en: 'Let this device trust the hall’s server' }} name="install">
      <div class="trust-kinds">
        <For each={DEVICES}>
          {(one) => (
            <button
              type="button"
              class="trust-kind"
              data-name={`kind-${one.kind}`}
              aria-pressed={one.kind === kind()}
              onClick={() => setKind(one.kind)}
            >
              {say(one.title)}
            </button>
          )}
        </For>
      </div>
      <a class="trust-file" href={device().file.address} download="" data-name="download">
        {say(device().file.text)}
      </a>
      <ol class="trust-steps">
        <For each={[...device().steps, device().compare]}>{(step) => <li>{say(step)}</li>}</For>
      </ol>
      <p>
        {say({
          zh: `证书名称：${props.certificate.authority}，有效期至 ${props.certificate.authorityUntil}。${say(isSha1() ? SHA1 : SHA256)}：`,
          en: `Name: ${props.certificate.authority}, valid until ${props.certificate.authorityUntil}. ${say(isSha1() ? SHA1 : SHA256)}:`,
        })}
      </p>
      <Fingerprint
        groups={isSha1() ? props.certificate.sha1 : props.certificate.sha256}
        title={isSha1() ? SHA1 : SHA256}
        name="fingerprint"
      />
      <Show when={!isOwnComputer()}>
        <p>
          {say({
            zh: '请组织者看着服务器的屏幕（启动窗口，或“会场”一页）念，您看着设备设置里的证书核对。有一组不同，就不要安装，并告诉组织者。',
            en: 'The organizer reads from the server’s own screen (its window, or the page “In the hall”); you compare with the certificate in this device’s settings. If one group differs, do not install it and tell the organizer.',
          })}
        </p>
      </Show>
    </Card>
  );
}

/** By the names of their files. */
const MACHINES = [
  { file: 'kiosk', title: { zh: '投票机', en: 'Kiosk' } },
  { file: 'screen', title: { zh: '大屏', en: 'Big screen' } },
  { file: 'card-station', title: { zh: '制卡机', en: 'Card station' } },
  { file: 'desk', title: { zh: '签到处', en: 'Check-in desk' } },
] as const;

const SYSTEMS = [
  { ending: 'sh', title: 'Linux' },
  { ending: 'cmd', title: 'Windows' },
] as const;

function Launchers(): JSX.Element {
  return (
    <Card title={{ zh: '启动程序', en: 'Launchers' }} name="launchers">
      <p>
        {say({
          zh: '用它打开各台机器：除会场服务器以外什么地址都打不开，不翻译、不弹窗、不联网更新。投票机和大屏全屏，每次会议用新的浏览器资料夹，意外关闭会自动再开；制卡机和签到处是窗口，关闭以后什么都不留下。',
          en: 'They open the machines: no address but the hall’s server, no translation, no pop-ups, no updates. Kiosk and big screen fill their screen, with a new browser profile for each meeting, and open again whenever they end; card station and desk are windows that leave nothing behind when they are closed.',
        })}
      </p>
      <dl class="trust-launchers">
        <For each={MACHINES}>
          {(machine) => (
            <>
              <dt>{say(machine.title)}</dt>
              <dd class="row">
                <For each={SYSTEMS}>
                  {({ ending, title }) => {
                    const name = `${machine.file}.${ending}`;
                    return (
                      <a
                        class="trust-file"
                        data-kind="secondary"
                        href={`/trust/${encodeURIComponent(meeting())}/${name}`}
                        download={name}
                        data-name={name}
                      >
                        {say({ zh: `${title}（${name}）`, en: `${title} (${name})` })}
                      </a>
                    );
                  }}
                </For>
              </dd>
            </>
          )}
        </For>
      </dl>
      <p class="faint">
        {say({
          zh: 'Linux：sh kiosk.sh；加 --print 不经确认打印到默认打印机；sudo sh kiosk.sh --lock 给整台电脑装白名单。启动程序只经 https 下载。',
          en: 'Linux: sh kiosk.sh; --print prints on the default printer without asking; sudo sh kiosk.sh --lock installs the allow-list for the whole computer. Launchers are downloaded over https only.',
        })}
      </p>
    </Card>
  );
}

export function TrustPage(): JSX.Element {
  const { state, refusal } = createPolledState(() => call(hallNetwork), { intervalMs: POLL_MS });
  const own = () =>
    state()?.addresses.find(({ host }) => host === location.hostname)?.secure ??
    state()?.addresses.find(({ secure }) => secure !== null)?.secure ??
    undefined;
  return (
    <OfficialPage role={{ zh: '连接会场服务器', en: 'Connect to the hall’s server' }} screen="trust">
      <Connected state={state()} refusal={refusal()}>
        {(network) => (
          <>
            <State secure={own()} />
            <Show
              when={network().certificate}
              fallback={
                <Notice
                  tone="warning"
                  text={{ zh: '这台服务器没有启用 https。', en: 'This server does not speak https.' }}
                />
              }
            >
              {(certificate) => (
                <>
                  <Install certificate={certificate()} />
                  <Card title={{ zh: '地址', en: 'Addresses' }} name="addresses">
                    <ul class="trust-addresses">
                      <For
                        each={network().addresses}
                        fallback={
                          <li>{say({ zh: '服务器没有连接会场网络。', en: 'The server is in no network.' })}</li>
                        }
                      >
                        {(address) => (
                          <li>
                            <QrCode
                              text={`${address.plain}/trust/${location.search}`}
                              title={{ zh: '本页的地址', en: 'Address of this page' }}
                            />
                            <span>{`${address.plain}/trust/`}</span>
                            <span class="faint">
                              {address.secure ??
                                say({
                                  zh: '不是内网地址，没有 https',
                                  en: 'no private address, so no https',
                                })}
                            </span>
                          </li>
                        )}
                      </For>
                    </ul>
                  </Card>
                  <Launchers />
                </>
              )}
            </Show>
          </>
        )}
      </Connected>
    </OfficialPage>
  );
}
