/** 另选他人 beside a candidate who was marked 不赞成; with the name once somebody is chosen (UX 5.3 V2). */
import { type JSX, Show } from 'solid-js';
import { say } from '../session/language.ts';
import { press } from './press.ts';
import { Words } from './text.tsx';
import './write-in-button.css';
import { writtenIn } from './write-in-words.ts';

export function WriteInButton(props: {
  /** Name with remark, or null: nobody yet. */
  readonly person: string | null;
  readonly onPress: () => void;
}): JSX.Element {
  return (
    <button
      type="button"
      class="write-in"
      data-name="write-in"
      data-chosen={props.person !== null}
      onClick={press(() => props.onPress())}
    >
      <Show when={props.person} fallback={<Words text={{ zh: '另选他人', en: 'Write-in' }} />}>
        {(person) => (
          <span class="write-in-person" data-long={[...person()].length > 5}>
            {say(writtenIn(person()))}
          </span>
        )}
      </Show>
    </button>
  );
}
