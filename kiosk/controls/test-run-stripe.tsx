/**
 * 演练 · 样票 on every screen of a test run, in words (UX 6.34). Across the head of a page, or down both edges of a voter screen: there it
 * lies in the border that no content reaches, so that rows, buttons and pages are those of the real meeting.
 */
import { For, type JSX, Show } from 'solid-js';
import { TEST_RUN_STRIPE } from '../../tally/meeting/test-run.ts';
import { say, type Text } from '../session/language.ts';
import './test-run-stripe.css';

const EDGES = ['left', 'right'] as const;
const TIMES = [1, 2] as const;

const Words = (props: { readonly text: Text }): JSX.Element => (
  <span>
    {props.text.zh}　<span lang="en">{props.text.en}</span>
  </span>
);

export function TestRunStripe(props: {
  readonly when: boolean;
  readonly place: 'head' | 'edges';
  /** Instead of 演练 · 样票, where it is no test run. */
  readonly text?: Text;
}): JSX.Element {
  const words = () => props.text ?? TEST_RUN_STRIPE;
  // A part of the page of its own: whoever goes from part to part comes to it.
  const label = () =>
    say(
      props.text ??
        (props.place === 'head'
          ? { zh: '演练', en: 'Test run' }
          : { zh: '演练（投票屏）', en: 'Test run (voting screen)' }),
    );
  return (
    <Show when={props.when}>
      <Show
        when={props.place === 'edges'}
        fallback={
          <aside class="test-run-stripe" data-place="head" data-name="test-run" aria-label={label()}>
            <Words text={words()} />
          </aside>
        }
      >
        <For each={EDGES}>
          {(edge) => (
            <aside
              class="test-run-stripe"
              data-place="edges"
              data-edge={edge}
              data-name="test-run"
              data-spoken={say(words())}
              aria-label={label()}
              aria-hidden={edge === 'left' ? undefined : 'true'}
            >
              <For each={TIMES}>{() => <Words text={words()} />}</For>
            </aside>
          )}
        </For>
      </Show>
    </Show>
  );
}
