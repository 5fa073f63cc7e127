/** 查验码, 卡码 and QR: what a person can compare and take away; no choices (specification §7.3, §7.6). */
import { type JSX, Show } from 'solid-js';
import { decodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { type ReceiptKind, receiptAddress } from '../../../printables/qr/receipt.ts';
import { QrCode } from '../../controls/qr-code.tsx';
import { Words } from '../../controls/text.tsx';
import { checkPageAddress } from '../../session/check-page.ts';
import type { Text } from '../../session/language.ts';
import type { Slip } from '../../session/slip-printer.ts';
import type { VoterReceipt } from '../../session/voter-session.ts';

/** What the codes of this round have in common. */
export type ReceiptPlace = { readonly meetingId: string; readonly round: number; readonly checkAddress: string };

export function receiptText(receipt: VoterReceipt, kind: ReceiptKind, place: ReceiptPlace): string {
  return receiptAddress(checkPageAddress(place.checkAddress), {
    kind,
    meetingId: place.meetingId,
    round: place.round,
    T: decodeBase64url(receipt.T, 32),
    h: decodeBase64url(receipt.h, 32),
    signature: decodeBase64url(receipt.signature, 64),
  });
}

/** The same on paper. */
export const slipOf = (receipt: VoterReceipt, kind: ReceiptKind, place: ReceiptPlace): Slip => ({
  kind,
  h: receipt.h,
  T: receipt.T,
  signature: receipt.signature,
  ballotCode: receipt.code,
  cardCode: receipt.cardCode,
  address: receiptText(receipt, kind, place),
});

/** Both languages on one line: there is no height for two. */
function ReceiptLabel(props: { readonly text: Text }): JSX.Element {
  return (
    <p class="receipt-label">
      {props.text.zh} <span lang="en">{props.text.en}</span>
    </p>
  );
}

export function ReceiptPanel(props: {
  readonly receipt: VoterReceipt | null;
  readonly kind: ReceiptKind | 'challenged';
  /** What the code says. */
  readonly text: (receipt: VoterReceipt) => string;
}): JSX.Element {
  return (
    <aside class="receipt" data-kind={props.kind}>
      <Show
        when={props.receipt}
        fallback={
          <p class="receipt-making" role="status">
            <Words text={{ zh: '正在准备…', en: 'Preparing…' }} />
          </p>
        }
      >
        {(receipt) => {
          const groups = () => receipt().code.split(' ');
          return (
            <>
              <div class="receipt-line" data-unspoken>
                <ReceiptLabel text={{ zh: '查验码', en: 'Check code' }} />
                <p class="receipt-code code" data-code={receipt().code}>
                  <span>{groups().slice(0, 2).join(' ')}</span> <span>{groups().slice(2).join(' ')}</span>
                </p>
              </div>
              <div class="receipt-line" data-unspoken>
                <ReceiptLabel text={{ zh: '卡码', en: 'Card code' }} />
                <p class="receipt-code code" data-card-code={receipt().cardCode}>
                  {receipt().cardCode}
                </p>
              </div>
              <QrCode
                class="receipt-qr"
                text={props.text(receipt())}
                title={{ zh: '查验二维码', en: 'Check QR code' }}
              />
            </>
          );
        }}
      </Show>
    </aside>
  );
}
