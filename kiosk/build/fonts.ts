/**
 * The pages' own fonts, cut at build time from Noto Sans SC and Noto Serif SC.
 *
 * A base slice holds ASCII and GB 2312 (levels 1 and 2); everything else the font has lies in slices by code point,
 * which a browser fetches only when a page shows such a character (㛃, 䶮, the names of a village).
 * The base is declared last: of two faces that claim a character the later one wins.
 */
import { createHash } from 'node:crypto';
import { access, mkdir, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';

type Face = { readonly family: string; readonly weight: number; readonly file: string; readonly rest: boolean };

const FACES: readonly Face[] = [
  { family: 'Changpiao Sans', weight: 400, file: 'noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf', rest: true },
  { family: 'Changpiao Sans', weight: 700, file: 'noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf', rest: true },
  { family: 'Changpiao Serif', weight: 700, file: 'noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf', rest: false },
];

/** Bounds of the rest slices; each pair is one file. */
const REST: readonly (readonly [number, number])[] = [
  [0x80, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x5fff],
  [0x6000, 0x71ff],
  [0x7200, 0x83ff],
  [0x8400, 0x95ff],
  [0x9600, 0x9fff],
  [0xa000, 0xffff],
  [0x1f100, 0x1f2ff],
  [0x20000, 0x323af],
];

/** Change when the way of cutting changes, so that old caches are left behind. */
const RECIPE = 3;

function baseCharacters(): readonly number[] {
  const decoder = new TextDecoder('gb2312');
  const codes = new Set<number>([0xa0, 0xb7, 0x2026, 0x2014, 0x2013, 0x2018, 0x2019, 0x201c, 0x201d, 0x2212, 0x2265]);
  for (let code = 0x20; code < 0x7f; code += 1) codes.add(code);
  for (let row = 0xa1; row <= 0xf7; row += 1) {
    for (let cell = 0xa1; cell <= 0xfe; cell += 1) {
      const [character = ''] = decoder.decode(Uint8Array.of(row, cell));
      if (character !== '' && character !== '\ufffd') codes.add(character.codePointAt(0) ?? 0x20);
    }
  }
  return [...codes, ...between(codes)].sort((a, b) => a - b);
}

/**
 * Single ideographs that lie between two runs of the base. With them its list of ranges is short enough for the faces
 * that share it to lie within the 32 kB that gzip looks back, so that a page pays for the list once.
 */
function between(codes: ReadonlySet<number>): readonly number[] {
  const found: number[] = [];
  for (let code = 0x4e00; code <= 0x9fff; code += 1) {
    if (!codes.has(code) && [-2, -1, 1, 2].every((step) => codes.has(code + step))) found.push(code);
  }
  return found;
}

function unicodeRange(codes: readonly number[]): string {
  const hex = (code: number) => code.toString(16).toUpperCase();
  const ranges: string[] = [];
  for (let i = 0; i < codes.length; ) {
    let j = i;
    while (codes[j + 1] === (codes[j] ?? 0) + 1) j += 1;
    const [first, last] = [codes[i] ?? 0, codes[j] ?? 0];
    ranges.push(first === last ? `U+${hex(first)}` : `U+${hex(first)}-${hex(last)}`);
    i = j + 1;
  }
  return ranges.join(',');
}

type Slice = { readonly source: string; readonly target: string; readonly text: string; readonly rule: string };

function slices(face: Face, directory: string, modules: string, base: readonly number[]): readonly Slice[] {
  const source = path.join(modules, '@expo-google-fonts', face.file);
  const make = (name: string, text: string, range: string): Slice => {
    const key = createHash('sha256').update(`${RECIPE} ${face.file} ${text}`).digest('hex').slice(0, 12);
    const file = `${path.basename(face.file, '.ttf')}-${name}-${key}.woff2`;
    return {
      source,
      target: path.join(directory, file),
      text,
      rule:
        `@font-face{font-family:'${face.family}';font-style:normal;font-weight:${face.weight};font-display:block;` +
        `src:url('./${file}') format('woff2');unicode-range:${range}}`,
    };
  };
  const inBase = new Set(base);
  const rest = face.rest
    ? REST.map(([low, high]) => {
        let text = '';
        for (let code = low; code <= high; code += 1) {
          const isSurrogate = code >= 0xd800 && code <= 0xdfff;
          if (!isSurrogate && !inBase.has(code)) text += String.fromCodePoint(code);
        }
        const range = `U+${low.toString(16).toUpperCase()}-${high.toString(16).toUpperCase()}`;
        return make(low.toString(16), text, range);
      })
    : [];
  return [...rest, make('base', String.fromCodePoint(...base), unicodeRange(base))];
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/** Cuts what the cache lacks and returns the path of the style sheet that declares all faces. */
export async function makeFonts(repository: string): Promise<string> {
  const modules = path.join(repository, 'node_modules');
  const directory = path.join(modules, '.cache', 'changpiao-fonts');
  await mkdir(directory, { recursive: true });
  const base = baseCharacters();
  const all = FACES.flatMap((face) => slices(face, directory, modules, base));
  const missing: Slice[] = [];
  for (const slice of all) if (!(await exists(slice.target))) missing.push(slice);
  // Large slices first, so that no worker is left alone with one at the end.
  missing.sort((a, b) => b.text.length - a.text.length);
  let done = 0;
  const total = missing.length;
  const run = () =>
    new Promise<void>((resolve, reject) => {
      const worker = new Worker(path.join(repository, 'kiosk', 'build', 'font-slice.mjs'));
      const next = () => {
        const slice = missing.shift();
        if (slice === undefined) void worker.terminate().then(() => resolve());
        else worker.postMessage({ source: slice.source, target: slice.target, text: slice.text });
      };
      worker.on('error', reject);
      worker.on('message', (target: string) => {
        done += 1;
        console.log(`字体 fonts ${done}/${total} ${path.basename(target)}`);
        next();
      });
      next();
    });
  if (total > 0) await Promise.all(Array.from({ length: Math.min(os.availableParallelism(), total) }, run));
  const sheet = path.join(directory, 'fonts.css');
  await writeFile(sheet, all.map((slice) => slice.rule).join('\n'));
  return sheet;
}
