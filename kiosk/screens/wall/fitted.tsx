/** The text takes the room there is: few rows stand larger, and long names give way, to the smallest factor, before anything is cut off. */
import { createEffect, type JSX, on, onCleanup, onMount } from 'solid-js';

const FIT_STEP = 0.03;

function fit(element: HTMLElement, most: number, least: number): void {
  for (let factor = most; factor >= least; factor -= FIT_STEP) {
    element.dataset.large = String(factor > 1);
    element.style.setProperty('--fit', String(factor));
    if (element.scrollHeight <= element.clientHeight && element.scrollWidth <= element.clientWidth) return;
  }
}

export function Fitted(props: {
  readonly class: string;
  readonly most?: number;
  readonly least: number;
  /** What stands in it: fitted again when it changes. */
  readonly shown: unknown;
  readonly children: JSX.Element;
}): JSX.Element {
  let element!: HTMLDivElement;
  const fitNow = () => fit(element, props.most ?? 1, props.least);
  onMount(() => {
    createEffect(on(() => props.shown, fitNow));
    void document.fonts.ready.then(fitNow);
    const watcher = new ResizeObserver(fitNow);
    watcher.observe(element);
    onCleanup(() => watcher.disconnect());
  });
  return (
    <div class={props.class} ref={element}>
      {props.children}
    </div>
  );
}
