/** Says what belongs to the screen when it comes, when the language changes, and when it is asked for again. */
import { createEffect, createMemo, on } from 'solid-js';
import { language } from '../session/language.ts';
import { promptOf, type Shown } from './prompt-of.ts';
import type { Prompt } from './prompts.ts';
import { isVoiceOn } from './spoken.ts';

export function createPrompter(
  shown: () => Shown,
  options: { readonly announce: (prompt: Prompt) => void; readonly forget: () => void },
): { readonly sayAgain: () => void } {
  const prompt = createMemo(() => promptOf(shown()));
  createEffect(
    on([prompt, language, isVoiceOn], ([current]) => (current === null ? options.forget() : options.announce(current))),
  );
  return {
    sayAgain: () => {
      const current = prompt();
      if (current !== null) options.announce(current);
    },
  };
}
