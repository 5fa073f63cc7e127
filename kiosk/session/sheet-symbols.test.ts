/** What a scanned sheet is said to prove: every line by which it is refused, on the frozen symbols of `tests/vectors`. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { type PaperSymbol, paperSymbolTexts } from '../../printables/qr/paper-symbol.ts';
import { splitIntoSymbols } from '../../printables/qr/split.ts';
import { type SymbolA, symbolATexts } from '../../printables/qr/symbol-a.ts';
import { testRunTitle } from '../../tally/meeting/test-run.ts';
import { examineSymbols } from './sheet-symbols.ts';

const frozen = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../tests/vectors/changpiao/${name}`, import.meta.url), 'utf8'));
const { valid, invalid } = frozen('symbols.json');
const a: SymbolA = valid.a.symbol;
const ofB: readonly string[] = valid.b.texts;
const paper: PaperSymbol = frozen('paper-symbol.json').valid.symbol;

/** A signature or key with its first byte changed. */
const other = (text: string): string => `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`;

function examined(texts: readonly string[], b: readonly string[] = [], trusted?: Parameters<typeof examineSymbols>[1]) {
  const sheet = examineSymbols({ a: texts, b }, trusted);
  if ('problem' in sheet) throw new Error(sheet.problem);
  return sheet;
}
const failedIn = ({ checks }: ReturnType<typeof examined>) =>
  checks.flatMap(({ name, state }) => (state === 'failed' ? [name] : []));
const statesIn = ({ checks }: ReturnType<typeof examined>) => checks.map(({ name, state }) => `${name} ${state}`);

const signers = <T extends { readonly signature: string | null; readonly signKey: string }>(
  list: readonly T[],
  change: (one: T, at: number) => Partial<T>,
): readonly T[] => list.map((one, at) => ({ ...one, ...change(one, at) }));

const keysOf = (scrutineers: readonly { readonly signKey: string }[]) => scrutineers.map(({ signKey }) => signKey);
const trustedOfPaper = {
  scrutineers: keysOf(paper.scrutineers),
  threshold: null,
  entries: paper.server.key,
  log: paper.head?.key ?? '',
};

describe('a sheet of ballots counted by kiosks', () => {
  test('holds with both codes, each line by its name', () => {
    const sheet = examined(symbolATexts(a), ofB);
    expect(sheet.ok).toBe(true);
    expect(sheet.proof).not.toBeNull();
    expect(statesIn(sheet)).toEqual([
      'attestation-监票人甲 passed',
      'attestation-监票人乙 waiting',
      'attestation-监票人丙 passed',
      'signatures passed',
      'accounting passed',
      'outcome passed',
      'paper-proof passed',
    ]);
  });

  test('holds with code A alone, and is not said to be proven', () => {
    const sheet = examined(symbolATexts(a));
    expect(sheet).toMatchObject({ ok: true, proof: null });
    expect(statesIn(sheet).some((line) => line.startsWith('paper-proof'))).toBe(false);
    expect(sheet.proves).toHaveLength(2);
    // A part of B is none yet.
    expect(statesIn(examined(symbolATexts(a), ofB.slice(1)))).toEqual(statesIn(sheet));
  });

  test.each([
    [
      'a signature that does not fit',
      {
        scrutineers: signers(a.scrutineers, ({ signature }, at) =>
          at === 0 && signature ? { signature: other(signature) } : {},
        ),
      },
      ['attestation-监票人甲', 'signatures'],
    ],
    [
      'one signature too few',
      { scrutineers: signers(a.scrutineers, (_, at) => (at === 0 ? { signature: null } : {})) },
      ['signatures'],
    ],
    [
      'cards that do not add up',
      { accounting: a.accounting.map((count, at) => (at === 2 ? count + 1 : count)) },
      ['attestation-监票人甲', 'attestation-监票人丙', 'signatures', 'accounting'],
    ],
    [
      'rules that give another outcome',
      { rules: { ...a.rules, majorityBase: 'expected' as const } },
      ['attestation-监票人甲', 'attestation-监票人丙', 'signatures', 'outcome'],
    ],
    [
      'the title of a test run',
      { meetingTitle: testRunTitle(a.meetingTitle) },
      ['no-test-run', 'attestation-监票人甲', 'attestation-监票人丙', 'signatures'],
    ],
  ])('%s is refused', (_, change, lines) => {
    const sheet = examined(symbolATexts({ ...a, ...change }));
    expect(failedIn(sheet)).toEqual(lines);
    expect(sheet.ok).toBe(false);
  });

  test('how many must sign is left open where paper does not tell it, and is asked for where the record does', () => {
    const five = (symbol: { readonly scrutineers: SymbolA['scrutineers'] }) => {
      const [first] = symbol.scrutineers as [SymbolA['scrutineers'][number]];
      return [...symbol.scrutineers, ...['丁', '戊'].map((name) => ({ ...first, name, signature: null }))];
    };
    const leastIn = (texts: readonly string[], b: readonly string[] = [], threshold: number | null = null) => {
      const sheet = examined(texts, b, { ...trustedOfPaper, threshold });
      const [line] = sheet.checks.filter(({ name }) => name === 'signatures');
      return [/至少需要 (\d)/.exec(line?.detail.zh ?? '')?.[1], sheet.leaves.some(({ zh }) => zh.includes('须有几名'))];
    };
    const sheets = [
      symbolATexts({ ...a, scrutineers: five(a) }),
      paperSymbolTexts({ ...paper, scrutineers: five(paper) }),
    ];
    for (const sheet of sheets) {
      expect(leastIn(sheet)).toEqual(['2', true]);
      expect(leastIn(sheet, [], 3)).toEqual(['3', false]);
    }
    // Of three scrutineers only two can be asked for; with code B it is as many as decrypted.
    expect(leastIn(symbolATexts(a))[1]).toBe(false);
    expect(leastIn(sheets[0] ?? [], ofB)[1]).toBe(false);
    const two = examined(symbolATexts(a), [], { ...trustedOfPaper, scrutineers: keysOf(a.scrutineers), threshold: 3 });
    expect(failedIn(two)).toEqual(['signatures']);
  });

  test('keys that are not the trusted ones are refused one by one', () => {
    const trusted = { ...trustedOfPaper, scrutineers: keysOf(a.scrutineers) };
    expect(examined(symbolATexts(a), [], trusted).ok).toBe(true);
    // Whose keys they are is left open only where nobody knows better.
    expect(examined(symbolATexts(a), [], trusted).leaves).toHaveLength(examined(symbolATexts(a)).leaves.length - 1);
    for (const [at, { name }] of a.scrutineers.entries()) {
      const scrutineers = trusted.scrutineers.map((key, i) => (i === at ? paper.server.key : key));
      const sheet = examined(symbolATexts(a), [], { ...trusted, scrutineers });
      expect(failedIn(sheet)).toEqual([`attestation-${name}`]);
      expect(sheet.ok).toBe(false);
    }
  });

  test.each(invalid as readonly { why: string; b: string }[])('code B with $why is refused', ({ b }) => {
    const sheet = examined(symbolATexts(a), splitIntoSymbols('CPB1', decodeBase64url(b)));
    expect(failedIn(sheet)).toContain('paper-proof');
    expect(sheet.ok).toBe(false);
  });

  test('codes B that make no symbol are refused, and prove nothing', () => {
    const sheet = examined(symbolATexts(a), splitIntoSymbols('CPB1', Uint8Array.of(1, 2, 3)));
    expect(failedIn(sheet)).toEqual(['paper-proof']);
    expect(sheet).toMatchObject({ ok: false, proof: null });
    expect(sheet.proves).toHaveLength(2);
  });

  test('what is no symbol of a sheet is named', () => {
    expect(examineSymbols({ a: [], b: [] }, undefined)).toEqual({ problem: 'parts-missing' });
    const malformed = splitIntoSymbols('CPA1', Uint8Array.of(1, 2, 3));
    expect(examineSymbols({ a: malformed, b: [] }, undefined)).toEqual({ problem: 'malformed' });
  });
});

