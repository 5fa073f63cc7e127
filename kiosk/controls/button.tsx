import { createSignal, type JSX, onCleanup, onMount, Show } from 'solid-js';
import { say, type Text } from '../session/language.ts';
import './button.css';
import { press } from './press.ts';
import { Words } from './text.tsx';

/** Exactly one primary per screen; `danger` only for what destroys, after a question. */
export type ButtonKind = 'primary' | 'secondary' | 'quiet' | 'danger';

export type ButtonProps = {
  readonly text: Text;
  /** What a voter with headphones hears, where it is not the text. */
  readonly spoken?: Text;
  readonly kind?: ButtonKind;
  readonly onPress?: () => void;
  readonly disabled?: boolean;
  /** Work under way: the button is locked and shows it. */
  readonly busy?: boolean;
  /**
   * How long it has to have stood there before a press counts: for what ends something, in the place of the button that led to it.
   * A second tap meant for that one comes down here, long after 400 ms where a hand is slow.
   */
  readonly restMs?: number;
  readonly submit?: boolean;
  /** Id of the form that it sends, where it stands outside of it. */
  readonly form?: string;
  /** Why it is disabled, e.g. the phase it needs; read out and shown on hover. */
  readonly reason?: Text | null;
  readonly icon?: JSX.Element;
  readonly class?: string;
  /** For tests and for styling of one place. */
  readonly name?: string;
};

export function Button(props: ButtonProps): JSX.Element {
  const [isRested, setRested] = createSignal(props.restMs === undefined);
  onMount(() => {
    if (props.restMs === undefined) return;
    const timer = setTimeout(() => setRested(true), props.restMs);
    onCleanup(() => clearTimeout(timer));
  });
  const onClick = press(() => props.onPress?.());
  return (
    <button
      type={props.submit === true ? 'submit' : 'button'}
      form={props.form}
      class={`button ${props.class ?? ''}`}
      data-kind={props.kind ?? 'secondary'}
      data-name={props.name}
      data-spoken={props.spoken && say(props.spoken)}
      disabled={props.disabled === true || props.busy === true}
      aria-disabled={isRested() ? undefined : 'true'}
      aria-busy={props.busy === true}
      title={props.disabled === true && props.reason ? say(props.reason) : undefined}
      onClick={(event) => isRested() && onClick(event)}
    >
      <Show when={props.icon}>
        <span class="button-icon" aria-hidden="true">
          {props.icon}
        </span>
      </Show>
      <Words text={props.text} />
    </button>
  );
}
