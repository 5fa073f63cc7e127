/** A question that has to be answered: native modal dialog, focus stays inside, nothing behind it can be pressed. */
import { type JSX, onCleanup, onMount } from 'solid-js';
import type { Text } from '../session/language.ts';
import './dialog.css';
import { Words } from './text.tsx';

export type DialogProps = {
  readonly title: Text;
  readonly children?: JSX.Element;
  /** Buttons; the primary one last, bottom right. */
  readonly actions: JSX.Element;
  /** Escape key; leave out where an answer is compulsory. */
  readonly onCancel?: () => void;
  readonly name?: string;
  /** On a voter screen: so many words that they keep the default size. */
  readonly isLong?: boolean;
};

/** Show it by mounting it: `<Show when={asking()}><Dialog …/></Show>`. */
export function Dialog(props: DialogProps): JSX.Element {
  let element!: HTMLDialogElement;
  onMount(() => element.showModal());
  onCleanup(() => element.close());
  return (
    <dialog
      ref={element}
      class="dialog"
      data-dialog={props.name}
      data-long={props.isLong}
      aria-labelledby="dialog-title"
      onCancel={(event) => {
        event.preventDefault();
        props.onCancel?.();
      }}
    >
      <h2 id="dialog-title">
        <Words text={props.title} />
      </h2>
      <div class="dialog-body">{props.children}</div>
      <div class="dialog-actions">{props.actions}</div>
    </dialog>
  );
}
