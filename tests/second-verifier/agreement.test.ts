/**
 * Two verifiers that share no code say the same of every damaged record: the same findings by check and code, and the same verdict.
 * Where they differed, either one of them or the specification would be wrong.
 */
import { execFileSync } from 'node:child_process';
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
import { attackedRecord, namedFindings, smallElection, verifySmall } from '../attacks/attack.ts';
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
}
interface SecondReport {
  readonly ok: boolean;
  readonly testRun: boolean;
  readonly findings: readonly { readonly check: string; readonly code: string }[];
  readonly checks: readonly { readonly name: string; readonly ok: boolean }[];
}

const folder = mkdtempSync(join(tmpdir(), 'changpiao-agreement-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Checks that found something, or could not be carried out. */
const failing = ({ checks }: Pick<SecondReport, 'checks'>): string =>
  checks.flatMap(({ name, ok }) => (ok ? [] : [name])).join(' ');

const corrupted: Corrupted[] = [];
const honest: Corrupted[] = [];
const reports = new Map<string, SecondReport>();

/** One process for all records that are verified with the same keys and acceptances. */
function secondReports(records: readonly Corrupted[]): void {
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
    for (const [at, line] of runVerifier([...paths, ...argumentsOf, '--json']).entries())
      reports.set(group[at]?.name ?? '', JSON.parse(line) as SecondReport);
  }
}

function runVerifier(given: readonly string[]): readonly string[] {
  const options = { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 } as const;
  try {
    return execFileSync('python3', [VERIFIER, ...given], options)
      .trim()
      .split('\n');
  } catch (error) {
    const { status, stdout, stderr } = error as { status?: number; stdout?: string; stderr?: string };
    // 1 says that a record does not hold, which is what these are for.
    if (status !== 1 || stdout === undefined) throw new Error(`python3: ${stderr}`);
    return stdout.trim().split('\n');
  }
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
  secondReports([...corrupted, ...honest]);
}, 600_000);

describe(`200 damaged records of more than 40 kinds (FUZZ_SEED=${seed})`, () => {
  test('there are that many', () => {
    expect(corrupted.length).toBeGreaterThanOrEqual(200);
    expect(reports.size).toBe(corrupted.length + honest.length);
    expect(new Set(ATTACK_TABLES.flatMap(([, attacks]) => attacks.flatMap(({ found }) => found))).size).toBeGreaterThan(
      40,
    );
  });

  test('the second verifier accepts honest rounds and what was decided between them', () => {
    expect(honest.map(({ name }) => reports.get(name)).filter((report) => report?.ok !== true)).toEqual([]);
  });

  test('both verifiers say of each honest record whether it is a test run (specification §3.9)', async () => {
    const said = await Promise.all(
      honest.map(async ({ name, record, options }) => ({ name, ...(await verifySmall(record, options)) })),
    );
    expect(said.filter(({ ok, name, testRun }) => !ok || testRun !== reports.get(name)?.testRun)).toEqual([]);
    expect(said.flatMap(({ name, testRun }) => (testRun ? [name] : []))).toEqual(['a test run']);
  });

  test('both verifiers refuse each, for the same reasons', async () => {
    const differing: string[] = [];
    for (const { name, record, options } of corrupted) {
      const first = await verifySmall(record, options);
      const second = reports.get(name);
      const [ours, theirs] = [first, second as SecondReport].map(
        (one) => `${namedFindings(one as never).join(' ')}; not held: ${failing(one)}`,
      );
      if (first.ok || second?.ok !== false || ours !== theirs || first.testRun !== second.testRun)
        differing.push(`${name}\n  ours   ${ours}\n  theirs ${theirs}`);
    }
    expect(differing.join('\n')).toBe('');
  }, 600_000);
});
