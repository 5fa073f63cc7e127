/**
 * 姓氏笔画为序 (rules §6.3): fewer strokes of the first character first, then stroke by stroke 横 竖 撇 点 折, then
 * the next characters the same way; a single-character given name before a longer one of the same surname (Party
 * practice, a setting). Every position comes with its reason. Where data are missing the order is not computed:
 * a missing value never sorts.
 */
import type { RuleSettings } from '../rules/settings.ts';
import { amount } from '../text/amount.ts';
import type { Text } from '../text/text.ts';
import { type CharacterStrokes, STROKE_NAME, type Stroke, type SuppliedStrokes, strokesOf } from './stroke-data.ts';
import { surnameOf } from './surname.ts';

export interface StrokePosition {
  readonly name: string;
  /** Index in the names given. */
  readonly index: number;
  readonly characters: readonly CharacterStrokes[];
  /** Why the person stands after the one before; for the first, the strokes of the first character. */
  readonly reason: Text;
}

export interface StrokeOrder {
  /** Null while a comparison that is needed lacks data. */
  readonly positions: readonly StrokePosition[] | null;
  /** Characters whose strokes must be supplied before the order can be computed. */
  readonly missing: readonly string[];
  /** All characters without data, whether the order depends on them or not. */
  readonly withoutData: readonly string[];
}

interface Entry {
  readonly name: string;
  readonly index: number;
  readonly characters: readonly CharacterStrokes[];
  readonly surnameLength: number;
}

type Comparison = { readonly order: number; readonly reason: Text } | { readonly missing: readonly string[] };

const countText = ({ character, strokes }: CharacterStrokes): Text => ({
  zh: `${character} ${strokes?.length ?? 0} 画`,
  en: `${character} ${amount(strokes?.length ?? 0, 'stroke')}`,
});

const strokeName = (digit: string | undefined): Text => STROKE_NAME[digit as Stroke];

/** Two different characters; null: equal by strokes. The reason is told of the later of the two. */
function compareCharacters(a: CharacterStrokes, b: CharacterStrokes): Comparison | null {
  if (a.strokes === null || b.strokes === null)
    return { missing: [a, b].filter(({ strokes }) => strokes === null).map(({ character }) => character) };
  const [less, more, sign] = a.strokes.length < b.strokes.length ? ([a, b, -1] as const) : ([b, a, 1] as const);
  if (a.strokes.length !== b.strokes.length)
    return {
      order: sign,
      reason: {
        zh: `${countText(more).zh}，多于 ${countText(less).zh}`,
        en: `${countText(more).en}, more than ${countText(less).en}`,
      },
    };
  const at = [...a.strokes].findIndex((digit, i) => digit !== b.strokes?.[i]);
  if (at === -1) return null;
  const isFirst = (a.strokes[at] ?? '') < (b.strokes[at] ?? '');
  const [before, after] = isFirst ? ([a, b] as const) : ([b, a] as const);
  const earlier = strokeName(before.strokes?.[at]);
  const later = strokeName(after.strokes?.[at]);
  return {
    order: isFirst ? -1 : 1,
    reason: {
      zh: `${after.character}与${before.character}同为 ${a.strokes.length} 画，第 ${at + 1} 笔${later.zh}在${earlier.zh}之后`,
      en: `${after.character} and ${before.character} both have ${amount(a.strokes.length, 'stroke')}; stroke ${at + 1} ${later.en} comes after ${earlier.en}`,
    },
  };
}

/** Different characters of the same strokes: kept together by code point, and the organization is told to decide. */
function compareUndecided(a: CharacterStrokes, b: CharacterStrokes): Comparison {
  return {
    order: a.character < b.character ? -1 : 1,
    reason: {
      zh: `${a.character}与${b.character}笔画、笔形完全相同，次序由组织确定`,
      en: `${a.character} and ${b.character} have the same strokes; the organization decides their order`,
    },
  };
}

/** The first place where two lists of characters differ; null where one is the beginning of the other. */
function compareLists(a: readonly CharacterStrokes[], b: readonly CharacterStrokes[]): Comparison | null {
  for (const [i, character] of a.entries()) {
    const other = b[i];
    if (other === undefined) return null;
    if (character.character !== other.character)
      return compareCharacters(character, other) ?? compareUndecided(character, other);
  }
  return null;
}

