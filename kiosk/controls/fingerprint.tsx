/** A fingerprint in groups of four, to be read aloud and compared group by group. */
import { For, type JSX } from 'solid-js';
import { say, type Text } from '../session/language.ts';
import './fingerprint.css';

export function Fingerprint(props: {
  readonly groups: readonly string[];
  readonly title: Text;
  readonly name?: string;
}): JSX.Element {
  return (
    <ol class="fingerprint" aria-label={say(props.title)} data-name={props.name}>
      <For each={props.groups}>{(group) => <li>{group}</li>}</For>
    </ol>
  );
}
