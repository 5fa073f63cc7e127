/** Whether paper in somebody's hand speaks about a record (UX 5.7 P3): by what was typed from it, or by the symbols on it. */
import { normalizeBase32 } from '../../../crypto/encoding/base32.ts';
import { encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { createMerkleTree, merkleRoot } from '../../../crypto/log/merkle.ts';
import type { TrustedSheetKeys } from '../../../printables/qr/paper-symbol-entry.ts';
import { equalPaperSymbols, paperSymbolOfRecord } from '../../../printables/qr/paper-symbol-of-record.ts';
import type { SheetSymbol } from '../../../printables/qr/sheet-symbol.ts';
import type { SymbolA } from '../../../printables/qr/symbol-a.ts';
import type { SymbolB } from '../../../printables/qr/symbol-b.ts';
import { equalSymbolsB, symbolBOf } from '../../../printables/qr/symbol-b-of-record.ts';
import { countedRound, equalSymbols, symbolOfRecord } from '../../../printables/qr/symbol-of-record.ts';
import { readRecord } from '../../../tally/record/reader.ts';
import { shortHash } from '../../../tally/record/short-hash.ts';
import { meetingOf } from './look-up.ts';

export type ResultRoot = { readonly round: number; readonly groups: readonly string[] };

/**
 * 档案码 of each counted round as the result sheet prints it: the head of the log that ends with its `result`, or with its count on paper;
 * of the latter also its 计票码, which stands at the foot of every page.
 */
export function resultRoots(record: Uint8Array): readonly ResultRoot[] {
  const file = readRecord(record);
  const tree = createMerkleTree(file.leaves.map(({ leaf }) => leaf));
  const rounds = new Map<string, number>();
  const roots: ResultRoot[] = [];
  for (const leaf of file.leaves) {
    if (leaf.kind !== 'entry') continue;
    const { entry } = leaf;
    if (entry.type === 'round' || entry.type === 'paper-round') rounds.set(encodeBase64url(leaf.hash), entry.round);
    if (entry.type !== 'result' && entry.type !== 'paper-count') continue;
    const round = rounds.get(entry.ctx);
    if (round === undefined) continue;
    roots.push({ round, groups: shortHash(merkleRoot(tree, leaf.index + 1)) });
    if (entry.type === 'paper-count') roots.push({ round, groups: shortHash(leaf.hash) });
  }
  return roots;
}

/** Whether what was typed from paper names one of these roots; spaces, hyphens and case do not matter. */
export function roundOfTypedRoot(typed: string, roots: readonly ResultRoot[]): number | null {
  const code = normalizeBase32(typed);
  return roots.find(({ groups }) => groups.join('') === code)?.round ?? null;
}

/** The keys of a sheet's signatures as the record declares them; none when it has no readable beginning. */
export function sheetKeys(record: Uint8Array): TrustedSheetKeys {
  const meeting = meetingOf(readRecord(record));
  return {
    scrutineers: meeting?.scrutineers.map(({ signKey }) => signKey) ?? [],
    threshold: meeting?.threshold ?? null,
    entries: meeting?.keys.entries ?? '',
    log: meeting?.keys.log ?? '',
  };
}

const unsigned = (of: SymbolA): SymbolA => ({
  ...of,
  scrutineers: of.scrutineers.map((scrutineer) => ({ ...scrutineer, signature: null })),
});

/** Whether a printed sheet says what the record says, names and numbers alike; its signatures are judged elsewhere. */
export function sheetIsOfRecord(record: Uint8Array, sheet: SheetSymbol): boolean {
  if (sheet.medium === 'paper') {
    const own = paperSymbolOfRecord(record, sheet.symbol.round);
    return own !== null && equalPaperSymbols(own, sheet.symbol);
  }
  const own = symbolOfRecord(record, sheet.symbol.round);
  return own.ok && equalSymbols(unsigned(own.value), unsigned(sheet.symbol));
}

/**
 * Whether a scanned Symbol B speaks about a record: the ciphertexts, key and counts it proves are those of the record. Which of the
 * scrutineers proved it may differ: a paper carries t of them, a record all.
 */
export function proofIsOfRecord(record: Uint8Array, round: number, printed: SymbolB): boolean {
  const counted = countedRound(readRecord(record), round);
  const own = counted.ok ? symbolBOf(counted.value) : null;
  return own !== null && equalSymbolsB({ ...own, parts: [] }, { ...printed, parts: [] });
}
