/** A large numeral with its word: 应到 75. */
import type { JSX } from 'solid-js';
import { say, type Text } from '../session/language.ts';
import './counter.css';

export function Counter(props: {
  readonly label: Text;
  readonly value: number | string;
  readonly tone?: 'plain' | 'accent' | 'good';
  readonly name?: string;
}): JSX.Element {
  return (
    <div class="counter" data-tone={props.tone ?? 'plain'} data-name={props.name}>
      <span class="counter-value">{props.value}</span>
      <span class="counter-label">{say(props.label)}</span>
    </div>
  );
}

/** Counters side by side. */
export function Counters(props: { readonly children: JSX.Element }): JSX.Element {
  return <div class="counters">{props.children}</div>;
}
