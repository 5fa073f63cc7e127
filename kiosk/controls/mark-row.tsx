/** One candidate with three equal marks (UX 5.3 V2). No mark is preferred by size, weight, colour or place. */
import { For, type JSX, onMount, Show } from 'solid-js';
import { MARKS, type Mark } from '../../tally/marks/election-marks.ts';
import { label } from '../../tally/record/person.ts';
import type { Text } from '../session/language.ts';
import { CircleIcon, CrossIcon, DashIcon } from './icons.tsx';
import './mark-row.css';
import { press } from './press.ts';
import { type Person, RowLegend, RowPerson } from './row-person.tsx';
import { standOn } from './stand-on.ts';
import { Words } from './text.tsx';

export const MARK_LABEL = {
  approve: { zh: '赞成', en: 'For' },
  disapprove: { zh: '不赞成', en: 'Against' },
  abstain: { zh: '弃权', en: 'Abstain' },
} as const satisfies Record<Mark, Text>;

const MARK_ICON = { approve: CircleIcon, disapprove: CrossIcon, abstain: DashIcon } as const satisfies Record<
  Mark,
  () => JSX.Element
>;

export function MarkIcon(props: { readonly mark: Mark }): JSX.Element {
  return <>{MARK_ICON[props.mark]()}</>;
}

const LONGEST_IN_ONE_LINE = 6;

export type MarkRowProps = Person & {
  readonly mark: Mark | null;
  readonly onMark: (mark: Mark) => void;
  /** A row still without a mark after 下一步 was tapped once. */
  readonly pointedOut: boolean;
  /** A row that she comes back to. */
  readonly isReturn?: boolean;
  /** The 另选他人 button, where the row allows it, and whether it is there now. */
  readonly writeIn?: JSX.Element;
  readonly writeInShown?: boolean;
};

export function MarkRow(props: MarkRowProps): JSX.Element {
  let row!: HTMLFieldSetElement;
  onMount(() => {
    if (props.isReturn === true) standOn(row);
  });
  return (
    <fieldset
      ref={row}
      class="mark-row"
      data-marked={props.mark ?? 'none'}
      data-pointed-out={props.pointedOut}
      data-spoken={label({ name: props.name, remark: props.remark })}
    >
      <RowLegend name={props.name} remark={props.remark} />
      <div class="mark-row-person" data-write-in={props.writeInShown}>
        <RowPerson
          name={props.name}
          remark={props.remark}
          pinyin={props.pinyin}
          longestInOneLine={LONGEST_IN_ONE_LINE}
        />
        <Show when={props.writeIn}>{props.writeIn}</Show>
      </div>
      <div class="mark-row-marks">
        <For each={MARKS}>
          {(mark) => (
            <button
              type="button"
              class="mark"
              data-mark={mark}
              aria-pressed={props.mark === mark}
              onClick={press(() => props.onMark(mark))}
            >
              <span class="mark-icon">
                <MarkIcon mark={mark} />
              </span>
              <Words text={MARK_LABEL[mark]} />
            </button>
          )}
        </For>
      </div>
    </fieldset>
  );
}
