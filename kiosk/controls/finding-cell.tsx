/** Findings in a cell of a table: one line each, what blocks in bold. */
import { For, type JSX } from 'solid-js';
import type { Problem } from '../../server/contract/shared.ts';
import { say } from '../session/language.ts';
import './data-table.css';

export function FindingCell(props: { readonly problems: readonly Problem[] }): JSX.Element {
  return (
    <ul class="cell-findings">
      <For each={props.problems}>
        {(one) => (
          <li data-severity={one.severity} data-name={one.code}>
            {say({ zh: one.zh, en: one.en })}
          </li>
        )}
      </For>
    </ul>
  );
}
