/** B1 密钥核对数字, B6 开票, B9 查验 and the record's fingerprint: what the hall compares, and who has opened the count. */
import { For, type JSX, Show } from 'solid-js';
import type { ScreenState } from '../../../server/contract/screen.ts';
import { CHECK_TITLES } from '../../../tally/verify/check-titles.ts';
import { CrossIcon, TickIcon } from '../../controls/icons.tsx';
import { QrCode } from '../../controls/qr-code.tsx';
import type { Text } from '../../session/language.ts';
import { Fitted } from './fitted.tsx';
import { widthOf } from './picture-room.ts';
import { useWallSay } from './wall-language.ts';

type Counting = NonNullable<ScreenState['counting']>;
type Verify = NonNullable<ScreenState['verify']>;
type Log = NonNullable<ScreenState['log']>;

function checkTitle(name: string): Text {
  const titles: Readonly<Record<string, Text>> = CHECK_TITLES;
  return titles[name] ?? { zh: name, en: name };
}

export function DigitsView(props: { readonly digits: readonly string[] }): JSX.Element {
  const say = useWallSay();
  return (
    <div class="wall-centre">
      <h1 class="wall-heading">{say({ zh: '密钥仪式 · 核对数字', en: 'Key ceremony · digits' })}</h1>
      <p class="wall-digits" data-digits={props.digits.join(' ')}>
        <For each={props.digits}>{(group) => <span>{group}</span>}</For>
      </p>
      <p>
        {say({
          zh: '每位监票人照自己的设备读出，完全一致才能继续',
          en: 'Each scrutineer reads them from their own device; all must agree',
        })}
      </p>
    </div>
  );
}

/**
 * The head of the log, for scrutineers and witnesses to compare with what their own devices cosigned, and the digits of the
 * key: whoever was shown another record sees other characters.
 */
export function LogView(props: { readonly log: Log }): JSX.Element {
  const say = useWallSay();
  const cosigned = ({ cosigned: by, of }: { readonly cosigned: number; readonly of: number }) => `${by} / ${of}`;
  return (
    <div class="wall-centre">
      <h1 class="wall-heading">
        {say({ zh: `档案指纹 · 第 ${props.log.size} 条`, en: `Record · entry ${props.log.size}` })}
      </h1>
      <p class="wall-fingerprint code" data-root={props.log.rootGroups.join(' ')}>
        <For each={props.log.rootGroups}>{(group) => <span>{group}</span>}</For>
      </p>
      <p>
        {say({ zh: '已联署：监票人', en: 'Cosigned: scrutineers' })} {cosigned(props.log.scrutineers)}
        <Show when={props.log.witnesses.of > 0}>
          {' '}
          · {say({ zh: '见证方', en: 'witnesses' })} {cosigned(props.log.witnesses)}
        </Show>
      </p>
      <Show when={props.log.digits}>
        {(digits) => (
          <p class="wall-key" data-digits={digits().join(' ')}>
            <span>{say({ zh: '密钥核对数字', en: 'Key digits' })}</span>
            <span class="code">{digits().join(' ')}</span>
          </p>
        )}
      </Show>
      <p>
        {say({
          zh: '与各人设备上同一条的指纹一致，就是同一份档案',
          en: 'The same characters on your device: the same record',
        })}
      </p>
    </div>
  );
}

function Keys(props: { readonly counting: Counting }): JSX.Element {
  const say = useWallSay();
  const decrypted = () => props.counting.scrutineers.filter((one) => one.decrypted).length;
  return (
    <>
      <p class="wall-numeral" data-strong="true">
        <span class="wall-numeral-value">
          {Math.min(decrypted(), props.counting.threshold)} / {props.counting.threshold}
        </span>
        <span>{say({ zh: '监票人密钥', en: 'Keys of scrutineers' })}</span>
      </p>
      <ul class="wall-keys">
        <For each={props.counting.scrutineers}>
          {(one) => (
            <li data-done={one.decrypted}>
              <span class="wall-sign">
                <Show when={one.decrypted}>
                  <TickIcon />
                </Show>
              </span>
              <span>{one.name}</span>
            </li>
          )}
        </For>
      </ul>
    </>
  );
}

function Checks(props: { readonly counting: Counting }): JSX.Element {
  const say = useWallSay();
  return (
    <Show
      when={props.counting.checks.length > 0}
      fallback={<p class="wall-sentence">{say({ zh: '等待复核', en: 'Waiting for the checks' })}</p>}
    >
      <ol class="wall-checks">
        <For each={props.counting.checks}>
          {(check) => (
            <li data-check={check.name} data-ok={check.ok}>
              <span class="wall-sign">
                <Show when={check.ok} fallback={<CrossIcon />}>
                  <TickIcon />
                </Show>
              </span>
              <span>
                {say(checkTitle(check.name))}
                <Show when={!check.ok}> {say({ zh: '不通过', en: 'failed' })}</Show>
              </span>
            </li>
          )}
        </For>
      </ol>
    </Show>
  );
}

/** Names that would not stand beside the large numeral. */
const MANY = 42;

/** First who has opened the count, then the named checks: one picture each. */
export function CountingView(props: { readonly counting: Counting; readonly part: number }): JSX.Element {
  const say = useWallSay();
  const isMany = () => props.counting.scrutineers.reduce((sum, { name }) => sum + widthOf(name) + 2, 0) > MANY;
  return (
    <Fitted
      class={`wall-centre wall-counting${isMany() ? ' wall-many' : ''}`}
      least={0.9}
      shown={[props.counting, props.part]}
    >
      <h1 class="wall-heading">
        {say(props.part === 0 ? { zh: '开票', en: 'Opening the count' } : { zh: '验算', en: 'Checks' })}
      </h1>
      <Show when={props.part === 0} fallback={<Checks counting={props.counting} />}>
        <Keys counting={props.counting} />
      </Show>
    </Fitted>
  );
}

/** Where a line of it may end: nobody types a word that goes on in the next line without being sure that it does. */
const PARTS_OF_ADDRESS = /(?<=[/.])(?!\/)|(?=[:#])(?!:\/)/;

export function VerifyView(props: { readonly verify: Verify }): JSX.Element {
  const say = useWallSay();
  return (
    <div class="wall-verify">
      <QrCode class="wall-qr" text={props.verify.address} title={{ zh: '查验页', en: 'Check page' }} />
      <div class="wall-verify-words">
        <h1 class="wall-heading">{say({ zh: '人人可以查验', en: 'Anybody can check' })}</h1>
        <p>{say({ zh: '用手机扫码，或打开', en: 'Scan it, or open' })}</p>
        <p class="wall-address">
          <For each={props.verify.address.split(PARTS_OF_ADDRESS)}>
            {(part) => (
              <>
                {part}
                <wbr />
              </>
            )}
          </For>
        </p>
        <p>{say({ zh: '档案码', en: 'Root of the record' })}</p>
        <p class="wall-root code" data-root={props.verify.rootGroups.join(' ')}>
          <For each={props.verify.rootGroups}>{(group) => <span>{group}</span>}</For>
        </p>
      </div>
    </div>
  );
}
