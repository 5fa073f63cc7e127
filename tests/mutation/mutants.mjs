/** The checks of an area, each with the code that stands without it. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { REDUNDANT } from './areas.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const LEFT_OUT = new Set(['node_modules', '.git', 'data', 'dist']);

/** The tree without its checks is another tree: nothing here is changed. */
export function copyOfTree() {
  const copy = mkdtempSync(join(tmpdir(), 'changpiao-mutation-'));
  cpSync(root, copy, { recursive: true, filter: (path) => !LEFT_OUT.has(basename(path)) });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

export const lineOf = (source, index) => source.slice(0, index).split('\n').length;

/** Where the call or object ends whose opening stands before `start`; texts in it are skipped. */
export function endOf(source, start) {
  let depth = 1;
  for (let at = start; at < source.length; at += 1) {
    const character = source[at];
    if (character === "'" || character === '`') at = source.indexOf(character, at + 1);
    else if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth -= 1;
    if (depth === 0) return at + 1;
  }
  throw new Error('a call without end');
}

export function sourcesOf(copy, { folders, only, except = [] }) {
  return folders
    .flatMap((folder) => readdirSync(join(copy, folder), { recursive: true }).map((name) => join(copy, folder, name)))
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !basename(path).startsWith('example-'))
    .filter((path) => only === undefined || only.includes(basename(path, '.ts')))
    .filter((path) => !except.includes(basename(path, '.ts')))
    .sort();
}

function withoutCheck(source, index, text, { without, whole, switched }) {
  const end = whole && without === undefined ? endOf(source, index + text.length) : index + text.length;
  return source.slice(0, index) + (without ?? switched('false', source.slice(index, end))) + source.slice(end);
}

const placesOf = (source, check) =>
  check.find?.(source) ?? [...source.matchAll(check.pattern)].map(({ index, 0: text }) => ({ index, text, check }));

/** A source in which each of its mutants stands behind a switch, one inside another where they are. */
export function switchedSource(source, mutants, put) {
  const ranges = mutants
    .map(({ index, text, check, ...mutant }) => ({
      ...mutant,
      ...{ index, check, end: check.whole ? endOf(source, index + text.length) : index + text.length },
    }))
    .sort((a, b) => a.index - b.index || b.end - a.end);
  const written = (from, to, own) => {
    let [out, at] = ['', from];
    for (let i = 0; i < own.length; i += 1) {
      const { index, end } = own[i];
      const inner = [];
      while (own[i + 1] !== undefined && own[i + 1].index < end) inner.push(own[++i]);
      if (inner.some((one) => one.end > end)) throw new Error(`one check across another: ${source.slice(index, end)}`);
      out += source.slice(at, index) + put(own[i - inner.length], written(index, end, inner));
      at = end;
    }
    return out + source.slice(at, to);
  };
  return written(0, source.length, ranges);
}

export function mutantsOf(copy, area) {
  /** Every place where a check of the area stands. */
  const found = sourcesOf(copy, area).flatMap((path) => {
    const source = readFileSync(path, 'utf8');
    return area.checks.flatMap((check) =>
      placesOf(source, check).map(({ index, text, check }) => ({
        path,
        source,
        index,
        text,
        check,
        mutated: withoutCheck(source, index, text, check),
        at: `${relative(copy, path)}:${lineOf(source, index)} ${check.name}`,
        line: source.slice(index, source.indexOf(';', index)).replace(/\s+/g, ' '),
        context: source.slice(Math.max(0, index - 160), source.indexOf(';', index)),
      })),
    );
  });
  /** What an area lists by hand must stand where it says, once, or the list is out of date. */
  const edited = (area.edits ?? []).map(({ file, stands, without, switched, found }) => {
    const path = join(copy, file);
    const source = readFileSync(path, 'utf8');
    const index = source.indexOf(stands);
    if (index === -1 || source.indexOf(stands, index + 1) !== -1) throw new Error(`${file}: not once ${stands}`);
    const mutated = source.slice(0, index) + without + source.slice(index + stands.length);
    const at = `${file}:${lineOf(source, index)} edit`;
    return {
      path,
      source,
      index,
      text: stands,
      check: { switched },
      mutated,
      at,
      line: stands,
      context: stands,
      found,
    };
  });
  // What is listed by hand stands for the expression around it.
  const isOpened = ({ path, index, text }) =>
    edited.some((edit) => edit.path === path && edit.index >= index && edit.index < index + text.length);
  return [...found.filter((mutant) => !isOpened(mutant)), ...edited];
}

export const redundant = (copy, { path, context, text }) =>
  REDUNDANT.find(
    ({ file, check, part }) =>
      relative(copy, path) === file && context.includes(check) && (part === undefined || part === text),
  );

/** Folders, and test files by their names. */
export const testsOf = (copy, area) => [
  ...new Set(
    [...area.folders, ...(area.database ? ['server'] : []), ...(area.heard ?? [])].flatMap((folder) =>
      folder.endsWith('.test.ts')
        ? [folder]
        : readdirSync(join(copy, folder), { recursive: true })
            .filter((name) => name.endsWith('.test.ts'))
            .map((name) => join(folder, name)),
    ),
  ),
];

/** The tests beside the file of a check, and those that import it: whatever the area names for the file first. */
export function nearestTests(copy, area, path, testsOfArea) {
  const [folder, name] = [relative(copy, dirname(path)), basename(path, '.ts')];
  const beside = testsOfArea.filter((test) => test === join(folder, `${name}.test.ts`));
  const importing = testsOfArea.filter((test) =>
    [...readFileSync(join(copy, test), 'utf8').matchAll(/from '(\.[^']+)'/g)].some(
      ([, from]) => join(copy, dirname(test), from) === path,
    ),
  );
  const others = importing.filter((test) => !beside.includes(test));
  return [area.near?.[name] ?? [], beside, others, area.heard ?? []].filter((tests) => tests.length > 0);
}
