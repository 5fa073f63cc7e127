/** Symbol A as it is scanned from any result sheet: its version says whether the round was held on kiosks or on paper (specification §9.2). */
import { ok, type Result } from '../../crypto/result.ts';
import { decodePaperSymbol, PAPER_SYMBOL_VERSION, type PaperSymbol } from './paper-symbol.ts';
import { type JoinError, joinSymbols } from './split.ts';
import { decodeSymbolA, type SymbolA } from './symbol-a.ts';

export type SheetSymbol =
  | { readonly medium: 'kiosks'; readonly symbol: SymbolA }
  | { readonly medium: 'paper'; readonly symbol: PaperSymbol };

/** From scanned texts, in any order. */
export function readSheetSymbol(texts: readonly string[]): Result<SheetSymbol, JoinError | 'malformed'> {
  const bytes = joinSymbols('CPA1', texts);
  if (!bytes.ok) return bytes;
  if (bytes.value[0] === PAPER_SYMBOL_VERSION) {
    const symbol = decodePaperSymbol(bytes.value);
    return symbol.ok ? ok({ medium: 'paper', symbol: symbol.value }) : symbol;
  }
  const symbol = decodeSymbolA(bytes.value);
  return symbol.ok ? ok({ medium: 'kiosks', symbol: symbol.value }) : symbol;
}
