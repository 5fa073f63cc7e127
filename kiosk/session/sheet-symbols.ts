/** What the symbols of a printed sheet prove by themselves: the signatures of the scrutineers over the printed numbers. */
import { readSymbolATexts, type SymbolA, verifySymbolA } from '../../printables/qr/symbol-a.ts';
import type { CheckLine } from '../controls/check-list.tsx';
import type { Text } from './language.ts';

export type SymbolProblem = 'not-a-symbol' | 'different-sheets' | 'parts-missing' | 'damaged' | 'malformed';

export const SYMBOL_PROBLEM: Readonly<Record<Exclude<SymbolProblem, 'parts-missing'>, Text>> = {
  'not-a-symbol': { zh: '这不是报告单上的核对码。', en: 'This is not a symbol of a result sheet.' },
  'different-sheets': { zh: '这些核对码不属于同一张报告单。', en: 'These symbols belong to different sheets.' },
  damaged: { zh: '核对码已损坏，请重新扫描。', en: 'The symbols are damaged; scan again.' },
  malformed: { zh: '核对码的内容不完整或被改动。', en: 'The content of the symbols is incomplete or changed.' },
};

export type ExaminedSymbols = {
  readonly ok: boolean;
  readonly symbol: SymbolA;
  /** One line for each scrutineer. */
  readonly checks: readonly CheckLine[];
};

/** `trusted`: the scrutineers' signing keys, where the reader has them from elsewhere. */
export function examineSymbols(
  texts: readonly string[],
  trusted: readonly string[] | undefined,
): ExaminedSymbols | { readonly problem: SymbolProblem } {
  const symbol = readSymbolATexts(texts);
  if (!symbol.ok) return { problem: symbol.error };
  const checks = verifySymbolA(symbol.value, trusted).map(({ name, state, isTrusted }): CheckLine => {
    const faults: Text[] = [];
    if (state === 'invalid')
      faults.push({ zh: '签名与表上的数不符。', en: 'The signature does not fit the printed numbers.' });
    if (state === 'absent') faults.push({ zh: '没有签名。', en: 'No signature.' });
    if (isTrusted === false) faults.push({ zh: '不是可信的签名密钥。', en: 'Not the trusted signing key.' });
    return {
      name: `attestation-${name}`,
      title: { zh: `监票人 ${name} 的签名`, en: `Signature of scrutineer ${name}` },
      state: faults.length === 0 ? 'passed' : 'failed',
      detail:
        faults.length === 0
          ? { zh: '与表上的票数和结果相符', en: 'fits the printed counts and outcome' }
          : { zh: faults.map(({ zh }) => zh).join(''), en: faults.map(({ en }) => en).join(' ') },
    };
  });
  return { ok: checks.length > 0 && checks.every(({ state }) => state === 'passed'), symbol: symbol.value, checks };
}
