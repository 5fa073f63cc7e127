/**
 * Recordings of the village. They are fetched before anybody votes, all that the server names and in its order; what a voter does makes no
 * request. Names come only to a kiosk with headphones.
 */
import { createSignal } from 'solid-js';
import { addressOf } from '../../server/contract/route.ts';
import { kioskVoiceClip, type VoiceClip } from '../../server/contract/voices.ts';
import type { Language } from '../session/language.ts';
import type { Prompt } from './prompts.ts';

const [clips, setClips] = createSignal<readonly VoiceClip[]>([]);

export { setClips as useOwnClips };

const address = (clip: VoiceClip | undefined): string | undefined =>
  clip === undefined ? undefined : addressOf(kioskVoiceClip, { hash: clip.sha256 });

export const ownClips = (): readonly string[] => [...new Set(clips().flatMap((clip) => address(clip) ?? []))];

export const ownPrompt = (language: Language, prompt: Prompt): string | undefined =>
  address(
    clips().find(({ spoken }) => spoken.kind === 'prompt' && spoken.language === language && spoken.prompt === prompt),
  );

export const ownName = (label: string): string | undefined =>
  address(clips().find(({ spoken }) => spoken.kind === 'name' && spoken.label === label));
