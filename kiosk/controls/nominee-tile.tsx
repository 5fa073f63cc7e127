/** A name to tick (UX 5.3 V2 of a recommendation): frame, sign and fill say whether it is chosen; the place of the sign is kept. */
import { type JSX, onMount, Show } from 'solid-js';
import { label } from '../../tally/record/person.ts';
import { TickIcon } from './icons.tsx';
import './nominee-tile.css';
import { press } from './press.ts';

export function NomineeTile(props: {
  readonly name: string;
  /** Tells namesakes apart; '' where there are none. */
  readonly remark: string;
  readonly pinyin?: string | undefined;
  readonly chosen: boolean;
  readonly onToggle: () => void;
  /** One that she comes back to. */
  readonly isReturn?: boolean;
}): JSX.Element {
  let tile!: HTMLButtonElement;
  onMount(() => {
    if (props.isReturn === true) tile.focus();
  });
  return (
    <button
      ref={tile}
      type="button"
      class="nominee"
      data-nominee={props.name}
      data-spoken={label({ name: props.name, remark: props.remark })}
      aria-pressed={props.chosen}
      onClick={press(() => props.onToggle())}
    >
      <span class="nominee-box">
        <TickIcon />
      </span>
      <span class="nominee-name" data-long={[...props.name].length > 4}>
        {props.name}
        <Show when={props.remark !== ''}>
          <span class="nominee-remark">{props.remark}</span>
        </Show>
        <Show when={props.pinyin}>
          <span class="nominee-remark" lang="zh-Latn-pinyin">
            {props.pinyin}
          </span>
        </Show>
      </span>
    </button>
  );
}
