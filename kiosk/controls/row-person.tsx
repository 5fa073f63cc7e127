/** Whose row it is (UX 5.3 V2): the name for the eye, what tells namesakes apart, and the reading where there is room for it. */
import { type JSX, Show } from 'solid-js';
import type { Text } from '../session/language.ts';
import './mark-row.css';
import { SpokenName } from './spoken-name.tsx';
import { InlineWords } from './text.tsx';

export type Person = {
  readonly name: string;
  /** Tells namesakes apart; '' where there are none. */
  readonly remark: string;
  readonly pinyin?: string | undefined;
};

export function RowPerson(
  props: Person & {
    /** Longer names stand in two lines and give way a little where the room is short. */
    readonly longestInOneLine: number;
    /** What the voter has not said yet, on the line of the remark. */
    readonly missing?: Text | undefined;
  },
): JSX.Element {
  const isLong = () => [...props.name].length > props.longestInOneLine;
  // A long name takes the lines of its reading.
  const pinyin = () => (isLong() ? undefined : props.pinyin);
  const perLine = () => {
    const letters = [...props.name].length;
    return isLong() ? Math.ceil(letters / 2) + 0.2 : letters * 1.06;
  };
  return (
    <p class="mark-row-name" data-long={isLong()} style={{ '--per-line': perLine() }}>
      <SpokenName person={{ name: props.name, remark: props.remark }} />
      <Show when={props.remark !== '' || pinyin() || props.missing}>
        <span class="mark-row-remark">
          {props.remark}
          <Show when={pinyin()}>
            {props.remark === '' ? '' : ' '}
            <span class="row-reading">
              <span lang="zh-Latn-pinyin">{pinyin()}</span>
              {props.remark === '' && props.missing !== undefined ? ' · ' : ''}
            </span>
          </Show>
          <Show when={props.missing}>
            {(missing) => (
              <span class="row-missing">
                {props.remark === '' ? '' : ' · '}
                <InlineWords text={missing()} />
              </span>
            )}
          </Show>
        </span>
      </Show>
    </p>
  );
}

/** The name of the row for those who do not see it. */
export function RowLegend(props: Person): JSX.Element {
  return (
    <legend class="visually-hidden">
      {props.name}
      {props.remark}
    </legend>
  );
}
