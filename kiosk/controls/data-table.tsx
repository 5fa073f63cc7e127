/** A table for officials: columns say how to show a row; numbers stand right and line up. */
import { For, type JSX, Show } from 'solid-js';
import { say, type Text } from '../session/language.ts';
import './data-table.css';

export type Column<T> = {
  readonly title: Text;
  readonly cell: (row: T) => JSX.Element;
  readonly number?: boolean;
  readonly narrow?: boolean;
};

export function DataTable<T>(props: {
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly caption?: Text;
  /** Marks rows that stand out, e.g. elected persons. */
  readonly strong?: (row: T) => boolean;
  readonly empty?: Text;
  readonly onPick?: (row: T) => void;
}): JSX.Element {
  return (
    <div class="table-frame">
      <table class="data-table" data-pickable={props.onPick !== undefined}>
        <Show when={props.caption}>{(caption) => <caption>{say(caption())}</caption>}</Show>
        <thead>
          <tr>
            <For each={props.columns}>
              {(column) => (
                <th scope="col" data-number={column.number === true} data-narrow={column.narrow === true}>
                  {say(column.title)}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For
            each={props.rows}
            fallback={
              <tr>
                <td colSpan={props.columns.length} class="faint">
                  {say(props.empty ?? { zh: '还没有内容', en: 'Nothing here yet' })}
                </td>
              </tr>
            }
          >
            {(row) => (
              <tr data-strong={props.strong?.(row) === true} onClick={() => props.onPick?.(row)}>
                <For each={props.columns}>
                  {(column) => (
                    <td data-number={column.number === true} data-narrow={column.narrow === true}>
                      {column.cell(row)}
                    </td>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  );
}
