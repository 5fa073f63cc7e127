import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** The import table of the README: which folder may import which, and which packages belong to one folder alone. */

/** Longest prefix wins, so `server/contract` is not `server`. */
const AREAS = [
  'crypto',
  'tally',
  'printables/qr',
  'printables/layout',
  'printables/cards',
  'printables/signed',
  'printables',
  'server/contract',
  'server',
  'kiosk',
  'tests',
] as const;
export type Area = (typeof AREAS)[number];

export const MAY_IMPORT: Readonly<Record<Area, readonly Area[]>> = {
  crypto: [],
  tally: ['crypto'],
  'printables/qr': ['crypto', 'tally'],
  'printables/layout': ['printables/qr'],
  'printables/cards': ['crypto', 'tally', 'printables/qr', 'printables/layout'],
  'printables/signed': ['crypto', 'tally'],
  printables: ['crypto', 'tally', 'printables/qr', 'printables/layout', 'printables/cards', 'printables/signed'],
  'server/contract': ['crypto', 'tally'],
  server: [
    'crypto',
    'tally',
    'printables',
    'printables/qr',
    'printables/layout',
    'printables/cards',
    'printables/signed',
    'server/contract',
  ],
  kiosk: ['crypto', 'tally', 'printables/qr', 'printables/cards', 'printables/signed', 'server/contract'],
  tests: AREAS,
};

/** A package that only these places may import. `tests` may import everything. */
export const PACKAGE_HOMES: readonly {
  readonly pattern: RegExp;
  readonly homes: readonly string[];
  /** Places inside a home that stay outside all the same. */
  readonly except?: readonly string[];
}[] = [
  { pattern: /^@noble\//, homes: ['crypto/'] },
  { pattern: /^age-encryption/, homes: ['crypto/'] },
  { pattern: /^drizzle-orm/, homes: ['server/store/'] },
  { pattern: /^postgres$/, homes: ['server/store/'] },
  { pattern: /^(pdfkit|qrcode)/, homes: ['printables/'] },
  { pattern: /^docx$/, homes: ['printables/'] },
  { pattern: /^write-excel-file/, homes: ['server/'] },
  { pattern: /^fflate$/, homes: ['server/', 'printables/'] },
  { pattern: /^solid-js/, homes: ['kiosk/'] },
  // The contract is read by every page, so it may not drag the server's framework along.
  { pattern: /^(hono|@hono\/|hono-rate-limiter)/, homes: ['server/'], except: ['server/contract/'] },
  { pattern: /^node:/, homes: ['server/', 'printables/', 'kiosk/vite.config.ts', 'kiosk/build/'] },
];

/** Pure places: no clock, no input or output, no randomness of their own. */
const PURE: readonly Area[] = ['crypto', 'tally'];
const IMPURE =
  /\b(Date\.now|new Date\(\)|Math\.random|performance\.now|crypto\.getRandomValues|setTimeout|setInterval|fetch\(|process\.|document\.|window\.)/;

export interface Violation {
  readonly file: string;
  readonly imports: string;
}

export function sourceFiles(root: string): readonly string[] {
  const files: string[] = [];
  const walk = (folder: string) => {
    for (const item of readdirSync(folder, { withFileTypes: true })) {
      if (item.name === 'node_modules' || item.name === 'dist' || item.name === 'data' || item.name.startsWith('.'))
        continue;
      const path = join(folder, item.name);
      if (item.isDirectory()) walk(path);
      else if (/\.(ts|tsx|mjs)$/.test(item.name)) files.push(path);
    }
  };
  for (const folder of ['crypto', 'tally', 'printables', 'server', 'kiosk', 'tests']) walk(join(root, folder));
  return files;
}

export function areaOf(root: string, path: string): Area | undefined {
  const inside = relative(root, path).split(sep).join('/');
  return [...AREAS]
    .sort((a, b) => b.length - a.length)
    .find((area) => inside === area || inside.startsWith(`${area}/`));
}

/** Every import, export-from and dynamic import with a literal target; type-only ones count too. */
export function importsOf(source: string): readonly string[] {
  const found: string[] = [];
  for (const match of source.matchAll(
    /(?:^|[\s;}])(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|[\s;}])import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g,
  ))
    found.push((match[1] ?? match[2] ?? match[3]) as string);
  return found;
}

export function violations(root: string): readonly Violation[] {
  const found: Violation[] = [];
  for (const path of sourceFiles(root)) {
    const area = areaOf(root, path);
    if (area === undefined || area === 'tests') continue;
    const file = relative(root, path).split(sep).join('/');
    const isTest = /\.test\.tsx?$/.test(file);
    const source = readFileSync(path, 'utf8');
    for (const target of importsOf(source)) {
      if (target.startsWith('.')) {
        const other = areaOf(root, resolve(dirname(path), target));
        if (other !== undefined && other !== area && !MAY_IMPORT[area].includes(other))
          found.push({ file, imports: target });
        // The verifier reads; only an opened challenge is rebuilt, which needs the encryption (specification §7.5, §10).
        const verifier = file.startsWith('tally/verify/') && !isTest && file !== 'tally/verify/check-casts.ts';
        if (verifier && /\b(encryptBallot|signToken)\b/.test(source)) found.push({ file, imports: target });
      } else if (!isTest) {
        const isUnder = (place: string) => file.startsWith(place);
        for (const { pattern, homes, except = [] } of PACKAGE_HOMES)
          if (pattern.test(target) && (!homes.some(isUnder) || except.some(isUnder)))
            found.push({ file, imports: target });
      }
    }
    if (PURE.includes(area) && !isTest) {
      const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
      const impure = IMPURE.exec(code);
      if (impure !== null) found.push({ file, imports: impure[0] });
    }
  }
  return found;
}
