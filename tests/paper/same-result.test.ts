/**
 * Every worked meeting of the rules and the sample, counted on paper by two tellers (RULES: the same sheet as electronically):
 * the command holds them with `--paper` over HTTP and compares number by number with what the kiosks must give.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sheetIsOfRecord } from '../../kiosk/screens/verifier/sheet-of-record.ts';
import { examineSymbols } from '../../kiosk/session/sheet-symbols.ts';
import { SCENARIOS } from '../../server/rehearsal/scenarios/all-scenarios.ts';
import { codesByZbar, pageCount, pageImage } from '../prints/tools.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'changpiao-paper-'));
type Run = { readonly status: number | null; readonly output: string };
type Contest = Readonly<Record<string, unknown>> & { readonly counts: Readonly<Record<string, object>> };
type Result = Readonly<Record<string, unknown>> & { readonly contests: readonly Contest[] };

function rehearsal(...options: readonly string[]): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'server/commands/rehearsal.ts', ...options], {
      cwd: root,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data));
    child.once('close', (status) => resolve({ status, output }));
  });
}

let [worked, sample, kiosks]: Run[] = [];
beforeAll(async () => {
  worked = await rehearsal('--scenario', 'all', '--paper', '--out', join(out, 'paper'));
  sample = await rehearsal('--paper', '--out', join(out, 'sample'));
  // One of them on kiosks, to be laid beside its paper; all six are held on kiosks in scenarios.test.ts.
  kiosks = await rehearsal('--scenario', 'tie', '--out', join(out, 'kiosks'));
}, 1_500_000);
afterAll(() => rmSync(out, { recursive: true, force: true }));

const resultIn = (...path: readonly string[]): Result =>
  JSON.parse(readFileSync(join(out, ...path, 'result.json'), 'utf8'));
const textOf = (...path: readonly string[]): string =>
  spawnSync('pdftotext', ['-layout', join(out, ...path), '-'], { encoding: 'utf8' }).stdout.replace(/\s/g, '');

test('all six worked meetings give on paper what the rules say, and their records, sheets and archives verify', () => {
  expect(worked?.status, worked?.output).toBe(0);
  for (const { name } of SCENARIOS) {
    expect(worked?.output).toContain(`${name}: equals the expected result completely`);
    expect(worked?.output).toContain(`${name}: record, sheet and archive verify`);
  }
});

test('the sample: assembly and plenary on paper equal what the kiosks give', () => {
  expect(sample?.status, sample?.output).toBe(0);
  for (const part of ['committee', 'plenary'])
    expect(sample?.output).toContain(`${part}: equals the expected result completely`);
});

test('W1 and T67 run on paper as written, with their over-full ballots and their invalid form', () => {
  expect(resultIn('paper', 'shortfall', 'round-1')).toMatchObject({
    medium: 'paper',
    cardsPrinted: 60,
    issued: 52,
    recovered: 52,
    valid: 50,
    invalid: 2,
    neverHandedOut: 8,
  });
  expect(textOf('paper', 'shortfall', 'round-1', 'result.pdf')).toContain('无效票2张：所选人数多于规定名额2张');
  expect(resultIn('paper', 'appraisal', 'round-1')).toMatchObject({ issued: 46, recovered: 45, valid: 44, invalid: 1 });
  const sheet = textOf('paper', 'appraisal', 'round-1', 'result.pdf');
  expect(sheet).toContain('发出测评表46张，收回45张，有效44张，无效1张');
  // Shares of the valid forms, and in brackets of the forms that rate him; the columns of the table break in between.
  expect(sheet).toMatch(/30\s?68\.18%/u);
  expect(sheet).toContain('(69.77%)');
});

test('a recommendation on paper: 20 forms and one with too many names, the ranking that the kiosks give', () => {
  const result = resultIn('paper', 'recommendation', 'round-1');
  expect(result).toMatchObject({ medium: 'paper', issued: 22, recovered: 21, valid: 20, invalid: 1 });
  const rows = (result.contests as readonly unknown[]).map(
    (contest) => (contest as { readonly form: { readonly rows: readonly object[] } }).form.rows,
  );
  expect(rows[0]).toMatchObject([
    { label: '丁玉梅', votes: 18, share: '90.00', rank: 1 },
    { label: '方志强', votes: 15, share: '75.00', rank: 2 },
    { label: '石秀兰', votes: 12, share: '60.00', rank: 3 },
    { label: '江海波', votes: 9, share: '45.00', rank: 4 },
  ]);
  const sheet = textOf('paper', 'recommendation', 'round-1', 'result.pdf');
  expect(sheet).toContain('发出推荐表22张，收回21张，有效20张，无效1张');
  expect(sheet).toContain('无效表1张：所选人数多于规定名额1张');
});

test('the plenaries of W1, W2 and W14 elect on paper whom they elect on kiosks (rules §1.12)', () => {
  const electedIn = (name: string) =>
    resultIn('paper', name, 'plenary', 'round-1').contests.map(({ post, elected }) => [post, elected]);
  expect(electedIn('shortfall')).toEqual([
    ['书记', ['王建军']],
    ['副书记', ['李春梅']],
  ]);
  expect(electedIn('tie')).toEqual([['书记', ['丁志强']]]);
  expect(electedIn('write-in')).toEqual([
    ['书记', ['王金山']],
    ['副书记', ['叶秀英']],
  ]);
  expect(resultIn('paper', 'tie', 'plenary', 'round-1')).toMatchObject({ medium: 'paper', expected: 3, valid: 3 });
});

test('every sheet of a paper round carries a symbol that a reader verifies, and no other claims to be its record’s', () => {
  for (const { name, rounds, plenary } of SCENARIOS)
    for (const at of [...rounds.keys()].map(String).concat(plenary === undefined ? [] : 'plenary')) {
      const folder =
        at === 'plenary'
          ? join(out, 'paper', name, 'plenary', 'round-1')
          : join(out, 'paper', name, `round-${Number(at) + 1}`);
      const sheet = new Uint8Array(readFileSync(join(folder, 'result.pdf')));
      const texts = Array.from({ length: pageCount(sheet) }, (_, page) => codesByZbar(pageImage(sheet, page + 1, 200)));
      const examined = examineSymbols({ a: texts.flat(), b: [] }, undefined);
      if ('problem' in examined) throw new Error(`${name}: ${examined.problem}`);
      expect({ name, ok: examined.ok, medium: examined.medium }).toEqual({ name, ok: true, medium: 'paper' });
      expect(sheetIsOfRecord(new Uint8Array(readFileSync(join(folder, 'record.jsonl'))), examined), name).toBe(true);
    }
}, 300_000);

test('laid beside each other, the results of paper and kiosks differ in the paper alone', () => {
  expect(kiosks?.status, kiosks?.output).toBe(0);
  for (const round of ['round-1', 'round-2', join('plenary', 'round-1')]) {
    const [paper, electronic] = [resultIn('paper', 'tie', round), resultIn('kiosks', 'tie', round)];
    const plain = ({ contests, expected, present, recovered, valid, invalid, elected, quorumMinimum }: Result) => ({
      ...{ expected, present, recovered, valid, invalid, elected, quorumMinimum },
      contests: contests.map(({ box: _, notices: __, counts, ...contest }) => ({
        ...contest,
        counts: Object.fromEntries(Object.entries(counts).map(([name, row]) => [name, { ...row, unreadable: 0 }])),
      })),
    });
    expect(plain(paper)).toEqual(plain(electronic));
  }
});
