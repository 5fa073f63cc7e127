/** Codes of a printed sheet as they are scanned, in any order: those of Symbol A and those of Symbol B (specification §9). */
import { parseSymbol, type SymbolPart } from '../../printables/qr/split.ts';

export type SymbolCollection = { readonly a: readonly string[]; readonly b: readonly string[] };

export const NO_SYMBOLS: SymbolCollection = { a: [], b: [] };

export const symbolTexts = ({ a, b }: SymbolCollection): readonly string[] => [...a, ...b];

const partOf = (text: string | undefined): SymbolPart | null => {
  const part = text === undefined ? null : parseSymbol(text);
  return part?.ok === true ? part.value : null;
};

const isSameSheet = (held: readonly string[], found: SymbolPart): boolean => {
  const other = partOf(held[0]);
  return other !== null && other.tag === found.tag && other.parts === found.parts;
};

/**
 * With one more text; null when it is no code of a sheet or known already. A code A of another sheet begins anew: its holder
 * went on to the next paper. A code B of another sheet takes the place of the one held, and is then compared with A.
 */
export function withSymbol(held: SymbolCollection, text: string): SymbolCollection | null {
  const found = partOf(text);
  if (found === null || symbolTexts(held).includes(text)) return null;
  switch (found.kind) {
    case 'CPA1':
      return isSameSheet(held.a, found) || held.a.length === 0
        ? { ...held, a: [...held.a, text] }
        : { a: [text], b: [] };
    case 'CPB1':
      return { ...held, b: isSameSheet(held.b, found) ? [...held.b, text] : [text] };
    case 'CPS1':
      return null;
  }
}

/** How many codes of a symbol were read, and how many there are; null before the first. */
export function progressOf(texts: readonly string[]): { readonly read: number; readonly parts: number } | null {
  const parts = partOf(texts[0])?.parts;
  return parts === undefined ? null : { read: texts.length, parts };
}

export const isComplete = (texts: readonly string[]): boolean => {
  const progress = progressOf(texts);
  return progress !== null && progress.read === progress.parts;
};
