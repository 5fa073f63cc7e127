/** Whether prompts are read aloud; on for every new voter, as the text size is large for every new voter (UX 2, 6.13). */
import { createSignal } from 'solid-js';
import { holdClips, hush, playClip } from '../devices/loudspeaker.ts';
import { language } from '../session/language.ts';
import { builtInClip, EVERY_CLIP } from './clips.ts';
import type { Prompt } from './prompts.ts';

const [isVoiceOn, setOn] = createSignal(true);

export { isVoiceOn };

export function setVoiceOn(on: boolean): void {
  setOn(on);
  if (!on) hush();
}

export function speak(prompt: Prompt): void {
  if (!isVoiceOn()) return;
  playClip(builtInClip(language(), prompt), `${language()}/${prompt}`);
}

/** While nobody votes. */
export function holdVoice(): Promise<void> {
  return holdClips(EVERY_CLIP.map(({ address }) => address));
}

export { hush };
