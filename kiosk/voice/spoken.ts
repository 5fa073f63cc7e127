/** Whether prompts are read aloud; on for every new voter, as the text size is large for every new voter (UX 2, 6.13). */
import { createSignal } from 'solid-js';
import { holdClips, hush, isHeld, playClip } from '../devices/loudspeaker.ts';
import { language } from '../session/language.ts';
import { builtInClip, EVERY_CLIP } from './clips.ts';
import { ownClips, ownName, ownPrompt } from './own-clips.ts';
import type { Prompt } from './prompts.ts';

const [isVoiceOn, setOn] = createSignal(true);

export { isVoiceOn };

export function setVoiceOn(on: boolean): void {
  setOn(on);
  if (!on) hush();
}

export function speak(prompt: Prompt): void {
  if (!isVoiceOn()) return;
  const own = ownPrompt(language(), prompt);
  if (own !== undefined && isHeld(own)) playClip(own, `own/${language()}/${prompt}`);
  else playClip(builtInClip(language(), prompt), `${language()}/${prompt}`);
}

/** Whether somebody at this kiosk can have the name said: there are headphones, and somebody recorded it. */
export const isNameRecorded = (label: string): boolean => ownName(label) !== undefined;

/** Never fetched now: a request would tell the network whose row it is. */
export function speakName(label: string): void {
  const own = ownName(label);
  if (isVoiceOn() && own !== undefined && isHeld(own)) playClip(own, `name/${label}`);
}

/** While nobody votes. */
export function holdVoice(): Promise<void> {
  return holdClips([...EVERY_CLIP.map(({ address }) => address), ...ownClips()]);
}

export { hush };
