/** A QR symbol as one vector path, black on white in every theme; the white border is part of the symbol. */
import { createMemo, type JSX } from 'solid-js';
import { QUIET_ZONE, qrModules } from '../../printables/qr/modules.ts';
import { qrPath } from '../../printables/qr/path.ts';
import { say, type Text } from '../session/language.ts';
import './qr-code.css';

export function QrCode(props: { readonly text: string; readonly title: Text; readonly class?: string }): JSX.Element {
  const modules = createMemo(() => qrModules(props.text));
  const side = () => modules().size + 2 * QUIET_ZONE;
  return (
    <svg
      class={`qr-code ${props.class ?? ''}`}
      viewBox={`${-QUIET_ZONE} ${-QUIET_ZONE} ${side()} ${side()}`}
      shape-rendering="crispEdges"
      role="img"
      aria-label={say(props.title)}
      data-modules={modules().size}
    >
      <rect x={-QUIET_ZONE} y={-QUIET_ZONE} width={side()} height={side()} fill="#fff" />
      <path d={qrPath(modules())} fill="#000" />
    </svg>
  );
}
