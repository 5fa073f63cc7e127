/** The clips of this build, by language and what they say. */
import { type WordKey, wordsIn } from '../../server/contract/words.ts';
import type { Language } from '../session/language.ts';
import { ALL_PROMPTS, type Prompt } from './prompts.ts';

const FILES = import.meta.glob<string>('./clips/*/*.mp3', { query: '?url', import: 'default', eager: true });

function file(folder: string, key: string): string {
  const address = FILES[`./clips/${folder}/${key}.mp3`];
  if (address === undefined) throw new Error(`no clip for ${key} in ${folder}`);
  return address;
}

export const builtInClip = (language: Language, prompt: Prompt): string => file(language, prompt);
export const builtInWord = (language: Language, word: WordKey): string => file(`words-${language}`, word);

const LANGUAGES = ['zh', 'en'] as const;

export const EVERY_PROMPT: readonly string[] = LANGUAGES.flatMap((language) =>
  ALL_PROMPTS.map((prompt) => builtInClip(language, prompt)),
);
export const EVERY_WORD: readonly string[] = LANGUAGES.flatMap((language) =>
  wordsIn(language).map((word) => builtInWord(language, word)),
);
