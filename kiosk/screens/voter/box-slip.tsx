/** 票箱为空 as this page prints it: the layout of printables/receipts, on the roll and nowhere else (UX 6.28). */
import './slip.css';
import { For, type JSX, Show } from 'solid-js';
import { SLIP_SIZE } from '../../../printables/qr/slip-size.ts';
import { BOX_SLIP_WORDS, SPECIMEN } from '../../../printables/qr/slip-words.ts';
import type { SlipHead } from './slip.tsx';

export type BoxSlipHead = SlipHead & {
  /** Of the meeting. */
  readonly title: string;
  readonly kiosk: string;
  readonly groups: readonly string[];
};

const SIGNATURES = [1, 2] as const;

export function BoxSlipPage(props: { readonly head: BoxSlipHead }): JSX.Element {
  const { labels, ...words } = BOX_SLIP_WORDS;
  const values = () =>
    [
      [labels.ballots, words.none],
      [labels.kiosk, props.head.kiosk],
      [labels.round, props.head.groups.join(' ')],
    ] as const;
  return (
    <div
      class="slip"
      data-kind="empty-box"
      aria-hidden="true"
      style={{ '--roll': `${SLIP_SIZE.roll}mm`, '--inset': `${SLIP_SIZE.inset}mm` }}
    >
      <Show when={props.head.isSpecimen}>
        <p class="slip-specimen">{SPECIMEN}</p>
      </Show>
      <p class="slip-title">{words.title}</p>
      <p>{props.head.title}</p>
      <p>{props.head.organization}</p>
      <p>{props.head.round}</p>
      <hr />
      <For each={values()}>
        {([label, value]) => (
          <>
            <p class="slip-label">{label}</p>
            <p class="slip-value">{value}</p>
          </>
        )}
      </For>
      <p>{words.explanation}</p>
      <p class="slip-label" lang="en">
        {words.english}
      </p>
      <For each={SIGNATURES}>
        {() => (
          <p class="slip-signature">
            <span>{words.signature}</span>
          </p>
        )}
      </For>
    </div>
  );
}
