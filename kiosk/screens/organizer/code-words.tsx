/** A one-time code, large, with the address it belongs to and a QR code of both for a tablet's camera. */
import type { JSX } from 'solid-js';
import { QrCode } from '../../controls/qr-code.tsx';
import { hallOrigin } from '../../session/hall-origin.ts';
import { say } from '../../session/language.ts';

export function CodeWords(props: { readonly code: string; readonly address: string }): JSX.Element {
  const page = () => new URL(props.address, hallOrigin()).href;
  return (
    <span class="code-words" data-code={props.code}>
      <span class="code-text">{props.code}</span>
      <span class="faint">
        {say({
          zh: `在 ${page()} 输入，只能用一次`,
          en: `enter once at ${page()}`,
        })}
      </span>
      <span class="code-qr">
        <QrCode text={`${page()}#${props.code}`} title={{ zh: '登记地址和代码', en: 'Address and code' }} />
      </span>
    </span>
  );
}
