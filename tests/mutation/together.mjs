/**
 * `node tests/mutation/together.mjs AREA [--from N] [--to N] [--numbers N,N] [--beside]`: judges what `run.mjs AREA --nearest` judges, in a fraction
 * of its time. A copy of the tree holds every check of the area behind a switch, and one process loads it once: each nearest
 * test file is heard on the code as it is, where it tells which checks it comes to, then once for each of these with that one
 * switched off, until somebody notices. A check that no nearest test comes to has survived without a hearing; one of which a hearing
 * ran out of time, and that nobody else noticed, is undecided: it is told apart and has to be heard again, on a quiet machine.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { AREAS } from './areas.mjs';
import { heardFrom } from './hearing.mjs';
import { copyOfTree, mutantsOf, nearestTests, redundant, root, switchedSource, testsOf } from './mutants.mjs';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    numbers: { type: 'string' },
    beside: { type: 'boolean' },
  },
});
const area = AREAS[positionals[0]];
if (
  area === undefined ||
  area.attacks ||
  [...area.checks, ...(area.edits ?? [])].some(({ switched, find }) => switched === undefined && find === undefined)
) {
  console.error('together.mjs AREA: of those whose checks have a switch');
  process.exit(2);
}
const copy = copyOfTree();
const mutants = mutantsOf(copy, area);
const testsOfArea = testsOf(copy, area);
const chosen = values.numbers?.split(',').map(Number);
const [from, to] = [Number(values.from ?? 1), Number(values.to ?? mutants.length)];

for (const path of new Set(mutants.map((mutant) => mutant.path))) {
  const own = mutants.flatMap((mutant, at) => (mutant.path === path ? [{ ...mutant, number: at + 1 }] : []));
  const source = switchedSource(readFileSync(path, 'utf8'), own, ({ number, check }, text) =>
    check.switched(`(globalThis.__stands?.(${number}) ?? true)`, text),
  );
  writeFileSync(path, source);
}

const reachedFile = join(copy, 'reached.jsonl');
const atLoad = area.checks.some((check) => check.atLoad);
writeFileSync(
  join(copy, 'switch.setup.ts'),
  `import { appendFileSync } from 'node:fs';
import { afterAll, beforeEach, vi } from 'vitest';
const file = (globalThis as any).__vitest_worker__.filepath as string;
const off = Number(/\\.m(\\d+)\\.test\\.ts$/.exec(file)?.[1] ?? 0);
const reached = new Set<number>();
let isNoticed = false;
(globalThis as any).__stands = (number: number) => {
  reached.add(number);
  return number !== off;
};
${atLoad ? 'vi.resetModules();' : ''}
beforeEach((context) => {
  if (isNoticed) context.skip();
  context.onTestFailed(() => {
    isNoticed = true;
  });
});
afterAll(() => appendFileSync(${JSON.stringify(reachedFile)}, JSON.stringify({ file, reached: [...reached] }) + '\\n'));
`,
);
writeFileSync(
  join(copy, 'switch.config.ts'),
  `import { defineConfig } from 'vitest/config';
export default defineConfig({
  test: {
    root: ${JSON.stringify(copy)},
    include: ['**/*.m*.test.ts'],
    isolate: false,
    maxWorkers: 1,
    fileParallelism: false,
    setupFiles: ['switch.setup.ts'],
    ${area.database ? "globalSetup: ['server/store/scratch-cluster.ts']," : ''}
    testTimeout: 180_000,
    hookTimeout: 240_000,
  },
});
`,
);

/** Hears test files, each with one check switched off (0: none); how each ended, and what it came to. */
function hear(hearings) {
  const names = hearings.map(({ test, off }) => {
    const name = test.replace(/\.test\.ts$/, `.m${off}.test.ts`);
    writeFileSync(join(copy, name), readFileSync(join(copy, test), 'utf8'));
    return name;
  });
  writeFileSync(reachedFile, '');
  const report = join(copy, 'report.json');
  rmSync(report, { force: true });
  const vitest = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--config', 'switch.config.ts'];
  const reporter = join(root, 'tests/mutation/hearing.mjs');
  const run = spawnSync(process.execPath, [...vitest, `--reporter=${reporter}`, ...names], {
    cwd: copy,
    maxBuffer: 1 << 28,
    env: { ...process.env, HEARING: report },
  });
  let results;
  try {
    results = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    throw new Error(`vitest: ${run.stderr}${run.stdout}`.slice(0, 4000));
  }
  const reached = readFileSync(reachedFile, 'utf8').trim().split('\n').filter(Boolean);
  const reachedBy = new Map(
    reached.map((line) => JSON.parse(line)).map((one) => [relative(copy, one.file), one.reached]),
  );
  for (const name of names) rmSync(join(copy, name));
  return new Map(
    names.map((name, i) => {
      const own = results.find((one) => relative(copy, one.name) === name);
      const { time } = own ?? { time: Number.POSITIVE_INFINITY };
      return [hearings[i], { ...heardFrom(own), time, reached: reachedBy.get(name) ?? [] }];
    }),
  );
}

const judged = mutants.flatMap((mutant, at) => {
  const number = at + 1;
  if (number < from || number > to || chosen?.includes(number) === false) return [];
  const reason = redundant(copy, mutant)?.reason;
  const nearest = nearestTests(copy, area, mutant.path, testsOfArea);
  // What an area names for all its files are whole courses: they are heard where nothing nearer notices.
  const courses = area.heard === undefined ? [] : nearest.at(-1);
  const beside = (area.heard === undefined ? nearest : nearest.slice(0, -1)).flat();
  const inFolder = testsOfArea.filter((test) => dirname(test) === relative(copy, dirname(mutant.path)));
  const near = beside.length > 0 || courses.length > 0 ? beside : inFolder;
  return [{ ...mutant, number, reason, turns: [[...new Set(near)], courses.filter((test) => !near.includes(test))] }];
});
const OPEN = ['SURVIVED ', 'UNDECIDED'];
const outcome = new Map(judged.map((one) => [one.number, one.reason === undefined ? 'SURVIVED ' : 'redundant']));
const asItIs = new Map();
const isReached = new Set();
for (const turn of values.beside ? [0] : [0, 1]) {
  const open = judged.filter(({ number }) => OPEN.includes(outcome.get(number)));
  const files = [...new Set(open.flatMap(({ turns }) => turns[turn]))].filter((test) => !asItIs.has(test));
  if (files.length > 0)
    for (const [{ test }, heard] of hear(files.map((test) => ({ test, off: 0 })))) {
      asItIs.set(test, heard);
      console.log(`# ${test} ${Math.round(heard.time)} ms`);
      if (heard.verdict === 'passed') continue;
      console.error(`fails on the code as it is: ${test}\n${heard.message}`);
      process.exit(2);
    }
  const candidates = new Map(
    open.map((one) => {
      const reaching = one.turns[turn].filter((test) => asItIs.get(test).reached.includes(one.number));
      if (reaching.length > 0) isReached.add(one.number);
      return [one.number, reaching.sort((a, b) => asItIs.get(a).time - asItIs.get(b).time)];
    }),
  );
  for (let next = 0; ; next += 1) {
    const hearings = [...candidates].flatMap(([off, tests]) =>
      OPEN.includes(outcome.get(off)) && tests[next] !== undefined ? [{ test: tests[next], off }] : [],
    );
    if (hearings.length === 0) break;
    for (const [{ test, off }, { verdict, message }] of hear(hearings)) {
      if (verdict === 'passed') continue;
      outcome.set(off, verdict === 'noticed' ? 'noticed  ' : 'UNDECIDED');
      const seen = judged.find(({ number }) => number === off);
      seen.by = `${test}: ${message.split('\n')[0].slice(0, 100)}`;
    }
  }
}
for (const { number, at, line, reason, by } of judged) {
  const heard = reason ?? by ?? (isReached.has(number) ? '' : 'not reached');
  console.log(`${number}/${mutants.length} ${outcome.get(number)} ${at}  ${line.trim().slice(0, 100)} (${heard})`);
}
rmSync(copy, { recursive: true, force: true });
const [survived, undecided] = OPEN.map((open) => [...outcome.values()].filter((one) => one === open).length);
console.log(`${judged.length} checks, ${survived} survived, ${undecided} undecided`);
process.exit(survived + undecided === 0 ? 0 : 1);