describe('a sheet of ballots counted on paper', () => {
  const SIGNED = ['attestation-监票人甲', 'attestation-监票人丙', 'signatures', 'server-signature', 'log-head'];

  test('holds with its one code', () => {
    const sheet = examined(paperSymbolTexts(paper), [], trustedOfPaper);
    expect(sheet.ok).toBe(true);
    expect(failedIn(sheet)).toEqual([]);
    expect(sheet.leaves).toHaveLength(1);
    expect(examined(paperSymbolTexts(paper)).leaves).toHaveLength(2);
  });

  test.each<readonly [string, Partial<PaperSymbol>, readonly string[]]>([
    [
      'a signature of the server that does not fit',
      { server: { ...paper.server, signature: other(paper.server.signature ?? '') } },
      ['server-signature', 'log-head'],
    ],
    ['no signature of the server', { server: { ...paper.server, signature: null } }, ['server-signature', 'log-head']],
    ['no head of the log', { head: null }, ['log-head']],
    [
      'one signature too few',
      { scrutineers: signers(paper.scrutineers, (_, at) => (at === 0 ? { signature: null } : {})) },
      ['signatures', 'log-head'],
    ],
    ['more people present than expected', { present: 10 }, [...SIGNED, 'accounting', 'outcome']],
  ])('%s is refused', (_, change, lines) => {
    const sheet = examined(paperSymbolTexts({ ...paper, ...change }));
    expect(failedIn(sheet)).toEqual(lines);
    expect(sheet.ok).toBe(false);
  });

  test.each([
    ['entries', 'server-signature'],
    ['log', 'log-head'],
  ] as const)('another trusted key of the server (%s) is refused', (member, line) => {
    const sheet = examined(paperSymbolTexts(paper), [], { ...trustedOfPaper, [member]: paper.scrutineers[0]?.signKey });
    expect(failedIn(sheet)).toEqual([line]);
    expect(sheet.ok).toBe(false);
  });

  test('codes B beside it are of another sheet', () => {
    const sheet = examined(paperSymbolTexts(paper), ofB);
    expect(failedIn(sheet)).toEqual(['paper-proof']);
    expect(sheet.ok).toBe(false);
  });
});
