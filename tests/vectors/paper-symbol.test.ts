import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { examineSymbols } from '../../kiosk/session/sheet-symbols.ts';
import { checkPaperNumbers } from '../../printables/qr/paper-printed-numbers.ts';
import {
  decodePaperSymbol,
  encodePaperSymbol,
  type PaperSymbol,
  type PaperSymbolAppraisal,
  type PaperSymbolBox,
  type PaperSymbolElection,
  paperSymbolTexts,
} from '../../printables/qr/paper-symbol.ts';
import { countHashOf, paperCountOfSymbol, verifyPaperSymbol } from '../../printables/qr/paper-symbol-entry.ts';
import { readSheetSymbol } from '../../printables/qr/sheet-symbol.ts';
import { decodeSymbolA, readSymbolATexts } from '../../printables/qr/symbol-a.ts';
import { testRunTitle } from '../../tally/meeting/test-run.ts';
import { type paperSymbol, signedPaperSymbol, withElection } from './changpiao/paper-symbol.ts';
import type { symbols } from './changpiao/symbols.ts';

const frozen = <T>(name: string): T => JSON.parse(readFileSync(new URL(`changpiao/${name}`, import.meta.url), 'utf8'));
const { valid, invalid } = frozen<ReturnType<typeof paperSymbol>>('paper-symbol.json');
const kiosks = frozen<ReturnType<typeof symbols>>('symbols.json');

function read(bytes: string): PaperSymbol {
  const decoded = decodePaperSymbol(decodeBase64url(bytes));
  if (!decoded.ok) throw new Error(decoded.error);
  return decoded.value;
}
const statesOf = (symbol: PaperSymbol) => {
  const { scrutineers, server, head } = verifyPaperSymbol(symbol);
  return { scrutineers: scrutineers.map(({ state }) => state), server: server.state, head: head.state };
};
const SIGNED = { scrutineers: ['valid', 'absent', 'valid'], server: 'valid', head: 'valid' };

