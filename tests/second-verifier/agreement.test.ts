/**
 * Two verifiers that share no code say the same of every damaged record: the same findings at the same entries and lines, each as
 * often, the same checks that do not hold, and the same verdict. Where they differed, either one of them or the specification would
 * be wrong.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import type { VerifyOptions } from '../../tally/verify/verify-record.ts';
import { ATTACK_TABLES } from '../attacks/all-attacks.ts';
import { HONEST_COURSES } from '../attacks/assembly-attacks.ts';
import { attackedRecord, smallElection, verifySmall } from '../attacks/attack.ts';
import { HONEST_RECORDS } from '../attacks/honest-records.ts';
import { HONEST_FORMS } from '../attacks/paper-count-attacks.ts';
import { damage, damageObject } from '../fuzz/mutation.ts';

const VERIFIER = fileURLToPath(new URL('verify.py', import.meta.url));
const seed = process.env.FUZZ_SEED ?? 'agreement';
/** Beside the attacks: records damaged at random, as bytes and as objects. */
const RANDOM_RECORDS = 60;

interface Corrupted {
  readonly name: string;
  readonly record: Uint8Array;
  readonly options: Partial<VerifyOptions>;
  /** A head of the log may be missing where none must stand, and stand twice: only that both say the same is asked. */
  readonly mayHold?: boolean;
}
interface SecondReport {
  readonly ok: boolean;
  readonly testRun: boolean;
  readonly findings: readonly {
    readonly check: string;
    readonly code: string;
    readonly entry: number | null;
    readonly line: number | null;
  }[];
  readonly checks: readonly { readonly name: string; readonly ok: boolean }[];
}

/** What may happen to every line of a record; null where there is no such line. */
const LINE_DAMAGES: readonly (readonly [string, (lines: readonly string[], at: number) => readonly string[] | null])[] =
  [
    ['dropped', (lines, at) => lines.toSpliced(at, 1)],
    ['doubled', (lines, at) => lines.toSpliced(at, 0, lines[at] as string)],
    [
      'changed for one of the next three',
      (lines, at) => {
        const other = lines[at + 3 - (at % 3)];
        return other === undefined ? null : lines.with(at, other).with(at + 3 - (at % 3), lines[at] as string);
      },
    ],
  ];

