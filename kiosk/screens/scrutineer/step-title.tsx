/** The head of what is to be done now: its id in the plan of the meeting, one title, one sentence. */
import type { JSX } from 'solid-js';
import { say, type Text } from '../../session/language.ts';

export function StepTitle(props: { readonly id: string; readonly title: Text; readonly lead: Text }): JSX.Element {
  return (
    <header class="step-title" data-step={props.id}>
      <span class="step-number">{props.id}</span>
      <h1>{say(props.title)}</h1>
      <p>{say(props.lead)}</p>
    </header>
  );
}
