import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { WORDS, wordsIn } from '../../server/contract/words.ts';
import type { CardProblem, VoterScreen } from '../session/voter-session.ts';
import { promptOf, type Shown } from './prompt-of.ts';
import { ALL_PROMPTS, PROMPTS, type Prompt } from './prompts.ts';

const CLIPS = path.join(import.meta.dirname, 'clips');
const madeOf = JSON.parse(readFileSync(path.join(CLIPS, 'made-of.json'), 'utf8')) as Record<
  string,
  Record<string, { text: string; sha256: string }>
>;

const LANGUAGES = ['zh', 'en'] as const;
const SETS = LANGUAGES.flatMap((language) => [
  [language, ALL_PROMPTS.map((key) => [key, PROMPTS[key][language]] as const), 48] as const,
  [`words-${language}`, wordsIn(language).map((key) => [key, WORDS[key][language]] as const), 56] as const,
]);

it('there is no other folder of clips', () => {
  const folders = readdirSync(CLIPS).filter((name) => name !== 'made-of.json');
  expect(folders.toSorted()).toEqual(SETS.map(([folder]) => folder).toSorted());
  expect(Object.keys(madeOf).toSorted()).toEqual(folders.toSorted());
});

describe.each(SETS)('the clips in %s', (folder, texts, mostKb) => {
  it('are there for everything that is said, and for nothing else', () => {
    const files = readdirSync(path.join(CLIPS, folder)).map((name) => name.replace(/\.mp3$/, ''));
    const keys = texts.map(([key]) => key);
    expect(files.toSorted()).toEqual(keys.toSorted());
    expect(Object.keys(madeOf[folder] ?? {}).toSorted()).toEqual(keys.toSorted());
  });

  it.each(texts)('%s was made of its words', (key, text) => {
    const made = madeOf[folder]?.[key];
    const bytes = readFileSync(path.join(CLIPS, folder, `${key}.mp3`));
    expect(made?.text, 'make the clips again: kiosk/build/voice-clips.ts').toBe(text);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(made?.sha256);
    expect(bytes.length).toBeLessThan(mostKb * 1024);
  });
});

const RECEIPT = { T: '', h: '', signature: '', code: '', cardCode: '' };
const shown = (screen: VoterScreen, more: Partial<Shown> = {}): Shown => ({
  screen,
  waiting: null,
  isAskedWhetherThere: false,
  isHeldUp: false,
  printsSlips: false,
  kindOfPage: () => 'election',
  kinds: ['election'],
  ...more,
});

describe('what is said', () => {
  const PROBLEMS: readonly CardProblem[] = [
    'cast',
    'challenged',
    'void',
    'unknown',
    'other-round',
    'test-run-card',
    'real-card',
    'unreadable',
    'voting-closed',
  ];

  it.each(PROBLEMS)('names why a card (%s) starts no session', (problem) => {
    const prompt = promptOf(shown({ id: 'V0e', problem, receipt: null }));
    expect(prompt).toBe(`card-${problem}`);
  });

  it('asks to check every line before the ballot is cast, and tells when it is cast', () => {
    expect(promptOf(shown({ id: 'V3', page: 0 }))).toBe('review');
    expect(PROMPTS.review.zh).toContain('请逐个核对');
    expect(promptOf(shown({ id: 'V4', receipt: RECEIPT, again: false }))).toBe('cast');
    expect(promptOf(shown({ id: 'V4', receipt: RECEIPT, again: false }, { printsSlips: true }))).toBe('cast-slip');
  });

  it('goes with what the page of the ballot asks for', () => {
    for (const kind of ['election', 'appraisal', 'recommendation'] as const)
      expect(promptOf(shown({ id: 'V2', page: 0, fromReview: false }, { kindOfPage: () => kind }))).toBe(kind);
    expect(promptOf(shown({ id: 'V3', page: 0 }, { kinds: ['appraisal'] }))).toBe('review-form');
  });

  it('tells nobody in the hall that somebody writes a name in, and nothing to an empty place', () => {
    const marking = promptOf(shown({ id: 'V2', page: 0, fromReview: false }));
    expect(promptOf(shown({ id: 'V5', page: 0, fromReview: false, contest: 0, candidate: 0 }))).toBe(marking);
    expect(promptOf(shown({ id: 'V0' }))).toBeNull();
    expect(promptOf(shown({ id: 'V0' }, { waiting: 'before' }))).toBeNull();
  });

  it('puts what holds voting up before the screen below', () => {
    const review = { id: 'V3', page: 0 } as const;
    expect(promptOf(shown(review, { isHeldUp: true }))).toBe('held-up');
    expect(promptOf(shown(review, { waiting: 'paused' }))).toBe('paused');
    expect(promptOf(shown(review, { isAskedWhetherThere: true }))).toBe('still-there');
  });

  it('can be said for every prompt there is', () => {
    const screens: readonly Shown[] = [
      ...PROBLEMS.map((problem) => shown({ id: 'V0e', problem, receipt: null } as const)),
      ...(['election', 'appraisal', 'recommendation'] as const).flatMap((kind) => [
        shown({ id: 'V2', page: 0, fromReview: false }, { kindOfPage: () => kind }),
        shown({ id: 'V3', page: 0 }, { kinds: [kind] }),
      ]),
      ...([true, false] as const).map((printsSlips) =>
        shown({ id: 'V4', receipt: RECEIPT, again: false }, { printsSlips }),
      ),
      shown({ id: 'typed', problem: null }),
      shown({ id: 'camera' }),
      shown({ id: 'V1' }),
      shown({ id: 'V6', page: 0 }),
      shown({ id: 'opened', opened: { receipt: RECEIPT, marks: [], seed: '', places: [] }, page: 0 }),
      shown({ id: 'kept', what: 'cast' }),
      shown({ id: 'fault', fault: 'machine' }),
      shown({ id: 'V1' }, { isHeldUp: true }),
      shown({ id: 'V1' }, { waiting: 'paused' }),
      shown({ id: 'V1' }, { isAskedWhetherThere: true }),
    ];
    // These two are said at a touch, not by a screen.
    const heard = new Set<Prompt | null>([...screens.map(promptOf), 'card', 'staff']);
    expect([...ALL_PROMPTS].filter((prompt) => !heard.has(prompt))).toEqual([]);
  });

  it('uses no word of the machine', () => {
    for (const { zh } of [...Object.values(PROMPTS), ...Object.values(WORDS)])
      expect(zh).not.toMatch(/加密|哈希|公钥|终端|token/i);
    for (const { en } of Object.values(PROMPTS)) {
      expect(en).toMatch(/^[A-Z][A-Za-z0-9 ,.?!;:'-]+$/);
    }
  });
});
