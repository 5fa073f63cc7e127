/**
 * The strokes of a character as digits: 1 横 (提), 2 竖 (竖钩), 3 撇, 4 点 (捺), 5 折 (rules §6.3). The library knows
 * about 7,000 characters and answers zero strokes for others (㛃, 䶮): those count as unknown, never as zero.
 *
 * Heavy: imported by the organizer's side only, never by a voter's page.
 */
import cncharModule from 'cnchar';
import strokeOrderPlugin from 'cnchar-order';
import { err, ok, type Result } from '../../crypto/result.ts';
import type { Text } from '../text/text.ts';

/** The part of the library that is used; its own declarations describe another module format. */
interface StrokeLibrary {
  use(plugin: unknown): void;
  stroke(character: string, order: 'order', name: 'name'): readonly (readonly string[] | undefined)[];
}

const library = cncharModule as unknown as StrokeLibrary;
library.use(strokeOrderPlugin);
// The library gives every string two enumerable members; nothing here relies on them, so they are taken back.
for (const member of ['spell', 'stroke']) Reflect.deleteProperty(String.prototype, member);

export const STROKE_NAME = {
  '1': { zh: '横', en: 'horizontal' },
  '2': { zh: '竖', en: 'vertical' },
  '3': { zh: '撇', en: 'left-falling' },
  '4': { zh: '点', en: 'dot' },
  '5': { zh: '折', en: 'turning' },
} as const satisfies Record<string, Text>;
export type Stroke = keyof typeof STROKE_NAME;

/**
 * Every stroke name the library emits. 竖钩 belongs to 竖 and 提 to 横, 捺 to 点 in the national standard; the other
 * hooks and bends are 折. A name that is not here makes the character unknown.
 */
const CLASS_OF_NAME: ReadonlyMap<string, Stroke> = new Map<string, Stroke>([
  ['横', '1'],
  ['提', '1'],
  ['竖', '2'],
  ['竖钩', '2'],
  ['撇', '3'],
  ['点', '4'],
  ['点2', '4'],
  ['捺', '4'],
  ...[
    '横折',
    '横折钩',
    '横折提',
    '横折折',
    '横折弯',
    '横折折折',
    '横折折折钩',
    '横折折撇',
    '横撇',
    '横撇弯钩',
    '横钩',
    '横斜钩',
    '竖折折',
    '竖折折钩',
    '竖折撇',
    '竖弯',
    '竖弯钩',
    '竖提',
    '撇折',
    '撇点',
    '斜钩',
    '卧钩',
    '弯钩',
  ].map((name) => [name, '5'] as const),
]);

/** Alternatives such as 横撇|横钩 count when all of them are of one class. */
function classOf(name: string): Stroke | null {
  const classes = new Set(name.split('|').map((alternative) => CLASS_OF_NAME.get(alternative)));
  const [only] = classes;
  return classes.size === 1 && only !== undefined ? only : null;
}

/** Digits of one character, or null where the library has no data. */
export function libraryStrokes(character: string): string | null {
  const [names] = library.stroke(character, 'order', 'name');
  if (names === undefined || names.length === 0) return null;
  const classes = names.map(classOf);
  return classes.includes(null) ? null : classes.join('');
}

const DIGIT_OF: Readonly<Record<string, Stroke>> = { 横: '1', 提: '1', 竖: '2', 撇: '3', 点: '4', 捺: '4', 折: '5' };

/** What the organizer supplies: 5 3 1 or 折撇横, in writing order. */
export function parseStrokes(text: string): Result<string, 'strokes-malformed'> {
  const digits = [...text.normalize('NFKC').replace(/[\s,，、]/g, '')].map((sign) => DIGIT_OF[sign] ?? sign).join('');
  return /^[1-5]{1,64}$/.test(digits) ? ok(digits) : err('strokes-malformed');
}

export interface CharacterStrokes {
  readonly character: string;
  /** Null where nobody has supplied them. */
  readonly strokes: string | null;
  readonly source: 'library' | 'organizer' | null;
}

/** Strokes supplied by the organizer, by character; they go before the library's, which is not free of errors. */
export type SuppliedStrokes = Readonly<Record<string, string>>;

export function strokesOf(character: string, supplied: SuppliedStrokes = {}): CharacterStrokes {
  const own = Object.hasOwn(supplied, character) ? supplied[character] : undefined;
  if (own !== undefined) return { character, strokes: own, source: 'organizer' };
  const strokes = libraryStrokes(character);
  return { character, strokes, source: strokes === null ? null : 'library' };
}
