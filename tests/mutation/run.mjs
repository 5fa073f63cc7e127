/**
 * `node tests/mutation/run.mjs AREA [--from N] [--to N]`: takes the checks of an area out of a copy of the tree, one at a time, and runs the
 * area's tests on each copy. A check whose removal no test notices is printed as SURVIVED; the exit status is 0 if there is none.
 * It takes hours for the whole project and is no part of `npm test`.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { AREAS } from './areas.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { from: { type: 'string' }, to: { type: 'string' } },
});
const area = AREAS[positionals[0]];
if (area === undefined) {
  console.error(`node tests/mutation/run.mjs ${Object.keys(AREAS).join(' | ')}`);
  process.exit(2);
}

const copy = mkdtempSync(join(tmpdir(), 'changpiao-mutation-'));
const LEFT_OUT = new Set(['node_modules', '.git', 'data', 'dist']);
cpSync(root, copy, { recursive: true, filter: (path) => !LEFT_OUT.has(basename(path)) });
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));

function sourcesOf({ folders, only }) {
  return folders
    .flatMap((folder) => readdirSync(join(copy, folder), { recursive: true }).map((name) => join(copy, folder, name)))
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .filter((path) => only === undefined || only.includes(basename(path, '.ts')))
    .sort();
}

/** Every place where a check of the area stands. */
const mutants = sourcesOf(area).flatMap((path) => {
  const source = readFileSync(path, 'utf8');
  return area.checks.flatMap(({ name, pattern, without }) =>
    [...source.matchAll(pattern)].map(({ index, 0: text }) => ({
      path,
      source,
      mutated: source.slice(0, index) + without + source.slice(index + text.length),
      at: `${relative(copy, path)}:${source.slice(0, index).split('\n').length} ${name}`,
      line: source.slice(index, source.indexOf(';', index)).replace(/\s+/g, ' '),
    })),
  );
});

const succeeds = (command) => spawnSync(process.execPath, command, { cwd: copy }).status === 0;
const vitest = ['run', '--config', 'tests/vitest.config.ts', '--bail', '1', '--reporter', 'dot'];

/** By the attacks on what the line reports, then by the tests of the area. */
function isNoticed(line = '') {
  if (area.attacks) {
    const codes = [...line.matchAll(/'([a-z0-9]+(?:-[a-z0-9]+)+)'/g)].map(([, code]) => code);
    if (!succeeds(['--import', 'tsx', 'tests/mutation/attacks.ts', ...codes])) return true;
  }
  return !succeeds([join(root, 'node_modules/vitest/vitest.mjs'), ...vitest, ...area.tests]);
}

if (isNoticed()) {
  console.error('the tests of this area fail on the code as it is');
  rmSync(copy, { recursive: true, force: true });
  process.exit(2);
}
const survivors = [];
for (const [number, { path, source, mutated, at, line }] of mutants.entries()) {
  if (number + 1 < Number(values.from ?? 1) || number + 1 > Number(values.to ?? mutants.length)) continue;
  writeFileSync(path, mutated);
  const noticed = isNoticed(line);
  writeFileSync(path, source);
  if (!noticed) survivors.push(at);
  console.log(`${number + 1}/${mutants.length} ${noticed ? 'noticed ' : 'SURVIVED'} ${at}  ${line.trim()}`);
}
rmSync(copy, { recursive: true, force: true });
console.log(`${mutants.length} checks, ${survivors.length} survived`);
process.exit(survivors.length === 0 ? 0 : 1);
