/**
 * Says to a voter with headphones what has the focus, what she chose, and what page she has come to (UX 5.3). It follows the page itself, so
 * no control has to know of it. Nothing is said while `isReading` is false: marks are for one pair of ears.
 */
import { say } from '../session/language.ts';
import { NOTHING, type PageWords, pageNews } from './page-news.ts';
import { pageWords } from './page-words.ts';
import { PROMPTS, type Prompt } from './prompts.ts';
import { hush, isReading, utter } from './spoken.ts';
import { spokenKey } from './spoken-parts.ts';

/** A key changes several things of the page; all of it is one thing to say. */
const SETTLE_MS = 40;

export type Reader = {
  /** The sentence of a screen that has just come; what the screen says besides follows it. */
  readonly announce: (prompt: Prompt) => void;
  readonly sayAgain: () => void;
  /** Whatever was said last belongs to somebody who is gone. */
  readonly forget: () => void;
  readonly stop: () => void;
};

type Said = { readonly prompt: Prompt | null; readonly texts: readonly string[] };
const SILENCE: Said = { prompt: null, texts: [] };

export function makeReader(): Reader {
  let before: PageWords = NOTHING;
  let announced: Prompt | null = null;
  let last = SILENCE;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const settle = () => {
    timer = undefined;
    const prompt = announced;
    announced = null;
    const after = pageWords();
    const news = pageNews(prompt === null ? before : NOTHING, after);
    before = after;
    if (!isReading() || (news === null && prompt === null)) return;
    // The sentence of a screen may have its title in it.
    const sentence = prompt === null ? '' : spokenKey(say(PROMPTS[prompt]));
    const isNew = (text: string) => !sentence.includes(spokenKey(text));
    const now = (news?.now ?? []).filter(isNew);
    if (news === null || news.cuts) {
      last = { prompt, texts: (news?.again ?? []).filter(isNew) };
      utter(prompt, now, 'at once');
    } else {
      last = { prompt: last.prompt, texts: [...last.texts, ...now] };
      utter(null, now, 'next');
    }
  };
  const look = () => {
    timer ??= setTimeout(settle, SETTLE_MS);
  };

  const observer = new MutationObserver(look);
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['aria-pressed', 'data-spoken', 'data-screen'],
  });
  document.addEventListener('focusin', look);
  document.addEventListener('focusout', look);
  return {
    announce: (prompt) => {
      announced = prompt;
      look();
    },
    sayAgain: () => {
      if (last === SILENCE) {
        // Nothing was said since the finger left the screen.
        before = NOTHING;
        look();
      } else if (isReading()) utter(last.prompt, last.texts, 'at once');
    },
    forget: () => {
      announced = null;
      last = SILENCE;
      hush();
    },
    stop: () => {
      observer.disconnect();
      document.removeEventListener('focusin', look);
      document.removeEventListener('focusout', look);
      clearTimeout(timer);
    },
  };
}
