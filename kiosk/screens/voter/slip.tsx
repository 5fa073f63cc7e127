/** The 查验单 as this page prints it: the layout of printables/receipts, on the roll and nowhere else. */
import './slip.css';
import { type JSX, Show } from 'solid-js';
import { QUIET_ZONE, qrModules } from '../../../printables/qr/modules.ts';
import { SLIP_SIZE, slipCodeSide } from '../../../printables/qr/slip-size.ts';
import { SLIP_LABELS, SLIP_WORDS, SPECIMEN } from '../../../printables/qr/slip-words.ts';
import { QrCode } from '../../controls/qr-code.tsx';
import type { Slip } from '../../session/slip-printer.ts';

export type SlipHead = { readonly organization: string; readonly round: string; readonly isSpecimen: boolean };

export function SlipPage(props: { readonly slip: Slip; readonly head: SlipHead }): JSX.Element {
  const words = () => SLIP_WORDS[props.slip.kind];
  /** With the white border, which is part of the figure here. */
  const codeSide = () => {
    const { size } = qrModules(props.slip.address);
    return (slipCodeSide(size) * (size + 2 * QUIET_ZONE)) / size;
  };
  return (
    <div
      class="slip"
      data-kind={props.slip.kind}
      aria-hidden="true"
      style={{
        '--roll': `${SLIP_SIZE.roll}mm`,
        '--inset': `${SLIP_SIZE.inset}mm`,
        '--slip-code': `${codeSide()}mm`,
      }}
    >
      <Show when={props.head.isSpecimen}>
        <p class="slip-specimen">{SPECIMEN}</p>
      </Show>
      <p class="slip-title">{words().title}</p>
      <p>{props.head.organization}</p>
      <p>{props.head.round}</p>
      <hr />
      <p class="slip-label">{SLIP_LABELS.ballotCode}</p>
      <p class="slip-value">{props.slip.ballotCode}</p>
      <p class="slip-label">{SLIP_LABELS.cardCode}</p>
      <p class="slip-value">{props.slip.cardCode}</p>
      <QrCode class="slip-code" text={props.slip.address} title={{ zh: '查验二维码', en: 'Check QR code' }} />
      <p>{words().explanation}</p>
      <p class="slip-label" lang="en">
        {words().english}
      </p>
    </div>
  );
}
