/** What a witness refuses to work with: another's files, half of its own, or an unreadable half (specification §3.7). */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { seededRandom } from '../../tally/simulation/seeded-random.ts';
import { openWitnessFiles } from './witness-files.ts';

const random = seededRandom('witness files');
const NAME = 'witness.example/one';
const folder = mkdtempSync(join(tmpdir(), 'changpiao-witness-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;
let path: string;
const open = (name?: string) => openWitnessFiles(path, { random, name });
beforeEach(() => {
  made += 1;
  path = join(folder, `${made}`, 'witness.json');
  const first = open(NAME);
  if (!first.ok) throw new Error(first.error);
  first.value.close();
});

test('its key and its memory are opened again', () => {
  const again = open();
  if (!again.ok) throw new Error(again.error);
  expect([again.value.isNew, again.value.identity.name, again.value.logs()]).toEqual([false, NAME, []]);
  again.value.close();
  expect(open(NAME).ok).toBe(true);
});

test.runIf(process.platform === 'linux')('another program that has them open keeps them', () => {
  const { ppid } = process;
  const stat = readFileSync(`/proc/${ppid}/stat`, 'utf8');
  const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  writeFileSync(`${path}.lock`, `${ppid} ${started}`);
  expect(open()).toEqual({ ok: false, error: 'in-use' });
});

test.each([
  ['key-unreadable', () => writeFileSync(path, '{}'), undefined],
  ['key-unreadable', () => writeFileSync(path, 'no key'), undefined],
  ['name-fixed', () => {}, 'witness.example/two'],
  ['memory-missing', () => rmSync(`${path}.memory`), undefined],
  ['memory-unreadable', () => writeFileSync(`${path}.memory`, '{}'), undefined],
] as const)('%s: nothing is opened, and nothing stays locked', (error, spoil, name) => {
  spoil();
  for (const _ of ['once', 'and again']) expect(open(name)).toEqual({ ok: false, error });
});
