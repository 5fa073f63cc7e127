/** 画“正”计票: five strokes make 正, as on the paper beside the screen; the number stands beside it and is what counts. */
import { For, type JSX } from 'solid-js';
import './tally-strokes.css';

/** The strokes of 正 in writing order, in a square of 20. */
const STROKES = ['M3 4H17', 'M10 4V17', 'M10 10H16', 'M5 10V17', 'M2 17H18'] as const;

export function TallyStrokes(props: { readonly count: number; readonly name: string }): JSX.Element {
  const groups = () => Array.from({ length: Math.ceil(props.count / 5) }, (_, i) => Math.min(5, props.count - 5 * i));
  return (
    <span class="strokes" data-name={props.name} data-count={props.count} role="img" aria-label={String(props.count)}>
      <For each={groups()}>
        {(drawn) => (
          <svg viewBox="0 0 20 20" class="strokes-group" aria-hidden="true">
            <For each={STROKES.slice(0, drawn)}>{(d) => <path d={d} />}</For>
          </svg>
        )}
      </For>
    </span>
  );
}
