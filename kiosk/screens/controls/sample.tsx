/** One control of kiosk/controls with its states side by side. */
import { createSignal, type JSX, Show } from 'solid-js';
import { Button } from '../../controls/button.tsx';
import { say, type Text } from '../../session/language.ts';

export function Sample(props: {
  /** Name of the component as it is exported; the test looks for every one. */
  readonly of: string;
  readonly text: Text;
  readonly children: JSX.Element;
}): JSX.Element {
  return (
    <section class="sample" data-control={props.of}>
      <h3>
        <code>{props.of}</code>
      </h3>
      <p class="faint">{say(props.text)}</p>
      <div class="sample-states">{props.children}</div>
    </section>
  );
}

/** What covers the page or asks for a device comes by a press only. */
export function OnPress(props: { readonly text: Text; readonly children: (close: () => void) => JSX.Element }) {
  const [isShown, setShown] = createSignal(false);
  return (
    <>
      <Button text={props.text} onPress={() => setShown(true)} name="show-sample" />
      <Show when={isShown()}>{props.children(() => setShown(false))}</Show>
    </>
  );
}

/** Chooses a file in the file field below it, as a person would: what comes after belongs to the states of the control. */
export function WithFile(props: { readonly name: string; readonly children: JSX.Element }): JSX.Element {
  const choose = (element: HTMLElement) => {
    queueMicrotask(() => {
      const input = element.querySelector<HTMLInputElement>('input[type="file"]');
      if (input === null) throw new Error('sample: no file field');
      const files = new DataTransfer();
      files.items.add(new File(['%PDF-1.7'], props.name));
      input.files = files.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    });
  };
  return (
    <div class="stack" ref={choose}>
      {props.children}
    </div>
  );
}
