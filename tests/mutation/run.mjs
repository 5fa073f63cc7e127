/**
 * `node tests/mutation/run.mjs AREA [--from N] [--to N] [--numbers N,N] [--nearest] [--list]`: takes the checks of an area out of a copy of the tree, one at a time, and
 * lets its judges look at each copy, the nearest first, until one of them notices: the attacks on what the line reports, the test files
 * that import the mutated file, those of its folder, then, unless only the nearest are asked, the tests of the area. A check whose removal nobody notices is
 * printed as SURVIVED, or as UNDECIDED where a judge ran out of time: it has to be heard again, on a quiet machine. The exit status is 0 if there is none of either. It takes
 * hours for the whole project and is no part of `npm test`.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { AREAS } from './areas.mjs';
import { heardFromAll } from './hearing.mjs';
import { copyOfTree, mutantsOf, nearestTests, redundant, root, testsOf } from './mutants.mjs';

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

const copy = copyOfTree();
const mutants = mutantsOf(copy, area);

const config = area.database ? 'tests/vitest.config.ts' : 'tests/mutation/vitest.config.ts';
const reporter = join(root, 'tests/mutation/hearing.mjs');
const vitest = [
  ...[join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--config', config],
  ...['--bail', '1', `--reporter=${reporter}`],
];
const testsOfArea = testsOf(copy, area);

/** What looks at a mutant, as arguments of node: the nearest first. */
function judgesOf({ path, line, found = [] }) {
  const named = [...line.matchAll(/'([a-z0-9]+(?:-[a-z0-9]+)+)'/g)].map(([, code]) => code);
  const codes = [...found, ...named];
  const folder = relative(copy, dirname(path));
  const inFolder = testsOfArea.filter((test) => dirname(test) === folder);
  const near = nearestTests(copy, area, path, testsOfArea);
  const far = values.nearest ? (near.length > 0 ? [] : [inFolder]) : [inFolder, ...area.tests];
  return [
    ...(area.attacks ? [['--import', 'tsx', 'tests/mutation/attacks.ts', ...codes]] : []),
    ...[...near, ...far].filter((tests) => tests.length > 0).map((tests) => [...vitest, ...tests]),
  ];
}

const report = join(copy, 'report.json');
function hear(command) {
  rmSync(report, { force: true });
  const env = { ...process.env, HEARING: report };
  const isContent = spawnSync(process.execPath, command, { cwd: copy, env }).status === 0;
  if (isContent) return 'passed';
  if (command[0] !== vitest[0]) return 'noticed';
  try {
    return heardFromAll(JSON.parse(readFileSync(report, 'utf8'))).verdict;
  } catch {
    return 'undecided';
  }
}

/** A judge that finds fault with the code as it is says nothing about a mutant. */
const asItIs = new Map();
function heardAsItIs(command) {
  const key = command.join(' ');
  if (!asItIs.has(key)) asItIs.set(key, hear(command));
  return asItIs.get(key);
}

/** `noticed` if a judge notices that the check is gone; a judge is heard again on the code as it is when it does. */
function outcomeOf({ path, source, mutated, ...mutant }) {
  let outcome = 'SURVIVED ';
  for (const command of judgesOf({ path, ...mutant })) {
    writeFileSync(path, mutated);
    const heard = hear(command);
    writeFileSync(path, source);
    if (heard === 'passed') continue;
    const sound = heard === 'undecided' ? heard : heardAsItIs(command);
    if (sound === 'passed') return 'noticed  ';
    if (sound === 'undecided') {
      outcome = 'UNDECIDED';
      continue;
    }
    console.error(`fails on the code as it is: ${command.slice(1).join(' ')}`);
    rmSync(copy, { recursive: true, force: true });
    process.exit(2);
  }
  return outcome;
}

const [from, to] = [Number(values.from ?? 1), Number(values.to ?? mutants.length)];
const numbers = values.numbers?.split(',').map(Number);
const open = [];
for (const [index, mutant] of mutants.entries()) {
  const number = index + 1;
  if (number < from || number > to || numbers?.includes(number) === false) continue;
  const reason = redundant(copy, mutant)?.reason;
  if (values.list) {
    console.log(
      `${number}/${mutants.length} ${mutant.at}  ${mutant.line.trim().slice(0, 120)}${reason ? ` (${reason})` : ''}`,
    );
    continue;
  }
  const outcome = reason !== undefined ? 'redundant' : outcomeOf(mutant);
  if (['SURVIVED ', 'UNDECIDED'].includes(outcome)) open.push(outcome);
  console.log(
    `${number}/${mutants.length} ${outcome} ${mutant.at}  ${mutant.line.trim().slice(0, 120)}${reason ? ` (${reason})` : ''}`,
  );
}
rmSync(copy, { recursive: true, force: true });
const undecided = open.filter((one) => one === 'UNDECIDED').length;
console.log(`${mutants.length} checks, ${open.length - undecided} survived, ${undecided} undecided`);
process.exit(open.length === 0 ? 0 : 1);
