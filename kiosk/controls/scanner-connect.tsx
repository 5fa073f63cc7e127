/** The scanner of this machine: how it is connected, and a button for each way of connecting it. Done once, by the staff. */
import { createSignal, For, type JSX, Show } from 'solid-js';
import { say, type Text } from '../session/language.ts';
import { SCANNER_STATE, type ScannerKind, type Scanners } from '../session/scanners.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

const CONNECT = {
  serial: { zh: '连接 USB 串口扫码器', en: 'Connect a USB-COM scanner' },
  hid: { zh: '连接 HID-POS 扫码器', en: 'Connect a HID-POS scanner' },
} as const satisfies Record<ScannerKind, Text>;

export function ScannerConnect(props: { readonly scanners: Scanners }): JSX.Element {
  const [isRefused, setRefused] = createSignal(false);
  const isConnected = () => props.scanners.possible.some((kind) => kind === props.scanners.state());
  return (
    <div class="stack">
      <Notice
        name="scanner-state"
        tone={props.scanners.state() === 'lost' ? 'bad' : isConnected() ? 'good' : 'info'}
        text={{
          zh: `扫码器：${SCANNER_STATE[props.scanners.state()].zh}`,
          en: `Scanner: ${SCANNER_STATE[props.scanners.state()].en}`,
        }}
      />
      <Show when={!isConnected() && props.scanners.possible.length > 0}>
        <div class="row">
          <For each={props.scanners.possible}>
            {(kind) => (
              <Button
                name={`connect-${kind}`}
                text={CONNECT[kind]}
                onPress={() => void props.scanners.permit(kind).then((isOpen) => setRefused(!isOpen))}
              />
            )}
          </For>
        </div>
      </Show>
      <Show when={isRefused() && !isConnected()}>
        <Notice
          tone="warning"
          name="scanner-refused"
          text={{
            zh: '没有连接上。请检查扫码器的模式和插头，再试一次。',
            en: 'Not connected. Check the scanner’s mode and plug, and try again.',
          }}
        />
      </Show>
      <Show when={props.scanners.possible.length === 0}>
        <p class="faint">
          {say({
            zh: '这个浏览器只能用键盘方式的扫码器和摄像头（需要 https 或本机地址）。',
            en: 'Here a scanner works as a keyboard only, or the camera (https or this machine’s own address needed).',
          })}
        </p>
      </Show>
    </div>
  );
}