function compareEntries(a: Entry, b: Entry, singleGivenName: RuleSettings['singleGivenName']): Comparison {
  const bySurname = compareLists(a.characters.slice(0, a.surnameLength), b.characters.slice(0, b.surnameLength));
  if (bySurname !== null) return bySurname;
  // 欧 before 欧阳: people of one surname stay together, else the rule for single given names would run in circles.
  if (a.surnameLength !== b.surnameLength)
    return {
      order: a.surnameLength - b.surnameLength,
      reason: { zh: '姓的首字相同，单姓在复姓之前', en: 'the same first character; the single surname comes first' },
    };
  const isSingle = a.characters.length - a.surnameLength === 1;
  const isOtherSingle = b.characters.length - b.surnameLength === 1;
  if (singleGivenName === 'blank-first' && isSingle !== isOtherSingle)
    return {
      order: isSingle ? -1 : 1,
      reason: { zh: '同姓，单名在前', en: 'same surname; the single-character given name comes first' },
    };
  const byGivenName = compareLists(a.characters, b.characters);
  if (byGivenName !== null) return byGivenName;
  if (a.characters.length !== b.characters.length)
    return {
      order: a.characters.length - b.characters.length,
      reason: { zh: '前面的字相同，字少的在前', en: 'the same characters so far; the shorter name comes first' },
    };
  return {
    order: a.index - b.index,
    reason: { zh: '姓名完全相同，次序由组织确定', en: 'the same name; the organization decides their order' },
  };
}

/** The order of names on a committee ballot (条例 2020 art. 24). Quadratic: every pair must be decidable. */
export function orderByStrokes(
  names: readonly string[],
  supplied: SuppliedStrokes = {},
  singleGivenName: RuleSettings['singleGivenName'] = 'blank-first',
): StrokeOrder {
  const entries: readonly Entry[] = names.map((name, index) => ({
    name,
    index,
    characters: [...name.replace(/[·\s]/g, '')].map((character) => strokesOf(character, supplied)),
    surnameLength: [...surnameOf(name)].length,
  }));
  const withoutData = new Set(
    entries.flatMap(({ characters }) =>
      characters.filter(({ strokes }) => strokes === null).map(({ character }) => character),
    ),
  );
  const missing = new Set<string>();
  for (const [i, a] of entries.entries())
    for (const b of entries.slice(i + 1)) {
      const comparison = compareEntries(a, b, singleGivenName);
      if ('missing' in comparison) for (const character of comparison.missing) missing.add(character);
    }
  if (missing.size > 0) return { positions: null, missing: [...missing], withoutData: [...withoutData] };

  const decided = (a: Entry, b: Entry): { readonly order: number; readonly reason: Text } => {
    const comparison = compareEntries(a, b, singleGivenName);
    if ('missing' in comparison) throw new Error('stroke order: a pair without data was let through');
    return comparison;
  };
  const sorted = entries.toSorted((a, b) => decided(a, b).order);
  const positions = sorted.map((entry, i) => {
    const before = sorted[i - 1];
    const [first] = entry.characters;
    const opening = first === undefined ? { zh: '', en: '' } : countText(first);
    return {
      name: entry.name,
      index: entry.index,
      characters: entry.characters,
      reason: before === undefined ? opening : decided(before, entry).reason,
    };
  });
  return { positions, missing: [], withoutData: [...withoutData] };
}

export interface SurnameButton {
  readonly surname: string;
  /** Strokes of the first character, null if unknown: such surnames stand at the end, apart. */
  readonly strokes: number | null;
  /** Indices in the names given. */
  readonly people: readonly number[];
}

/** Surname buttons for finding a person: by strokes of the surname, people inside by strokes of the given name. */
export function surnameButtons(names: readonly string[], supplied: SuppliedStrokes = {}): readonly SurnameButton[] {
  const bySurname = new Map<string, number[]>();
  for (const [index, name] of names.entries()) {
    const surname = surnameOf(name);
    bySurname.set(surname, [...(bySurname.get(surname) ?? []), index]);
  }
  const strokesOfSurname = (surname: string): string | null => strokesOf([...surname][0] ?? '', supplied).strokes;
  const buttons = [...bySurname].map(([surname, people]) => {
    const order = orderByStrokes(
      people.map((index) => names[index] ?? ''),
      supplied,
    );
    return {
      surname,
      digits: strokesOfSurname(surname),
      // Inside a button an order that lacks data stays that of the roll: it only helps to find, it decides nothing.
      people: order.positions === null ? people : order.positions.map(({ index }) => people[index] ?? index),
    };
  });
  return buttons
    .toSorted((a, b) => {
      if (a.digits === null || b.digits === null) return Number(a.digits === null) - Number(b.digits === null);
      return (
        a.digits.length - b.digits.length ||
        (a.digits < b.digits ? -1 : a.digits > b.digits ? 1 : a.surname < b.surname ? -1 : 1)
      );
    })
    .map(({ surname, digits, people }) => ({ surname, strokes: digits?.length ?? null, people }));
}
