/** A wait longer than a second shows how far it is, or at least that it goes on. */
import { type JSX, Show } from 'solid-js';
import { say, type Text } from '../session/language.ts';
import './progress.css';

export function Progress(props: {
  readonly text: Text;
  readonly done?: number | null;
  readonly total?: number;
}): JSX.Element {
  const total = () => props.total ?? 1;
  return (
    <div class="progress" role="status">
      <span>{say(props.text)}</span>
      <Show when={props.done != null}>
        <span class="faint">
          {total() > 1 ? `${props.done} / ${total()}` : `${Math.floor((props.done ?? 0) * 100)} %`}
        </span>
      </Show>
      <Show when={props.done != null} fallback={<progress />}>
        <progress value={props.done ?? 0} max={total()} />
      </Show>
    </div>
  );
}
