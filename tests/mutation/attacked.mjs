/**
 * `node tests/mutation/attacked.mjs AREA [--from N] [--to N] [--numbers N,N] [--most N] [--attacks PATTERN]`: judges the checks of an area by the attacks on records alone, in one
 * process. A copy of the tree holds every check behind a switch; the attacks are carried out once, which tells to which checks each
 * record comes. Then each check is switched off, and the records that come to it are verified again, until one is found differently
 * by findings, verdict or the checks that do not hold, in all of which the second verifier has to agree;
 * `--most` of them, the quickest first, or of those whose names fit a pattern. An
 * operand that says on no record what its absence would not say has survived without a hearing.
 */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AREAS } from './areas.mjs';
import { copyOfTree, mutantsOf, redundant, switchedSource } from './mutants.mjs';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    numbers: { type: 'string' },
    most: { type: 'string' },
    attacks: { type: 'string' },
  },
});
const area = AREAS[positionals[0]];
if (area?.attacks !== true) {
  console.error('attacked.mjs AREA: of those that are attacked');
  process.exit(2);
}
const copy = copyOfTree();
const mutants = mutantsOf(copy, area);
const chosen = values.numbers?.split(',').map(Number);
const [from, to] = [Number(values.from ?? 1), Number(values.to ?? mutants.length)];
const judged = mutants.flatMap((mutant, at) => {
  const number = at + 1;
  // An edit without a switch is judged by run.mjs.
  if (mutant.check.switched === undefined) return [];
  const isOut = number < from || number > to || chosen?.includes(number) === false;
  return isOut ? [] : [{ ...mutant, number, reason: redundant(copy, mutant)?.reason }];
});

for (const path of new Set(judged.map((mutant) => mutant.path))) {
  const own = judged.filter((mutant) => mutant.path === path);
  const source = switchedSource(readFileSync(path, 'utf8'), own, ({ number, check }, text) =>
    check.neutral === undefined
      ? check.switched(`globalThis.__stands(${number})`, text)
      : `(globalThis.__isOff(${number}) ? ${check.neutral} : globalThis.__said(${number}, ${check.neutral}, (${text})))`,
  );
  writeFileSync(path, source);
}

writeFileSync(
  join(copy, 'judge.mts'),
  `let off = 0;
let reached = new Set<number>();
const said = (number: number, neutral: boolean, value: unknown) => {
  if (Boolean(value) !== neutral) reached.add(number);
  return value;
};
const stands = (number: number) => {
  reached.add(number);
  return number !== off;
};
Object.assign(globalThis, { __stands: stands, __isOff: (number: number) => number === off, __said: said });
const { ATTACK_TABLES } = await import('./tests/attacks/all-attacks.ts');
const { HONEST_COURSES } = await import('./tests/attacks/assembly-attacks.ts');
const { attackedRecord, namedFindings, verifySmall } = await import('./tests/attacks/attack.ts');
const { HONEST_FORMS } = await import('./tests/attacks/paper-count-attacks.ts');
const { HONEST_RECORDS } = await import('./tests/attacks/honest-records.ts');
const attacks = [...ATTACK_TABLES.flatMap(([, list]) => list), ...[...HONEST_COURSES, ...HONEST_FORMS].map((one) => ({ ...one, found: [] }))];
const failing = ({ checks }: any) => checks.flatMap(({ name, ok }: any) => (ok ? [] : [name]));
const outcomeOf = (verification: any) => [...namedFindings(verification), verification.ok, ...failing(verification)].join(' ');
const courses = [];
const MOST = Number(process.argv[3]);
const NAMES = new RegExp(process.argv[4] ?? '');
const add = async (name: string, record: any, options: any, found: readonly string[]) => {
  reached = new Set();
  const started = performance.now();
  const verification = await verifySmall(record, options);
  if (namedFindings(verification).join(' ') !== [...found].sort().join(' ')) {
    console.error('fails on the code as it is: ' + name + ': ' + namedFindings(verification).join(' '));
    process.exit(2);
  }
  courses.push({ name, record, options, heard: outcomeOf(verification), reached, time: performance.now() - started });
};
for (const attack of attacks.filter(({ name }) => NAMES.test(name))) {
  const { record, options } = await attackedRecord(attack);
  await add(attack.name, record, options, attack.found);
}
for (const { name, record, options } of HONEST_RECORDS.filter((one) => NAMES.test(one.name))) await add(name, await record(), options ?? {}, []);
reached = new Set();
for (const number of JSON.parse(process.argv[2])) {
  const candidates = courses.filter((one) => one.reached.has(number)).sort((a, b) => a.time - b.time).slice(0, MOST);
  let by = '';
  off = number;
  for (const course of candidates) {
    let heard = '';
    try {
      heard = outcomeOf(await verifySmall(course.record, course.options));
    } catch (error) {
      heard = String(error);
    }
    if (heard === course.heard) continue;
    by = course.name;
    break;
  }
  off = 0;
  console.log(JSON.stringify({ number, by, records: candidates.length }));
}
`,
);
const lineOf = ({ number, at, text }, outcome, heard) =>
  `${number}/${mutants.length} ${outcome} ${at}  ${text.replace(/\s+/g, ' ').slice(0, 100)} (${heard})`;
let [survived, pending] = [0, ''];
for (const one of judged) if (one.reason !== undefined) console.log(lineOf(one, 'redundant', one.reason));
const asked = judged.filter(({ reason }) => reason === undefined).map(({ number }) => number);
const run = spawn(
  process.execPath,
  ['--import', 'tsx', 'judge.mts', JSON.stringify(asked), values.most ?? 'Infinity', values.attacks ?? ''],
  {
    cwd: copy,
    stdio: ['ignore', 'pipe', 'inherit'],
  },
);
run.stdout.setEncoding('utf8').on('data', (chunk) => {
  const lines = (pending + chunk).split('\n');
  pending = lines.pop();
  for (const line of lines) {
    const { number, by, records } = JSON.parse(line);
    if (by === '') survived += 1;
    const one = judged.find((mutant) => mutant.number === number);
    console.log(lineOf(one, by === '' ? 'SURVIVED ' : 'noticed  ', by || `${records} records come to it`));
  }
});
run.on('close', (status) => {
  rmSync(copy, { recursive: true, force: true });
  if (status === 0) console.log(`${judged.length} checks, ${survived} survived`);
  process.exit(status !== 0 ? 2 : survived === 0 ? 0 : 1);
});
