/** The eleven state words, the same on every page (UX 5.9). */
import { For, type JSX } from 'solid-js';
import type { PhaseName } from '../../server/contract/shared.ts';
import { say, type Text } from '../session/language.ts';
import './phase-bar.css';

const WORDS = [
  { zh: '筹备', en: 'Preparation' },
  { zh: '封存', en: 'Sealed' },
  { zh: '签到', en: 'Check-in' },
  { zh: '投票', en: 'Voting' },
  { zh: '截止', en: 'Stopped' },
  { zh: '清点', en: 'Accounting' },
  { zh: '开票', en: 'Count' },
  { zh: '公布', en: 'Published' },
  { zh: '报批', en: 'Reported' },
  { zh: '批复', en: 'Answered' },
] as const satisfies readonly Text[];

const PLACE = {
  draft: 0,
  ceremony: 1,
  cards: 1,
  sealed: 1,
  'check-in': 2,
  voting: 3,
  paused: 3,
  stopped: 4,
  closed: 5,
  counting: 6,
  published: 7,
  reported: 8,
  answered: 9,
} as const satisfies Record<PhaseName, number>;

/** 暂停 is voting held up: it takes the place of 投票 while it lasts. */
const PAUSED: Text = { zh: '暂停', en: 'Paused' };

/** The state word of a phase, e.g. for "这一步要等到 截止". */
export function phaseWord(phase: PhaseName): Text {
  return phase === 'paused' ? PAUSED : (WORDS[PLACE[phase]] ?? WORDS[0]);
}

export function PhaseBar(props: { readonly phase: PhaseName }): JSX.Element {
  return (
    <nav class="phase-bar" data-phase={props.phase} aria-label={say({ zh: '会议阶段', en: 'Phase of the meeting' })}>
      <ol>
        <For each={WORDS}>
          {(word, index) => {
            const place = () => PLACE[props.phase];
            const stateWord = () => say(props.phase === 'paused' && index() === place() ? PAUSED : word);
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
