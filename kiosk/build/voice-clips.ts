/**
 * Makes the clips of kiosk/voice/prompts.ts once: `node --import tsx kiosk/build/voice-clips.ts` where espeak-ng and sox (with mp3)
 * are installed. The clips are kept in the repository; nothing of this runs in a build or in a hall.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PROMPTS } from '../voice/prompts.ts';

/**
 * Slower than its ordinary 175 words a minute: for people over 65 in a hall. Of the two Mandarin voices the other one spells tones as
 * English numbers.
 */
const VOICES = {
  zh: ['-v', 'cmn-latn-pinyin', '-s', '150', '-p', '45', '-g', '2'],
  en: ['-v', 'en-gb', '-s', '140', '-p', '45', '-g', '2'],
} as const;

const clips = path.join(import.meta.dirname, '..', 'voice', 'clips');
const work = mkdtempSync(path.join(os.tmpdir(), 'changpiao-clips-'));
const made: Record<string, Record<string, { text: string; sha256: string }>> = {};
rmSync(clips, { recursive: true, force: true });
for (const language of ['zh', 'en'] as const) {
  mkdirSync(path.join(clips, language), { recursive: true });
  made[language] = {};
  for (const [prompt, text] of Object.entries(PROMPTS)) {
    const wav = path.join(work, 'spoken.wav');
    const mp3 = path.join(clips, language, `${prompt}.mp3`);
    execFileSync('espeak-ng', [...VOICES[language], '-w', wav, text[language]]);
    // Silence at both ends goes, a breath of it stays; one loudness for all.
    const trim = ['silence', '1', '0.05', '0.3%', 'reverse', 'silence', '1', '0.05', '0.3%', 'reverse'];
    execFileSync('sox', [wav, '-r', '24000', '-c', '1', '-C', '32', mp3, ...trim, 'pad', '0.12', '0.25', 'norm', '-3']);
    made[language][prompt] = {
      text: text[language],
      sha256: createHash('sha256').update(readFileSync(mp3)).digest('hex'),
    };
  }
}
rmSync(work, { recursive: true });
writeFileSync(path.join(clips, 'made-of.json'), `${JSON.stringify(made, null, 2)}\n`);
