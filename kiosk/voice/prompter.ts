/** Says what belongs to the screen when it comes, when the language changes, and when it is asked for again. */
import { createEffect, createMemo, on } from 'solid-js';
import { language } from '../session/language.ts';
import { promptOf, type Shown } from './prompt-of.ts';
import { hush, isVoiceOn, speak } from './spoken.ts';

export function createPrompter(shown: () => Shown): { readonly sayAgain: () => void } {
  const prompt = createMemo(() => promptOf(shown()));
  createEffect(on([prompt, language, isVoiceOn], ([current]) => (current === null ? hush() : speak(current))));
  return {
    sayAgain: () => {
      const current = prompt();
      if (current !== null) speak(current);
    },
  };
}
