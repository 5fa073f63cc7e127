/**
 * A text of the screen as clips: the longest words that are known, one after another, with names and numbers between them. What is said is
 * what is shown, so nothing has to be written twice. Pure.
 */
import { namesOn } from '../../server/contract/voices.ts';
import { WORDS, type WordKey, wordsIn } from '../../server/contract/words.ts';
import type { Contest } from '../../tally/record/contest.ts';
import type { Language } from '../session/language.ts';
import { ALL_PROMPTS, PROMPTS, type Prompt } from './prompts.ts';

export type Part =
  | { readonly kind: 'prompt'; readonly prompt: Prompt }
  | { readonly kind: 'word'; readonly word: WordKey }
  /** `place`: among the names of this ballot, from 1; what is said of a name that nobody recorded. */
  | { readonly kind: 'name'; readonly label: string; readonly place: number };

/** Letters of a card, digits together, English words, and every Chinese character; pauses and brackets are not said. */
const TOKEN = /\d+|\p{Script=Latin}+|\*|[^\s\p{P}\p{Cf}]/gu;
const tokensOf = (text: string): readonly string[] => text.toLowerCase().match(TOKEN) ?? [];
const keyOf = (tokens: readonly string[]): string => tokens.join(' ');
export const spokenKey = (text: string): string => keyOf(tokensOf(text));

const SYMBOLS = { '*': 'star', '~': 'tilde', $: 'dollar', '=': 'equals' } as const satisfies Record<string, WordKey>;

export type Vocabulary = {
  readonly language: Language;
  readonly known: ReadonlyMap<string, Part>;
  /** Tokens of the longest. */
  readonly longest: number;
};

export function vocabularyOf(language: Language, contests: readonly Contest[]): Vocabulary {
  const known = new Map<string, Part>();
  let longest = 1;
  const add = (text: string, part: Part) => {
    const tokens = tokensOf(text);
    const key = keyOf(tokens);
    if (key === '' || known.has(key)) return;
    known.set(key, part);
    longest = Math.max(longest, tokens.length);
  };
  for (const word of wordsIn(language)) add(WORDS[word][language], { kind: 'word', word });
  for (const [symbol, word] of Object.entries(SYMBOLS)) add(symbol, { kind: 'word', word });
  for (const prompt of ALL_PROMPTS) add(PROMPTS[prompt][language], { kind: 'prompt', prompt });
  const names = [...new Set(contests.flatMap(namesOn))];
  for (const [at, label] of names.entries()) add(label, { kind: 'name', label, place: at + 1 });
  // A title that words and names do not make up is one name, in either language.
  for (const { title } of contests)
    if (spokenText(title[language], { language, known, longest }).unknown.length > 0)
      add(title[language], { kind: 'name', label: title.zh, place: names.indexOf(title.zh) + 1 });
  return { language, known, longest };
}

/** 0 to 999; larger numbers digit by digit. */
export function numberWords(number: number, language: Language): readonly WordKey[] {
  if (number <= 20) return [`${number}` as WordKey];
  if (number < 100) {
    const unit = number % 10;
    return [`${number - unit}` as WordKey, ...(unit === 0 ? [] : numberWords(unit, language))];
  }
  if (number > 999) return [...`${number}`].map((digit) => digit as WordKey);
  const rest = number % 100;
  const hundreds: readonly WordKey[] = [...numberWords(Math.floor(number / 100), language), '100'];
  if (rest === 0) return hundreds;
  // 一百零五, 一百一十五.
  const between: readonly WordKey[] = language === 'en' || rest >= 20 ? [] : [rest < 10 ? '0' : '1'];
  return [...hundreds, ...between, ...numberWords(rest, language)];
}

export type SpokenText = {
  readonly parts: readonly Part[];
  /** What has no clip: a test looks that nothing of ours is among it. */
  readonly unknown: readonly string[];
};

export function spokenText(text: string, { language, known, longest }: Vocabulary): SpokenText {
  const tokens = tokensOf(text);
  const parts: Part[] = [];
  const unknown: string[] = [];
  let at = 0;
  while (at < tokens.length) {
    let length = Math.min(longest, tokens.length - at);
    while (length > 0 && !known.has(keyOf(tokens.slice(at, at + length)))) length -= 1;
    const token = tokens[at] as string;
    if (/^\d+$/.test(token) && length <= 1) {
      parts.push(...numberWords(Number(token), language).map((word) => ({ kind: 'word', word }) as const));
    } else if (length === 0) unknown.push(token);
    else parts.push(known.get(keyOf(tokens.slice(at, at + length))) as Part);
    at += Math.max(1, length);
  }
  return { parts, unknown };
}
