/** A one-time code, large, with the address it belongs to and a QR code of both for a tablet's camera. */
import type { JSX } from 'solid-js';
import { QrCode } from '../../controls/qr-code.tsx';
import { say } from '../../session/language.ts';

export function CodeWords(props: { readonly code: string; readonly address: string }): JSX.Element {
  const link = () => new URL(`${props.address}#${props.code}`, location.origin).href;
  return (
    <span class="code-words" data-code={props.code}>
      <span class="code-text">{props.code}</span>
      <span class="faint">
        {say({
          zh: `在 ${location.host}${props.address} 输入，只能用一次`,
          en: `enter once at ${location.host}${props.address}`,
        })}
      </span>
      <span class="code-qr">
        <QrCode text={link()} title={{ zh: '登记地址和代码', en: 'Address and code' }} />
      </span>
    </span>
  );
}
