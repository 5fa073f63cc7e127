import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { verifyRecord } from '../../tally/verify/verify-record.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'changpiao-second-verifier-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Answer {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

interface Report {
  readonly file: string;
  readonly ok: boolean;
  readonly trustedKeys: boolean;
  readonly checks: readonly { readonly name: string; readonly ok: boolean }[];
  readonly findings: readonly {
    readonly check: string;
    readonly code: string;
    readonly entry: number | null;
    readonly line: number | null;
  }[];
}

const run = (file: string, ...args: readonly string[]): Promise<Answer> =>
  new Promise((resolve) => {
    execFile(file, args, { cwd: root, maxBuffer: 1 << 28 }, (error, out, err) => {
      resolve({ status: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, out, err });
    });
  });

const python = (script: string, ...args: readonly string[]) => run('python3', join(here, script), ...args);

async function verify(...args: readonly string[]): Promise<{ status: number; reports: readonly Report[] }> {
  const { status, out, err } = await python('verify.py', ...args, '--json');
  expect(err).toBe('');
  return { status, reports: out.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Report])) };
}

const named = (findings: Report['findings']) =>
  [...new Set(findings.map(({ check, code }) => `${check} ${code}`))].sort();
const failing = (checks: Report['checks']) => checks.filter(({ ok }) => !ok).map(({ name }) => name);
const at = (name: string) => join(folder, name);

test('the second implementation reproduces every vector of tests/vectors but the printed symbols', async () => {
  const { status, out } = await python('vectors.py');
  const files = out.trimEnd().split('\n');
  expect(files.filter((line) => !/: [1-9]\d* hold, 0 fail$/.test(line))).toEqual([]);
  expect(files).toHaveLength(28);
  expect(status).toBe(0);
});

describe('a simulated record', () => {
  beforeAll(async () => {
    const size = ['--ballots', '12', '--candidates', '3', '--seats', '2', '--write-in-list', '5', '--challenges', '2'];
    const script = join(root, 'server/commands/simulate.ts');
    const answer = await run(process.execPath, '--import', 'tsx', script, ...size, '--seed', 'second', '--out', folder);
    expect(answer.status, answer.err).toBe(0);
  });

  test('holds with its trusted keys, all 13 checks', async () => {
    const { status, reports } = await verify(at('record.jsonl'), '--keys', at('trusted-keys.json'));
    expect(reports).toHaveLength(1);
    expect(reports[0]).toMatchObject({ ok: true, trustedKeys: true, findings: [] });
    expect(reports[0]?.checks).toHaveLength(13);
    expect(status).toBe(0);
  });

  test('one changed character anywhere fails, in many files of one process', async () => {
    const record = readFileSync(at('record.jsonl'));
    const files = Array.from({ length: 40 }, (_, i) => {
      const bytes = Buffer.from(record);
      const place = Math.floor(((i + 0.5) * bytes.length) / 40);
      bytes[place] = (bytes[place] as number) ^ 1;
      writeFileSync(at(`flip-${i}.jsonl`), bytes);
      return at(`flip-${i}.jsonl`);
    });
    const { status, reports } = await verify(...files, '--keys', at('trusted-keys.json'));
    expect(reports.map(({ ok }) => ok)).toEqual(files.map(() => false));
    expect(reports.every(({ findings }) => findings.length > 0)).toBe(true);
    expect(status).toBe(1);
  });

  test('keys of another meeting are refused, and keys taken from the record are called so', async () => {
    const keys = JSON.parse(readFileSync(at('trusted-keys.json'), 'utf8'));
    writeFileSync(at('other-keys.json'), JSON.stringify({ ...keys, logOrigin: 'elsewhere' }));
    const refused = await verify(at('record.jsonl'), '--keys', at('other-keys.json'));
    expect(refused.reports.map(({ findings }) => named(findings))).toEqual([['log trusted-log-differs']]);
    expect((await verify(at('record.jsonl'))).reports[0]?.trustedKeys).toBe(false);
  });
});

describe('elections made up and damaged by the second implementation (specification §10)', () => {
  let expected: Record<string, readonly string[]>;
  const reports = new Map<string, Report>();

  beforeAll(async () => {
    const { status, err } = await python('damage.py', folder);
    expect(status, err).toBe(0);
    expected = JSON.parse(readFileSync(at('expected.json'), 'utf8'));
    const names = Object.keys(expected);
    const answer = await verify(...names.map((name) => at(`${name}.jsonl`)));
    for (const [i, name] of names.entries()) reports.set(name, answer.reports[i] as Report);
  });

  test('every damage is found by the codes it deserves, and sound elections hold', () => {
    const found = Object.fromEntries([...reports].map(([name, { findings }]) => [name, named(findings)]));
    expect(found).toEqual(expected);
    expect(Object.values(expected).filter((codes) => codes.length === 0).length).toBeGreaterThan(4);
    expect(Object.keys(expected).length).toBeGreaterThan(40);
  });

  test('the project’s own verifier finds the same at the same entries and lines, and fails the same checks', async () => {
    for (const [name, report] of reports) {
      const record = new Uint8Array(readFileSync(at(`${name}.jsonl`)));
      const own = await verifyRecord(record, { random: seededRandom(name) });
      const place = ({ check, code, entry, line }: { check: string; code: string; entry: unknown; line: unknown }) =>
        `${check} ${code} ${entry} ${line}`;
      expect(own.findings.map(place).sort(), name).toEqual(report.findings.map(place).sort());
      expect(failing(own.checks), name).toEqual(failing(report.checks));
      expect(own.ok, name).toBe(report.ok);
    }
  });
});