describe('Symbol A of a count on paper (specification §9.2)', () => {
  test('is read as it was written, and gives back the entry of the record with its hash', () => {
    const symbol = read(valid.bytes);
    expect(symbol).toEqual(valid.symbol);
    expect(statesOf(symbol)).toEqual(SIGNED);
    expect(countHashOf(symbol)).toBe(valid.count);
    const entry = paperCountOfSymbol(symbol);
    expect(entry.signatures.map(({ author }) => author)).toEqual(['server', 'scrutineer-1', 'scrutineer-3']);
    // By falling votes, and equal ones by label: the record's order, not that of the list.
    expect(entry.contests[0]?.tally?.writeIns.map(({ name }) => name)).toEqual(['阿卜杜拉·买买提', '陈䶮']);
    expect(entry.outcome[0]).toMatchObject({ election: 'valid', elected: ['王建国（1974年4月生）'], tie: null });
    expect(checkPaperNumbers(symbol)).toEqual({
      accounting: true,
      outcome: true,
      elected: [['王建国（1974年4月生）'], [], []],
    });
  });

  test('either symbol is read from the codes of its sheet, and neither as the other', () => {
    expect(readSheetSymbol(valid.texts)).toEqual({ ok: true, value: { medium: 'paper', symbol: valid.symbol } });
    const { texts, symbol } = kiosks.valid.a;
    expect(readSheetSymbol(texts)).toEqual({ ok: true, value: { medium: 'kiosks', symbol } });
    expect(decodeSymbolA(decodeBase64url(valid.bytes))).toEqual({ ok: false, error: 'malformed' });
    expect(decodePaperSymbol(decodeBase64url(kiosks.valid.a.bytes))).toEqual({ ok: false, error: 'malformed' });
    expect(readSymbolATexts(valid.texts).ok).toBe(false);
    expect(readSheetSymbol([])).toEqual({ ok: false, error: 'parts-missing' });
    const bytes = decodeBase64url(valid.bytes);
    expect(decodePaperSymbol(Uint8Array.of(...bytes, 0))).toEqual({ ok: false, error: 'malformed' });
  });

  test.each(invalid)('with $why it does not hold', ({ fails, bytes }) => {
    const states = statesOf(read(bytes));
    if (fails === 'head') expect(states).toEqual({ ...SIGNED, head: 'invalid' });
    else expect(states).toEqual({ scrutineers: ['invalid', 'absent', 'invalid'], server: 'invalid', head: 'invalid' });
  });

  test('every number, name and word in it is signed', () => {
    const symbol = read(valid.bytes);
    const [election, appraisal, recommendation] = symbol.contests as [PaperSymbolElection, never, never];
    const tallied = (change: object) => ({
      ...election,
      box: { ...election.box, tally: { ...election.box.tally, ...change } } as PaperSymbolBox,
    });
    const boxed = (change: object) => ({ ...election, box: { ...election.box, ...change } });
    const others: readonly Partial<PaperSymbol>[] = [
      ...[{ meetingId: 'x' }, { meetingTitle: 'x' }, { date: '2026-11-29' }, { expected: 10 }, { present: 9 }],
      ...[{ ruleSet: '1990' }, { majorityBase: 'present' }, { recoveredLimit: 'issued' }].map((rule) => ({
        rules: { ...symbol.rules, ...rule } as PaperSymbol['rules'],
      })),
      { scrutineers: symbol.scrutineers.map((one, at) => (at === 1 ? { ...one, name: '某人' } : one)) },
      ...[
        ...['printed', 'issued', 'remaining', 'voters', 'recovered'].map((key) => boxed({ [key]: 5 })),
        tallied({ valid: 5 }),
        tallied({ invalid: 2 }),
        tallied({ voidEntries: [{ reason: 'ambiguous', entries: 1 }] }),
        tallied({ invalidReasons: [{ reason: 'blank', ballots: 1 }] }),
        { ...election, seats: 2 },
        { ...election, post: '书记' },
        { ...election, category: 'formal' as const },
        { ...election, outcome: election.outcome.map((value, i) => (i === 6 ? 1 : value)) },
        { ...election, writeIns: election.writeIns.map((one) => ({ ...one, votes: 2 })) },
        { ...election, writeIns: election.writeIns.map((one) => ({ ...one, label: `${one.label}某` })) },
      ].map((contest) => ({ contests: [contest, appraisal, recommendation] })),
      { contests: [election, { ...(appraisal as object), title: '测评' } as never, recommendation] },
      { contests: [election, { ...(appraisal as object), grades: ['优', '良'] } as never, recommendation] },
      { contests: [election, appraisal, { ...(recommendation as object), limit: 1 } as never] },
      { contests: [election, appraisal] },
    ];
    for (const change of others) {
      const forged = read(encodeBase64url(encodePaperSymbol({ ...symbol, ...change })));
      expect(statesOf(forged).scrutineers, JSON.stringify(change)).toEqual(['invalid', 'absent', 'invalid']);
    }
  });

  test('a head that others signed, or that nobody did, holds nothing', () => {
    const symbol = read(valid.bytes);
    const head = symbol.head as NonNullable<PaperSymbol['head']>;
    const states = (change: Partial<typeof head>) => statesOf({ ...symbol, head: { ...head, ...change } }).head;
    expect(states({})).toBe('valid');
    expect(states({ key: symbol.server.key })).toBe('invalid');
    expect(states({ signature: symbol.server.signature as string })).toBe('invalid');
    expect(states({ root: symbol.ctx })).toBe('invalid');
    expect(states({ origin: '' })).toBe('invalid');
    expect(states({ origin: `${head.origin}\nx` })).toBe('invalid');
    expect(statesOf({ ...symbol, head: null }).head).toBe('absent');
  });

  test.each<[string, 'accounting' | 'outcome', (of: PaperSymbolElection) => Partial<PaperSymbolElection>]>([
    ['printed ballots that vanished', 'accounting', ({ box }) => ({ box: { ...box, printed: 11 } })],
    ['more voters than ballots', 'accounting', ({ box }) => ({ box: { ...box, voters: 9 } })],
    ['more ballots than members', 'accounting', ({ box }) => ({ box: { ...box, issued: 9, printed: 11 } })],
    ['more recovered than voters, counted', 'accounting', ({ box }) => ({ box: { ...box, voters: 6 } })],
    [
      'ballots that are neither valid nor invalid',
      'accounting',
      ({ box }) => ({ box: { ...box, tally: box.tally && { ...box.tally, invalid: 0, invalidReasons: [] } } }),
    ],
    ['somebody else elected', 'outcome', () => ({ outcome: [1, 1, 0, 5, 0, 1, 1, 0, 0] })],
    ['an election without an outcome', 'outcome', () => ({ outcome: [] })],
    [
      'a row that does not add up',
      'outcome',
      ({ box }) => ({
        box: { ...box, tally: box.tally && { ...box.tally, rows: [[5, 0, 0, 0], ...box.tally.rows.slice(1)] } },
      }),
    ],
  ])('%s, though signed, is found by the numbers alone', (_, part, change) => {
    const symbol = signedPaperSymbol(withElection(change));
    expect(statesOf(symbol)).toEqual(SIGNED);
    expect(checkPaperNumbers(symbol)[part]).toBe(false);
  });

  test('more present than expected is found', () => {
    expect(checkPaperNumbers(signedPaperSymbol({ present: 10 })).accounting).toBe(false);
  });

  test('a void box has no votes and no outcome but a void one', () => {
    const voided = signedPaperSymbol(
      withElection(({ box }) => ({
        writeIns: [],
        box: { ...box, voters: 6, tally: null },
        outcome: [1, 0, 0, 5, 1, 0, 0, 0],
      })),
    );
    expect(checkPaperNumbers(voided)).toMatchObject({ accounting: true, outcome: true, elected: [[], [], []] });
    expect(read(encodeBase64url(encodePaperSymbol(voided)))).toEqual(voided);
    const [election, ...others] = voided.contests as [PaperSymbolElection, ...PaperSymbol['contests']];
    for (const change of [
      { writeIns: [{ place: 0, label: '陈䶮', votes: 1 }] },
      { outcome: [2, 0, 0, 5, 1, 0, 0, 0] },
      { outcome: [1, 0, 0, 5, 1, 1, 7, 0, 0] },
      { outcome: [1, 0, 0] },
      { outcome: [1, 0, 0, 5, 1, 0, 0, 0, 0] },
    ]) {
      const bytes = encodePaperSymbol({ ...voided, contests: [{ ...election, ...change }, ...others] });
      expect(decodePaperSymbol(bytes), JSON.stringify(change)).toEqual({ ok: false, error: 'malformed' });
    }
  });

  describe('as phone and township page show it', () => {
    const keys = {
      scrutineers: valid.symbol.scrutineers.map(({ signKey }) => signKey),
      threshold: null,
      entries: valid.symbol.server.key,
      log: valid.symbol.head?.key ?? '',
    };
    const examined = (symbol: PaperSymbol, trusted?: typeof keys, b: readonly string[] = []) => {
      const sheet = examineSymbols({ a: paperSymbolTexts(symbol), b }, trusted);
      if ('problem' in sheet) throw new Error(sheet.problem);
      const failed = sheet.checks.filter(({ state }) => state === 'failed').map(({ name }) => name);
      return { ...sheet, failed };
    };

    test('it holds, says that signatures are proven and not ballots, and asks to compare keys that are not known', () => {
      const sheet = examined(valid.symbol);
      expect(sheet).toMatchObject({ ok: true, medium: 'paper', failed: [] });
      const said = sheet.leaves.map(({ zh }) => zh).join('');
      expect(said).toContain('证明的是签名，不是选票');
      expect(said).toContain('公钥是不是监票人本人的');
      expect(examined(valid.symbol, keys).leaves).toHaveLength(1);
      expect(sheet.fingerprints.map(({ title }) => title.zh)).toContain('计票码');
    });

    test('one of a test run is refused by its title (specification §3.9)', () => {
      const meetingTitle = testRunTitle(valid.symbol.meetingTitle);
      expect(examined({ ...valid.symbol, meetingTitle }).failed).toContain('no-test-run');
      expect(examined({ ...valid.symbol, meetingTitle: `${meetingTitle}`.slice(1) }).failed).not.toContain(
        'no-test-run',
      );
    });

    test.each<[string, PaperSymbol, readonly string[]]>([
      [
        'too few signatures',
        { ...valid.symbol, scrutineers: valid.symbol.scrutineers.map((one) => ({ ...one, signature: null })) },
        ['signatures', 'log-head'],
      ],
      [
        'no signature of the server',
        { ...valid.symbol, server: { ...valid.symbol.server, signature: null } },
        ['server-signature', 'log-head'],
      ],
      ['no head of the log', { ...valid.symbol, head: null }, ['log-head']],
      ['numbers that do not add up', signedPaperSymbol({ present: 7 }), ['accounting', 'outcome']],
    ])('%s is refused by its check', (_, symbol, failed) => {
      const sheet = examined(symbol);
      expect(sheet.ok).toBe(false);
      expect(sheet.failed).toEqual(failed);
    });

    test('keys that are not the trusted ones are refused, each by its check', () => {
      const [first] = valid.symbol.scrutineers;
      const other = valid.symbol.ctx;
      expect(examined(valid.symbol, keys).failed).toEqual([]);
      expect(examined(valid.symbol, { ...keys, entries: other }).failed).toEqual(['server-signature']);
      expect(examined(valid.symbol, { ...keys, log: other }).failed).toEqual(['log-head']);
      const scrutineers = [other, ...keys.scrutineers.slice(1)];
      expect(examined(valid.symbol, { ...keys, scrutineers }).failed).toEqual([`attestation-${first?.name}`]);
    });

    test('a code B beside it is of another sheet', () => {
      const sheet = examined(valid.symbol, undefined, kiosks.valid.b.texts);
      expect(sheet.failed).toEqual(['paper-proof']);
    });

    test('forms whose lists differ in their numbers, or too few of them counted, are refused', () => {
      const [, appraisal, recommendation] = valid.symbol.contests as [never, PaperSymbolAppraisal, never];
      const { box } = appraisal;
      const printed = { ...appraisal, box: { ...box, printed: 11, remaining: 3 } };
      expect(examined(signedPaperSymbol({ contests: [printed, recommendation] })).failed).toEqual(['accounting']);
      const declared = {
        ...appraisal,
        box: { ...box, tally: box.tally && { ...box.tally, valid: 8, invalid: 0, invalidReasons: [] } },
      };
      expect(examined(signedPaperSymbol({ contests: [declared, recommendation] })).failed).toEqual(['accounting']);
      const counted = (forms: number): PaperSymbolAppraisal => ({
        ...appraisal,
        box: {
          ...{ ...box, recovered: forms },
          tally: {
            ...{ valid: forms, invalid: 0, voidEntries: [], invalidReasons: [] },
            rows: appraisal.subjects.map(() => [forms, 0, 0, 0]),
          },
        },
      });
      expect(examined(signedPaperSymbol({ contests: [counted(5)] })).failed).toEqual([]);
      expect(examined(signedPaperSymbol({ contests: [counted(4)] })).failed).toEqual(['accounting']);
    });

    test('of forms alone nothing is said of an outcome', () => {
      const [, ...contests] = valid.symbol.contests;
      const sheet = examined(signedPaperSymbol({ contests }));
      expect(sheet).toMatchObject({ ok: true, failed: [] });
      expect(sheet.checks.map(({ name }) => name)).not.toContain('outcome');
    });
  });
});
