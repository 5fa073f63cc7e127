/** The eleven state words, the same on every page (UX 5.9). */
import { For, type JSX } from 'solid-js';
import type { PhaseName } from '../../server/contract/shared.ts';
import { STATE_BAR, STATE_OF_PHASE } from '../../tally/phase.ts';
import { say, type Text } from '../session/language.ts';
import './phase-bar.css';

/** 暂停 is voting held up: it takes the place of 投票 while it lasts. */
const WORDS = STATE_BAR.filter((_, at) => at !== STATE_OF_PHASE.paused);

const placeOf = (phase: PhaseName): number => {
  const at = STATE_OF_PHASE[phase];
  return at < STATE_OF_PHASE.paused ? at : at - 1;
};

/** The state word of a phase, e.g. in a list of meetings. */
export function phaseWord(phase: PhaseName): Text {
  return STATE_BAR[STATE_OF_PHASE[phase]];
}

export function PhaseBar(props: { readonly phase: PhaseName }): JSX.Element {
  return (
    <nav class="phase-bar" data-phase={props.phase} aria-label={say({ zh: '会议阶段', en: 'Phase of the meeting' })}>
      <ol>
        <For each={WORDS}>
          {(word, index) => {
            const place = () => placeOf(props.phase);
            const stateWord = () => say(index() === place() ? phaseWord(props.phase) : word);
            return (
              <li
                data-state={index() < place() ? 'past' : index() === place() ? 'now' : 'future'}
                aria-current={index() === place() ? 'step' : undefined}
                data-place={`${stateWord()} ${index() + 1}/${WORDS.length}`}
              >
                {stateWord()}
              </li>
            );
          }}
        </For>
      </ol>
    </nav>
  );
}
