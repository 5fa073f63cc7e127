/** A fingerprint in groups of four, to be read aloud and compared group by group. */
import { For, type JSX, Show } from 'solid-js';
import { say, type Text } from '../session/language.ts';
import './fingerprint.css';

export function Fingerprint(props: {
  readonly groups: readonly string[];
  readonly title: Text;
  readonly name?: string;
  /** Where two stand on one page, each says which it is. */
  readonly titled?: boolean;
}): JSX.Element {
  return (
    <>
      <Show when={props.titled}>
        <h3>{say(props.title)}</h3>
      </Show>
      <ol class="fingerprint" aria-label={say(props.title)} data-name={props.name}>
        <For each={props.groups}>{(group) => <li>{group}</li>}</For>
      </ol>
    </>
  );
}
