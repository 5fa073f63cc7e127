/**
 * The big pad for a card whose QR cannot be read (UX 5.3): seven groups of four, digits, the 22 letters of Crockford's
 * base32, and for the last place the five further check symbols.
 */
import { For, Index, type JSX, Show } from 'solid-js';
import { say } from '../session/language.ts';
import './pad.css';
import { press } from './press.ts';

const DIGITS_AND_LETTERS = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];
const CHECK_SYMBOLS = [...'*~$=U'];
const LENGTH = 27;

/** Characters of a card in groups of four, the last group of three. */
export function groupsOfFour(text: string, length = LENGTH): readonly string[] {
  return Array.from({ length: Math.ceil(length / 4) }, (_, group) => text.slice(group * 4, group * 4 + 4));
}

export function Pad(props: { readonly value: string; readonly onChange: (value: string) => void }): JSX.Element {
  const isLastPlace = () => props.value.length === LENGTH - 1;
  const isFull = () => props.value.length >= LENGTH;
  const add = (character: string) => {
    if (!isFull()) props.onChange(props.value + character);
  };
  const key = (character: string) => (
    <button
      type="button"
      class="pad-key"
      data-key={character}
      disabled={isFull()}
      onClick={press(() => add(character))}
    >
      {character}
    </button>
  );
  return (
    <div class="pad">
      <p class="pad-text" data-unspoken data-value={props.value} aria-live="polite">
        <Index each={groupsOfFour(props.value)}>
          {(group, index) => (
            <span class="pad-group" data-now={Math.floor(props.value.length / 4) === index}>
              {group().padEnd(index === 6 ? 3 : 4, '-')}
            </span>
          )}
        </Index>
      </p>
      <div class="pad-keys">
        <For each={DIGITS_AND_LETTERS}>{key}</For>
        <Show when={isLastPlace()}>
          <For each={CHECK_SYMBOLS}>{key}</For>
        </Show>
        <button
          type="button"
          class="pad-key pad-back"
          data-key="back"
          disabled={props.value === ''}
          onClick={press(() => props.onChange(props.value.slice(0, -1)))}
        >
          {say({ zh: '退一格', en: 'Delete' })}
        </button>
      </div>
    </div>
  );
}
