/** A name on the ballot; with headphones and a recording of it a button that says it. */
import { type JSX, Show } from 'solid-js';
import { label, type Person } from '../../tally/record/person.ts';
import { say } from '../session/language.ts';
import { isNameRecorded, speakName } from '../voice/spoken.ts';
import { SoundIcon } from './icons.tsx';
import { press } from './press.ts';

export function SpokenName(props: { readonly person: Person }): JSX.Element {
  return (
    <Show when={isNameRecorded(label(props.person))} fallback={<span>{props.person.name}</span>}>
      <button
        type="button"
        class="spoken-name"
        data-name="listen"
        data-spoken={say({ zh: '听', en: 'Listen' })}
        onClick={press(() => speakName(label(props.person)))}
      >
        <span>{props.person.name}</span>
        <span class="spoken-name-sign">
          <SoundIcon />
          {say({ zh: '听', en: 'Listen' })}
        </span>
      </button>
    </Show>
  );
}
