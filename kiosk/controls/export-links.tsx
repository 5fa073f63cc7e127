/** A list in the two kinds of file that it can be taken away in. */
import { type JSX, Show } from 'solid-js';
import { say, type Text } from '../session/language.ts';

export function ExportLinks(props: {
  /** Address of the list without the kind of file. */
  readonly list: string;
  /** What is exported; left out beside a print of the same list. */
  readonly text?: Text;
  readonly name: string;
}): JSX.Element {
  return (
    <span class="row">
      <Show when={props.text}>
        {(text) => <span>{say({ zh: `导出${text().zh}：`, en: `Export ${text().en}: ` })}</span>}
      </Show>
      <a href={`${props.list}/xlsx`} data-name={props.name}>
        XLSX
      </a>
      <a href={`${props.list}/csv`}>CSV</a>
    </span>
  );
}
