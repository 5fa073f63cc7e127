/** The clips of this build, by language and prompt. */
import type { Language } from '../session/language.ts';
import { ALL_PROMPTS, type Prompt } from './prompts.ts';

const FILES = import.meta.glob<string>('./clips/*/*.mp3', { query: '?url', import: 'default', eager: true });

export function builtInClip(language: Language, prompt: Prompt): string {
  const address = FILES[`./clips/${language}/${prompt}.mp3`];
  if (address === undefined) throw new Error(`no clip for ${prompt} in ${language}`);
  return address;
}

export const EVERY_CLIP: readonly { readonly language: Language; readonly prompt: Prompt; readonly address: string }[] =
  (['zh', 'en'] as const).flatMap((language) =>
    ALL_PROMPTS.map((prompt) => ({ language, prompt, address: builtInClip(language, prompt) })),
  );
