import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { installedFonts } from '../../printables/fonts/installed-fonts.ts';
import { drawResultSheet } from '../../printables/reports/result-sheet.ts';
import { resultSheetData } from '../../printables/reports/result-sheet-data.ts';
import { createSheetKey, sheetPublicKey } from '../../printables/signing/sheet-signer.ts';
import { signPdf } from '../../printables/signing/sign-pdf.ts';
import { smallElection } from '../attacks/attack.ts';

const root = new URL('../..', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'changpiao-commands-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Answer {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

const run = (command: string, ...args: readonly string[]): Promise<Answer> =>
  new Promise((resolve) => {
    const script = join(root, `server/commands/${command}.ts`);
    execFile(
      process.execPath,
      ['--import', 'tsx', script, ...args],
      { cwd: root, env: { ...process.env, INIT_CWD: folder } },
      (error, out, err) => {
        resolve({ status: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, out, err });
      },
    );
  });

const at = (...names: readonly string[]): string => join(folder, ...names);

/** One bit changed in the middle. */
function damaged(path: string, name: string): string {
  const bytes = readFileSync(path);
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] as number) ^ 1;
  writeFileSync(at(name), bytes);
  return at(name);
}

describe('npm run simulate and npm run verify', () => {
  beforeAll(async () => {
    const size = [
      '--ballots',
      '12',
      '--candidates',
      '3',
      '--seats',
      '2',
      '--write-in-list',
      '4',
      '--challenges',
      '1',
      '--seed',
      'x',
    ];
    for (const out of ['one', 'two']) expect(await run('simulate', ...size, '--out', out)).toMatchObject({ status: 0 });
  });

  test('a seed gives the same record whatever the threads do', () => {
    for (const file of ['record.jsonl', 'result.json', 'trusted-keys.json']) {
      expect(readFileSync(at('one', file), 'utf8')).toBe(readFileSync(at('two', file), 'utf8'));
    }
  });

  test('the record verifies with the trusted keys, on workers and without, and gives result.json again', async () => {
    for (const workers of ['0', '2']) {
      const answer = await run(
        'verify',
        'one/record.jsonl',
        '--keys',
        'one/trusted-keys.json',
        '--json',
        '--workers',
        workers,
      );
      const report = JSON.parse(answer.out);
      expect(answer.status).toBe(0);
      expect(report).toMatchObject({ ok: true, trustedKeys: true, findings: [] });
      expect(report.checks).toHaveLength(13);
      expect(
        report.checks.every(
          (check: { name: string; ok: boolean; detail: object }) => check.ok && check.name && check.detail,
        ),
      ).toBe(true);
      expect(report.result).toEqual(JSON.parse(readFileSync(at('one', 'result.json'), 'utf8')));
    }
  });

  test('without trusted keys the report says that they were taken from the record', async () => {
    const { out } = await run('verify', 'one/record.jsonl');
    expect(out).toContain('公钥取自档案本身');
    expect(out).toContain('taken from the record itself');
    expect(out.indexOf('全部通过')).toBeLessThan(out.indexOf('All checks hold'));
  });

  test('keys of another election are refused', async () => {
    await run('simulate', '--ballots', '5', '--candidates', '2', '--seats', '1', '--out', 'other');
    const answer = await run('verify', 'one/record.jsonl', '--keys', 'other/trusted-keys.json', '--json');
    expect(answer.status).toBe(1);
    expect(JSON.parse(answer.out).findings.map(({ code }: { code: string }) => code)).toContain(
      'trusted-server-keys-differ',
    );
  });

  test('one changed bit fails, with its place', async () => {
    const answer = await run('verify', damaged(at('one', 'record.jsonl'), 'damaged.jsonl'), '--json');
    const { ok, findings } = JSON.parse(answer.out);
    expect({ status: answer.status, ok }).toEqual({ status: 1, ok: false });
    expect(findings.every(({ entry, line }: { entry: number; line: number }) => entry >= 0 && line >= 1)).toBe(true);
  });

  test('what cannot be read is said in both languages, with another status', async () => {
    const answer = await run('verify', 'nowhere.jsonl');
    expect(answer).toMatchObject({ status: 2, out: '' });
    expect(answer.err).toMatch(/找不到文件[\s\S]*There is no file/);
  });
});

test('options nobody knows and a folder in the place of a file are named in both languages, never by a stack', async () => {
  for (const [command, ...args] of [
    ['simulate', '--bogus', '1'],
    ['verify', '--bogus'],
    ['rehearsal', '--bogus'],
    ['verify', folder],
    ['simulate', '--ballots', '5', '--out', '/etc/passwd/x'],
  ] as const) {
    const answer = await run(command, ...args);
    expect(answer, `${command} ${args.join(' ')}`).toMatchObject({ status: 2, out: '' });
    expect(answer.err).toMatch(/不正确|不能使用/);
    expect(answer.err).toMatch(/are wrong|cannot be used/);
    expect(answer.err).not.toMatch(/^\s+at /m);
  }
});

describe('npm run verify on a result sheet', () => {
  beforeAll(async () => {
    const key = await createSheetKey({
      organization: '模拟党支部',
      notBefore: new Date('2026-11-01T00:00:00Z'),
      notAfter: new Date('2036-11-01T00:00:00Z'),
    });
    const { record } = await smallElection('sheet', { sheetKey: encodeBase64url(sheetPublicKey(key)) });
    const data = resultSheetData(record, { round: 1, checkAddress: 'http://127.0.0.1:3000/check' });
    if (!data.ok) throw new Error(data.error);
    writeFileSync(at('result.pdf'), signPdf(await drawResultSheet(data.value, installedFonts()), key));
  });

  test('the sheet, the record inside and check 14 hold', async () => {
    const answer = await run('verify', 'result.pdf', '--json');
    const report = JSON.parse(answer.out);
    expect(report.findings).toEqual([]);
    expect(report.checks.at(-1)).toMatchObject({ name: 'result-sheet', ok: true });
    expect(answer.status).toBe(0);
  });

  test('one changed bit in the sheet fails', async () => {
    const answer = await run('verify', damaged(at('result.pdf'), 'damaged.pdf'), '--json');
    expect(answer.status).toBe(1);
    expect(JSON.parse(answer.out).findings.map(({ check }: { check: string }) => check)).toContain('result-sheet');
  });
});
