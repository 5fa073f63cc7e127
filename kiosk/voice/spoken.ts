/** What is read aloud, and whether; on for every new voter, as the text size is large for every new voter (UX 2, 6.13). */
import { createMemo, createRoot, createSignal } from 'solid-js';
import type { Contest } from '../../tally/record/contest.ts';
import { type Clip, holdClips, hush, isHeld, playAfterwards, playClips } from '../devices/loudspeaker.ts';
import { language } from '../session/language.ts';
import { builtInClip, builtInWord, EVERY_PROMPT, EVERY_WORD } from './clips.ts';
import { ownClip, ownClips } from './own-clips.ts';
import type { Prompt } from './prompts.ts';
import { numberWords, type Part, spokenText, type Vocabulary, vocabularyOf } from './spoken-parts.ts';

const [isVoiceOn, setOn] = createSignal(true);
const [contests, setContests] = createSignal<readonly Contest[]>([]);
const vocabulary = createRoot(() => createMemo(() => vocabularyOf(language(), contests())));
const chinese = createRoot(() => createMemo(() => vocabularyOf('zh', [])));

/** There are headphones, and nobody else hears what is said in them. */
const [hasHeadphones, setHeadphones] = createSignal(false);
/** Whoever touches the screen sees it: she hears its sentences and no more, until a key is pressed or the next voter comes. */
const [isTouched, setTouched] = createSignal(false);

export { hasHeadphones, isVoiceOn, setContests as useBallot, setHeadphones as useHeadphones, setTouched };

/** Whether everything is said that a voter would see: names, marks, what has the focus. The hall hears none of it (UX 2). */
export const isReading = (): boolean => hasHeadphones() && isVoiceOn() && !isTouched();

export function setVoiceOn(on: boolean): void {
  setOn(on);
  if (!on) hush();
}

function promptClip(prompt: Prompt): Clip {
  const spoken = { kind: 'prompt', language: language(), prompt } as const;
  const own = ownClip(spoken);
  if (own !== undefined && isHeld(own)) return { address: own, name: `own/${language()}/${prompt}` };
  return { address: builtInClip(language(), prompt), name: `${language()}/${prompt}` };
}

/** Never fetched now, as a prompt may be: a request would tell the network what is marked, or whose row it is. */
const ifHeld = (clip: Clip): readonly Clip[] => (isHeld(clip.address) ? [clip] : []);

function nameClip(label: string): readonly Clip[] {
  const own = ownClip({ kind: 'name', label });
  return own === undefined ? [] : ifHeld({ address: own, name: `name/${label}` });
}

function partClips(part: Part, { language: of }: Vocabulary): readonly Clip[] {
  if (part.kind === 'prompt') return ifHeld(promptClip(part.prompt));
  if (part.kind === 'word') {
    const own = ownClip({ kind: 'word', language: of, word: part.word });
    if (own !== undefined && isHeld(own)) return [{ address: own, name: `own/words-${of}/${part.word}` }];
    return ifHeld({ address: builtInWord(of, part.word), name: `words-${of}/${part.word}` });
  }
  const own = nameClip(part.label);
  if (own.length > 0) return own;
  // The title of a form may be made of our words; else a name has its place on the ballot, as people have heard it read out.
  const words = spokenText(part.label, chinese());
  if (words.unknown.length === 0) return words.parts.flatMap((one) => partClips(one, chinese()));
  const place = ['unrecorded', ...numberWords(part.place, of)] as const;
  return place.flatMap((word) => partClips({ kind: 'word', word }, vocabulary()));
}

/** To a voter with headphones: the sentence of a screen, then texts that stand on it. */
export function utter(prompt: Prompt | null, texts: readonly string[], when: 'at once' | 'next'): void {
  const words = vocabulary();
  const said = texts.flatMap((text) => spokenText(text, words).parts).flatMap((part) => partClips(part, words));
  const clips = prompt === null ? said : [promptClip(prompt), ...said];
  if (when === 'next') playAfterwards(clips);
  else if (clips.length > 0) playClips(clips);
}

export function speak(prompt: Prompt): void {
  if (isVoiceOn()) playClips([promptClip(prompt)]);
}

/** Whether somebody at this kiosk can have the name said: there are headphones, and somebody recorded it. */
export const isNameRecorded = (label: string): boolean => ownClip({ kind: 'name', label }) !== undefined;

export function speakName(label: string): void {
  if (isVoiceOn()) playClips(nameClip(label));
}

/** While nobody votes. */
export function holdVoice(): Promise<void> {
  return holdClips([...EVERY_PROMPT, ...(hasHeadphones() ? EVERY_WORD : []), ...ownClips()]);
}

export { hush };
