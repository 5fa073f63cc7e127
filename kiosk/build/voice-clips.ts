/**
 * Makes the clips of kiosk/voice/prompts.ts and server/contract/words.ts: `node --import tsx kiosk/build/voice-clips.ts` where espeak-ng and
 * sox (with mp3) are installed; only those whose words have changed. The clips are kept in the repository; nothing of this runs in a build
 * or in a hall.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { WORDS, wordsIn } from '../../server/contract/words.ts';
import type { Text } from '../../tally/text/text.ts';
import { PROMPTS } from '../voice/prompts.ts';

/**
 * Slower than its ordinary 175 words a minute: for people over 65 in a hall. Of the two Mandarin voices the other one spells tones as
 * English numbers.
 */
const VOICES = {
  zh: ['-v', 'cmn-latn-pinyin', '-s', '150', '-p', '45', '-g', '2'],
  en: ['-v', 'en-gb', '-s', '140', '-p', '45', '-g', '2'],
} as const;

type Made = Record<string, { text: string; sha256: string }>;

const clips = path.join(import.meta.dirname, '..', 'voice', 'clips');
const list = path.join(clips, 'made-of.json');
const before = JSON.parse(readFileSync(list, 'utf8')) as Record<string, Made>;
const work = mkdtempSync(path.join(os.tmpdir(), 'changpiao-clips-'));

/** `pad`: silence before and after. Words are said one after another, sentences alone. */
function make(
  folder: string,
  language: 'zh' | 'en',
  texts: Readonly<Record<string, Text>>,
  pad: [string, string],
): Made {
  mkdirSync(path.join(clips, folder), { recursive: true });
  for (const file of readdirSync(path.join(clips, folder)))
    if (texts[path.basename(file, '.mp3')] === undefined) rmSync(path.join(clips, folder, file));
  return Object.fromEntries(
    Object.entries(texts).map(([key, { [language]: text }]) => {
      const same = before[folder]?.[key];
      if (same?.text === text) return [key, same];
      const wav = path.join(work, 'spoken.wav');
      const mp3 = path.join(clips, folder, `${key}.mp3`);
      execFileSync('espeak-ng', [...VOICES[language], '-w', wav, text]);
      // Silence at both ends goes, a breath of it stays; one loudness for all.
      const trim = ['silence', '1', '0.05', '0.3%', 'reverse', 'silence', '1', '0.05', '0.3%', 'reverse'];
      execFileSync('sox', [wav, '-r', '24000', '-c', '1', '-C', '32', mp3, ...trim, 'pad', ...pad, 'norm', '-3']);
      return [key, { text, sha256: createHash('sha256').update(readFileSync(mp3)).digest('hex') }];
    }),
  );
}

const words = (language: 'zh' | 'en') => Object.fromEntries(wordsIn(language).map((word) => [word, WORDS[word]]));
const made = {
  zh: make('zh', 'zh', PROMPTS, ['0.12', '0.25']),
  en: make('en', 'en', PROMPTS, ['0.12', '0.25']),
  'words-zh': make('words-zh', 'zh', words('zh'), ['0.02', '0.06']),
  'words-en': make('words-en', 'en', words('en'), ['0.02', '0.06']),
};
rmSync(work, { recursive: true });
writeFileSync(list, `${JSON.stringify(made, null, 2)}\n`);
