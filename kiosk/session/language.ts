/** Language of the page. Chinese is written first and shown first; English is complete everywhere. */
import { createSignal } from 'solid-js';
import type { Text } from '../../tally/text/text.ts';
import { daysIn, keepDays } from './days.ts';

export type { Text };
export type Language = 'zh' | 'en';

const KEY = 'changpiao.language';

const [language, setSignal] = createSignal<Language>(localStorage.getItem(KEY) === 'en' ? 'en' : 'zh');

export { language };

function apply(value: Language): void {
  setSignal(value);
  document.documentElement.lang = value === 'zh' ? 'zh-CN' : 'en';
}
apply(language());

// Two pages of one device speak one language: what is chosen in the other holds here too.
window.addEventListener('storage', ({ key, newValue }) => {
  if (key === KEY && newValue !== null) apply(newValue === 'en' ? 'en' : 'zh');
});

/** An official's choice outlives a reload; a voter's does not (`remember: false`). */
export function setLanguage(value: Language, { remember = true }: { readonly remember?: boolean } = {}): void {
  if (remember) localStorage.setItem(KEY, value);
  apply(value);
}

/** The text in the page's language; reactive. */
export function say(text: Text): string {
  return keepDays(text[language()]);
}

/** A day, or several after one another, without other words. */
export const sayDay = (day: string): string => daysIn(day, language());
