/**
 * Every place where the code refuses stands in an area of mutation, so that taking it out is tried; or it is told here why not. What
 * counts as a refusal is how this code writes one.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

interface Mutant {
  readonly path: string;
  readonly index: number;
  readonly text: string;
  readonly check: { readonly name?: string; readonly whole?: boolean };
}
interface Area {
  readonly folders: readonly string[];
}
// The tools of this folder are plain scripts without types.
const { AREAS, REDUNDANT } = (await import(new URL('areas.mjs', import.meta.url).href)) as {
  AREAS: Readonly<Record<string, Area>>;
  REDUNDANT: readonly {
    readonly file: string;
    readonly check: string;
    readonly part?: string;
    readonly reason: string;
  }[];
};
const { endOf, mutantsOf, root } = (await import(new URL('mutants.mjs', import.meta.url).href)) as {
  endOf: (source: string, start: number) => number;
  mutantsOf: (copy: string, area: Area) => readonly Mutant[];
  root: string;
};

interface Report {
  readonly state: string;
  readonly errors: readonly string[];
}
const { heardFrom, heardFromAll } = (await import(new URL('hearing.mjs', import.meta.url).href)) as {
  heardFrom: (result: Report | undefined) => { readonly verdict: string; readonly message: string };
  heardFromAll: (results: readonly Report[]) => { readonly verdict: string; readonly message: string };
};

const FOLDERS = [
  ...['crypto', 'tally', 'printables', 'server/services', 'server/witness'],
  ...['server/archive', 'server/papers', 'server/http', 'server/routes'],
];
/** What decides on a device, in the pages; everything else there is shown, and decided elsewhere. */
const DECIDING = [
  'kiosk/session/voter-session.ts',
  'kiosk/session/voter-steps.ts',
  'kiosk/session/acceptances.ts',
  'kiosk/session/paired-meeting.ts',
  'kiosk/session/commitments.ts',
  'kiosk/session/sheet-symbols.ts',
  'kiosk/screens/township/examine.ts',
  'kiosk/screens/verifier/look-up.ts',
  'kiosk/screens/checking/checking.ts',
  'kiosk/screens/scrutineer/device.ts',
  'kiosk/screens/scrutineer/device-store.ts',
  'kiosk/screens/scrutineer/unlock.ts',
];
const REFUSALS = [
  /(?<!function )(?<![.\w])err\(/g,
  /throw new \w+\(/g,
  /(?<![.\w])(?:findings\.)?report\((?=\s*')/g,
  /\b(?:problems|findings|found|reasons|faults|errors|warnings)\.(?:push|unshift|add(?=\('))\(/g,
  /(?<=[[,]\s*)(?:problem|stop|warning|late|fault)\((?=\s*')/g,
  /\? 'matches'/g,
  /return refuse\(/g,
  /return false;/g,
];

/** `file`: a file, or a folder with its slash; `check`: a part of the line, or all of them where it is left out. */
const NO_REFUSAL: readonly { readonly file: string; readonly check?: string; readonly reason: string }[] = [
  {
    file: 'server/',
    check: 'throw new ',
    reason: 'a broken invariant of what the server stored itself: no request leads to it',
  },
  {
    file: 'printables/',
    check: 'throw new ',
    reason: 'a broken invariant of what the product draws itself: no file that is read leads to it',
  },
  {
    file: 'printables/signed/byte-range.ts',
    check: 'found.push(at)',
    reason: 'a place that was looked for and found',
  },
  { file: 'tally/simulation/', reason: 'makes records for tests and rehearsals; whatever it makes is verified' },
  {
    file: 'tally/record/reader.ts',
    check: 'const report =',
    reason: 'how the reader reports; its reports are tried one by one',
  },
  {
    file: 'tally/verify/ballot-batch.ts',
    check: 'throw new ',
    reason: 'a broken invariant between threads of one program',
  },
  {
    file: 'tally/verify/check-assembly.ts',
    check: 'throw new ',
    reason: 'a broken invariant: placing a motion found its round',
  },
  {
    file: 'server/services/next-step.ts',
    check: 'return false;',
    reason: 'proposes a page; every step is refused by itself',
  },
  {
    file: 'kiosk/screens/scrutineer/device.ts',
    check: 'return false;',
    reason: 'nothing has changed, so that no other turn follows',
  },
];

const sources = [
  ...FOLDERS.flatMap((folder) =>
    readdirSync(`${root}/${folder}`, { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  ),
  ...DECIDING,
].filter((file) => file.endsWith('.ts') && !/\.test\.ts$|\/(?:example|scratch|sample)-[a-z-]+\.ts$/.test(file));

/** Where a mutant takes something out: [from, to), with the refusal that its condition leads to. */
function rangeOf({ index, text, check }: Mutant, source: string): readonly [number, number] {
  const end = index + text.length;
  if (check.whole === true) return [index, endOf(source, end)];
  const isQuestion = check.name === undefined || ['refused', 'granted', 'guard'].includes(check.name);
  return [index, isQuestion ? source.indexOf(';', end) : end];
}

const covered = new Map<string, (readonly [number, number])[]>();
for (const area of Object.values(AREAS))
  for (const mutant of mutantsOf(root, area)) {
    const file = mutant.path.slice(root.length).replaceAll('\\', '/');
    const range = rangeOf(mutant, readFileSync(mutant.path, 'utf8'));
    covered.set(file, [...(covered.get(file) ?? []), range]);
  }

interface Refusal {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

const refusalsIn = (file: string): readonly (Refusal & { readonly isTried: boolean })[] => {
  const source = readFileSync(`${root}/${file}`, 'utf8');
  const commented = source.replaceAll(/^\s*(?:\/?\*|\/\/).*$/gm, (line) => ' '.repeat(line.length));
  return REFUSALS.flatMap((pattern) => [...commented.matchAll(pattern)]).map(({ index }) => {
    const line = source.slice(0, index).split('\n').length;
    const isTried = (covered.get(file) ?? []).some(([from, to]) => from <= index && index < to);
    return { file, line, text: source.split('\n')[line - 1]?.trim() ?? '', isTried };
  });
};
const refusals = sources.flatMap(refusalsIn);
const isExcused =
  ({ file, text }: Refusal) =>
  (one: (typeof NO_REFUSAL)[number]) =>
    (one.file.endsWith('/') ? file.startsWith(one.file) : file === one.file) && text.includes(one.check ?? '');

describe('areas of mutation', () => {
  test('every refusal of crypto, tally, printables, services, archive, papers, requests, routes, witness and the deciding parts of the pages is taken out in some area, or no refusal', () => {
    const untried = refusals.filter(({ isTried }) => !isTried);
    const open = untried.filter((refusal) => !NO_REFUSAL.some(isExcused(refusal)));
    expect(open.map(({ file, line, text }) => `${file}:${line} ${text}`)).toEqual([]);
    expect(refusals.filter(({ isTried }) => isTried).length).toBeGreaterThan(1000);
  });

  test('nothing is excused that is tried, and nothing that is not there', () => {
    const needless = NO_REFUSAL.filter(
      (one) => !refusals.some((refusal) => !refusal.isTried && isExcused(refusal)(one)),
    );
    expect(needless).toEqual([]);
  });

  test('what is called redundant is a check of some area', () => {
    const all = Object.values(AREAS).flatMap((area) => mutantsOf(root, area));
    const gone = REDUNDANT.filter(({ file, check, part }) =>
      all.every((mutant) => {
        const { path, index, text } = mutant;
        if (path !== fileURLToPath(new URL(file, `file://${root}`)) || (part ?? text) !== text) return true;
        const source = readFileSync(path, 'utf8');
        return !`${source.slice(Math.max(0, index - 160), source.indexOf(';', index))}${text}`.includes(check);
      }),
    );
    expect(gone).toEqual([]);
  });
});

describe('a hearing', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'changpiao-hearing-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** As vitest runs a file of these lines. */
  function hear(...lines: readonly string[]) {
    const report = join(folder, 'report.json');
    rmSync(report, { force: true });
    const imports =
      "import { beforeAll, describe, expect, test } from 'vitest';\nconst forever = () => new Promise(() => {});";
    writeFileSync(join(folder, 'a.test.ts'), [imports, ...lines].join('\n'));
    const config = join(folder, 'config.mjs');
    writeFileSync(config, `export default { test: { root: ${JSON.stringify(folder)} } };`);
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const reporter = fileURLToPath(new URL('hearing.mjs', import.meta.url));
    spawnSync(process.execPath, [vitest, 'run', '--config', config, `--reporter=${reporter}`], {
      cwd: root,
      env: { ...process.env, HEARING: report },
    });
    const [own] = JSON.parse(readFileSync(report, 'utf8')) as readonly Report[];
    return heardFrom(own);
  }
  const SLOW = "test('slow', forever, 20);";
  const SLOW_HOOK = "describe('after a hook', () => { beforeAll(forever, 20); test('x', () => {}); });";
  const FAILED = "test('wrong', () => expect(1).toBe(2));";
  const BROKEN_HOOK =
    "describe('after a hook', () => { beforeAll(() => { throw new Error('refused'); }); test('x', () => {}); });";
  // What the code under test says of its own time is no clock of the test.
  const OWN_WORDS = "test('own', () => { throw new Error('the answer timed out in 30ms.'); });";

  test('that runs out of time, or does not come to its end, decides nothing', () => {
    expect(hear(SLOW)).toMatchObject({ verdict: 'undecided', message: expect.stringContaining('timed out in 20ms') });
    expect(hear(SLOW_HOOK)).toMatchObject({ verdict: 'undecided', message: expect.stringContaining('Hook timed out') });
    expect(heardFrom(undefined).verdict).toBe('undecided');
    expect(heardFrom({ state: 'failed', errors: [] }).verdict).toBe('undecided');
  }, 120_000);

  test('of several files notices what one of them notices, and is undecided where one of the others is', () => {
    const [passed, slow] = [
      { state: 'passed', errors: [] },
      { state: 'failed', errors: ['Test timed out in 20ms.'] },
    ];
    const wrong = { state: 'failed', errors: ['expected 1 to be 2'] };
    expect(heardFromAll([passed, slow, wrong])).toEqual({ verdict: 'noticed', message: 'expected 1 to be 2' });
    expect(heardFromAll([passed, slow]).verdict).toBe('undecided');
    expect(heardFromAll([]).verdict).toBe('undecided');
  });

  test('notices what is not as it was expected, also where something else ran out of time', () => {
    for (const lines of [[FAILED], [SLOW, FAILED]])
      expect(hear(...lines)).toMatchObject({
        verdict: 'noticed',
        message: expect.stringContaining('expected 1 to be 2'),
      });
    expect(hear(SLOW, BROKEN_HOOK)).toEqual({ verdict: 'noticed', message: 'refused' });
    expect(hear(OWN_WORDS).verdict).toBe('noticed');
    expect(hear("test('right', () => expect(1).toBe(1));")).toEqual({ verdict: 'passed', message: '' });
  }, 120_000);
});
