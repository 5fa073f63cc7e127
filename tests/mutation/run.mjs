/**
 * `node tests/mutation/run.mjs AREA [--from N] [--to N] [--numbers N,N] [--nearest] [--list]`: takes the checks of an area out of a copy of the tree, one at a time, and
 * lets its judges look at each copy, the nearest first, until one of them notices: the attacks on what the line reports, the test files
 * that import the mutated file, those of its folder, then, unless only the nearest are asked, the tests of the area. A check whose removal nobody notices is
 * printed as SURVIVED; the exit status is 0 if there is none. It takes an hour for the whole project and is no part of `npm test`.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { AREAS, REDUNDANT } from './areas.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    numbers: { type: 'string' },
    nearest: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
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
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !basename(path).startsWith('example-'))
    .filter((path) => only === undefined || only.includes(basename(path, '.ts')))
    .sort();
}

const lineOf = (source, index) => source.slice(0, index).split('\n').length;

/** What an area lists by hand must stand where it says, once, or the list is out of date. */
const edited = (area.edits ?? []).map(({ file, stands, without }) => {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  const index = source.indexOf(stands);
  if (index === -1 || source.indexOf(stands, index + 1) !== -1) throw new Error(`${file}: not once ${stands}`);
  const mutated = source.slice(0, index) + without + source.slice(index + stands.length);
  return { path, source, mutated, at: `${file}:${lineOf(source, index)} edit`, line: stands, context: stands };
});

/** Every place where a check of the area stands. */
const found = sourcesOf(area).flatMap((path) => {
  const source = readFileSync(path, 'utf8');
  return area.checks.flatMap(({ name, pattern, without }) =>
    [...source.matchAll(pattern)].map(({ index, 0: text }) => ({
      path,
      source,
      mutated: source.slice(0, index) + without + source.slice(index + text.length),
      at: `${relative(copy, path)}:${lineOf(source, index)} ${name}`,
      line: source.slice(index, source.indexOf(';', index)).replace(/\s+/g, ' '),
      context: source.slice(Math.max(0, index - 160), source.indexOf(';', index)),
    })),
  );
});

const mutants = [...found, ...edited];

const config = area.database ? 'tests/vitest.config.ts' : 'tests/mutation/vitest.config.ts';
const vitest = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--config', config, '--bail', '1'];
const isTest = (name) => name.endsWith('.test.ts');
const testsOfArea = [...area.folders, ...(area.database ? ['server'] : [])].flatMap((folder) =>
  readdirSync(join(copy, folder), { recursive: true })
    .filter(isTest)
    .map((name) => join(folder, name)),
);

/** What looks at a mutant, as arguments of node: the nearest first. */
function judgesOf({ path, line }) {
  const codes = [...line.matchAll(/'([a-z0-9]+(?:-[a-z0-9]+)+)'/g)].map(([, code]) => code);
  const [folder, name] = [relative(copy, dirname(path)), basename(path, '.ts')];
  const beside = testsOfArea.filter((test) => test === join(folder, `${name}.test.ts`));
  const importing = testsOfArea.filter((test) => readFileSync(join(copy, test), 'utf8').includes(`/${name}.ts'`));
  const others = importing.filter((test) => !beside.includes(test));
  const inFolder = testsOfArea.filter((test) => dirname(test) === folder);
  const near = [area.near?.[name] ?? [], beside, others];
  const isNear = near.some((tests) => tests.length > 0);
  const far = values.nearest ? (isNear ? [] : [inFolder]) : [inFolder, ...area.tests];
  return [
    ...(area.attacks ? [['--import', 'tsx', 'tests/mutation/attacks.ts', ...codes]] : []),
    ...[...near, ...far].filter((tests) => tests.length > 0).map((tests) => [...vitest, ...tests]),
  ];
}

const succeeds = (command) => spawnSync(process.execPath, command, { cwd: copy }).status === 0;

/** A judge that finds fault with the code as it is says nothing about a mutant. */
const sound = new Map();
function isSound(command) {
  const key = command.join(' ');
  if (!sound.has(key)) sound.set(key, succeeds(command));
  return sound.get(key);
}

/** True if a judge notices that the check is gone; a judge is heard again on the code as it is when it does. */
function isNoticed({ path, source, mutated, ...mutant }) {
  for (const command of judgesOf({ path, ...mutant })) {
    writeFileSync(path, mutated);
    const noticed = !succeeds(command);
    writeFileSync(path, source);
    if (!noticed) continue;
    if (isSound(command)) return true;
    console.error(`fails on the code as it is: ${command.slice(1).join(' ')}`);
    rmSync(copy, { recursive: true, force: true });
    process.exit(2);
  }
  return false;
}

const redundant = ({ path, context }) =>
  REDUNDANT.find(({ file, check }) => relative(copy, path) === file && context.includes(check));

const [from, to] = [Number(values.from ?? 1), Number(values.to ?? mutants.length)];
const numbers = values.numbers?.split(',').map(Number);
const survivors = [];
for (const [index, mutant] of mutants.entries()) {
  const number = index + 1;
  if (number < from || number > to || numbers?.includes(number) === false) continue;
  const reason = redundant(mutant)?.reason;
  if (values.list) {
    console.log(
      `${number}/${mutants.length} ${mutant.at}  ${mutant.line.trim().slice(0, 120)}${reason ? ` (${reason})` : ''}`,
    );
    continue;
  }
  const noticed = reason === undefined && isNoticed(mutant);
  const outcome = reason !== undefined ? 'redundant' : noticed ? 'noticed  ' : 'SURVIVED ';
  if (outcome.trim() === 'SURVIVED') survivors.push(mutant.at);
  console.log(
    `${number}/${mutants.length} ${outcome} ${mutant.at}  ${mutant.line.trim().slice(0, 120)}${reason ? ` (${reason})` : ''}`,
  );
}
rmSync(copy, { recursive: true, force: true });
console.log(`${mutants.length} checks, ${survivors.length} survived`);
process.exit(survivors.length === 0 ? 0 : 1);