const folder = mkdtempSync(join(tmpdir(), 'changpiao-agreement-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every finding with its place, as often as it is there. */
const placed = ({ findings }: Pick<SecondReport, 'findings'>): string =>
  findings
    .map(({ check, code, entry, line }) => `${check}/${code}@${entry},${line}`)
    .sort()
    .join(' ');

/** Checks that found something, or could not be carried out. */
const failing = ({ checks }: Pick<SecondReport, 'checks'>): string =>
  checks.flatMap(({ name, ok }) => (ok ? [] : [name])).join(' ');

const corrupted: Corrupted[] = [];
const honest: Corrupted[] = [];
const own = new Map<string, SecondReport>();
const reports = new Map<string, SecondReport>();

/** One process for all records that are verified with the same keys and acceptances. */
async function secondReports(records: readonly Corrupted[]): Promise<void> {
  const groups = new Map<string, Corrupted[]>();
  for (const one of records) {
    const { trustedKeys, acceptances } = one.options;
    const given = JSON.stringify({ trustedKeys, acceptances });
    groups.set(given, [...(groups.get(given) ?? []), one]);
  }
  for (const [given, group] of groups) {
    const { trustedKeys, acceptances } = JSON.parse(given) as Partial<VerifyOptions>;
    const argumentsOf = Object.entries({ keys: trustedKeys, acceptances }).flatMap(([name, value]) => {
      if (value === undefined) return [];
      const path = join(folder, `${name}.json`);
      writeFileSync(path, JSON.stringify(value));
      return [`--${name}`, path];
    });
    const paths = group.map(({ record }, at) => {
      const path = join(folder, `${at}.jsonl`);
      writeFileSync(path, record);
      return path;
    });
    for (const [at, line] of (await runVerifier([...paths, ...argumentsOf, '--json'])).entries())
      reports.set(group[at]?.name ?? '', JSON.parse(line) as SecondReport);
  }
}

const runVerifier = (given: readonly string[]): Promise<readonly string[]> =>
  new Promise((resolve, reject) => {
    const options = { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 } as const;
    execFile('python3', [VERIFIER, ...given], options, (error, stdout, stderr) => {
      // 1 says that a record does not hold, which is what these are for.
      if (error === null || error.code === 1) resolve(stdout.trim().split('\n'));
      else reject(new Error(`python3: ${stderr}`));
    });
  });

async function ownReports(records: readonly Corrupted[]): Promise<void> {
  for (const { name, record, options } of records) own.set(name, await verifySmall(record, options));
}

beforeAll(async () => {
  for (const [table, attacks] of ATTACK_TABLES)
    for (const attack of attacks) {
      const { record, options } = await attackedRecord(attack);
      const bytes = typeof record === 'string' ? encodeUtf8(record) : record;
      corrupted.push({ name: `${table}: ${attack.name}`, record: bytes, options });
    }
  for (const course of [...HONEST_COURSES, ...HONEST_FORMS]) {
    const { record, options } = await attackedRecord({ ...course, found: [] });
    honest.push({ name: course.name, record: encodeUtf8(record as string), options });
  }
  for (const { name, record, options } of HONEST_RECORDS) {
    const bytes = encodeUtf8(await record());
    // What a scrutineer verifies before the end is no whole record; nobody else accepts it.
    if (options?.through === undefined) honest.push({ name, record: bytes, options: options ?? {} });
    else corrupted.push({ name, record: bytes, options: { ...options, through: 'result' } });
  }
  const random = seededRandom(seed);
  const { record } = await smallElection(seed);
  const lines = record.trim().split('\n');
  for (let run = 0; run < RANDOM_RECORDS; run++) {
    const at = run % lines.length;
    const changed = JSON.stringify(damageObject(JSON.parse(lines[at] ?? ''), random));
    const text = `${[...lines.slice(0, at), changed, ...lines.slice(at + 1)].join('\n')}\n`;
    const bytes = run % 3 === 0 ? damage(encodeUtf8(record), random) : encodeUtf8(text);
    if (new TextDecoder().decode(bytes) === record) continue;
    corrupted.push({ name: `at random ${run} in line ${at + 1}`, record: bytes, options: {} });
  }
  for (const [what, change] of LINE_DAMAGES)
    for (const at of lines.keys()) {
      const changed = change(lines, at);
      if (changed === null) continue;
      const bytes = encodeUtf8(`${changed.join('\n')}\n`);
      const mayHold = lines[at]?.startsWith('{"note":') === true;
      corrupted.push({ name: `line ${at + 1} ${what}`, record: bytes, options: {}, mayHold });
    }
  const all = [...corrupted, ...honest];
  await Promise.all([secondReports(all), ownReports(all)]);
}, 600_000);

describe(`400 damaged records of more than 40 kinds (FUZZ_SEED=${seed})`, () => {
  test('there are that many', () => {
    expect(corrupted.length).toBeGreaterThanOrEqual(400);
    expect(reports.size).toBe(corrupted.length + honest.length);
    expect(new Set(ATTACK_TABLES.flatMap(([, attacks]) => attacks.flatMap(({ found }) => found))).size).toBeGreaterThan(
      40,
    );
  });

  test('the second verifier accepts honest rounds and what was decided between them', () => {
    expect(honest.map(({ name }) => reports.get(name)).filter((report) => report?.ok !== true)).toEqual([]);
  });

  test('both verifiers say of each honest record whether it is a test run (specification §3.9)', () => {
    const said = honest.map(({ name }) => ({ name, first: own.get(name), second: reports.get(name) }));
    expect(said.filter(({ first, second }) => first?.ok !== true || first.testRun !== second?.testRun)).toEqual([]);
    expect(said.flatMap(({ name, first }) => (first?.testRun === true ? [name] : []))).toEqual(['a test run']);
  });

  test('both verifiers find the same in each, and refuse it', () => {
    const differing: string[] = [];
    for (const { name, mayHold } of corrupted) {
      const [first, second] = [own.get(name), reports.get(name)] as [SecondReport, SecondReport];
      const [ours, theirs] = [first, second].map((one) => `${placed(one)}; not held: ${failing(one)}`);
      const agree = ours === theirs && first.ok === second.ok && first.testRun === second.testRun;
      if (!agree || (first.ok && mayHold !== true)) differing.push(`${name}\n  ours   ${ours}\n  theirs ${theirs}`);
    }
    expect(differing.join('\n')).toBe('');
  });
});
