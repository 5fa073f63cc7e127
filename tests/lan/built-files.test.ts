/** What is served and what serves it, read as text: no address of another host that anything could be fetched from. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { sourceFiles } from '../boundaries.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'kiosk', 'dist');

/** Names that only look like addresses: identifiers of vocabularies, and references in messages. None is ever asked for. */
const NAMES: readonly RegExp[] = [
  // Vocabularies of SVG, MathML, XML.
  /^http:\/\/www\.w3\.org\//,
  // JSON Schema, which zod writes into schemas.
  /^https?:\/\/json-schema\.org\/draft/,
  // Metadata of the PDFs that the card station makes.
  /^http:\/\/(ns\.adobe\.com|purl\.org|www\.aiim\.org)\//,
  // Comments of a PDF library on the standards it follows.
  /^https:\/\/tools\.ietf\.org\/html\/rfc\d+/,
];

const ADDRESS =
  /\b(?:https?|wss?|ftp):\/\/[^\s"'`<>()\\]+|(?<=["'`(=])\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}[/"'`)]/gi;

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((item) => item.isFile())
    .map((item) => join(item.parentPath, item.name));

export function foreignAddresses(text: string): readonly string[] {
  return (
    [...text.matchAll(ADDRESS)]
      .map(([address]) => address)
      .filter((address) => !NAMES.some((name) => name.test(address)))
      // Put together at run time from parts of our own: `https://${host}`.
      .filter((address) => !/^[a-z]+:\/\/\[?\$\{/.test(address))
  );
}

test('the built pages name no foreign address', () => {
  const files = filesBelow(dist).filter((path) => !/\.(woff2|ttf|icc|png|mp3|ogg|wav)$/.test(path));
  expect(files.length).toBeGreaterThan(50);
  const found = files.flatMap((path) =>
    foreignAddresses(readFileSync(path, 'latin1')).map((address) => `${relative(dist, path)}: ${address}`),
  );
  expect(found).toEqual([]);
});

test('the scan finds what it is for', () => {
  for (const planted of [
    'fetch("https://cdn.example/x.js")',
    'url(//fonts.example.com/a.woff2)',
    '<script src="//cdn.example.com/a.js">',
    'new WebSocket(`wss://live.example/socket`)',
    'https://fastly.jsdelivr.net/npm/zxing-wasm@3.1.4/dist/reader/zxing_reader.wasm',
  ])
    expect(foreignAddresses(planted), planted).toHaveLength(1);
  expect(foreignAddresses('"http://www.w3.org/2000/svg" // a comment')).toEqual([]);
});

test('pages load scripts and styles by paths of their own host only', () => {
  for (const path of filesBelow(dist).filter((name) => name.endsWith('.html')))
    for (const [, address] of readFileSync(path, 'utf8').matchAll(/\b(?:src|href)="([^"]+)"/g))
      expect(address, path).toMatch(/^\/(?!\/)/);
});

/**
 * The server answers; it asks nobody but the printers. Only the commands that a person starts against a server speak to one, with the contract's client,
 * which pages use too and which asks through what it is given.
 */
const ASKING: readonly string[] = [
  'server/contract/client.ts',
  'server/commands/',
  'server/rehearsal/',
  'server/witness/',
];

/** The print service: of this computer, or the one in the hall that CUPS_SERVER names. */
const PRINTING = 'server/printing/cups.ts';

test('the server asks nobody but its print service: no other client of any network protocol is in it', () => {
  const clients =
    /(?<![.\w]|async )fetch\(|\brequest\(['"]http|from 'node:(?:dns|dgram|https)|\b(?:http|https|http2|net|tls)\.(?:get|request|connect)\(|import \{[^}]*\b(?:get|request|connect|createConnection)\b[^}]*\} from 'node:(?:http|http2|https|net|tls)'/;
  const asking = sourceFiles(root)
    .map((path) => relative(root, path))
    .filter((path) => path.startsWith('server/') && !/\.test\.ts$|\/scratch-|forged-|lying-/.test(path))
    .filter((path) => clients.test(readFileSync(join(root, path), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')));
  expect(asking.filter((path) => !ASKING.some((folder) => path.startsWith(folder)))).toEqual([PRINTING]);
});
