/** Independent readers of what is printed: poppler, qpdf, zbar and zxing. A missing tool is an error that names the remedy. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const PACKAGES = {
  pdftotext: 'poppler-utils',
  pdftoppm: 'poppler-utils',
  pdfsig: 'poppler-utils',
  pdfinfo: 'poppler-utils',
  pdffonts: 'poppler-utils',
  pdfdetach: 'poppler-utils',
  qpdf: 'qpdf',
  zbarimg: 'zbar-tools',
} as const;
type Tool = keyof typeof PACKAGES;

interface Ran {
  readonly status: number;
  readonly output: string;
}

function run(tool: Tool, args: readonly string[]): Ran {
  try {
    const output = execFileSync(tool, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 64 * 1024 * 1024,
    });
    return { status: 0, output };
  } catch (error) {
    const failed = error as NodeJS.ErrnoException & {
      readonly status?: number;
      readonly stdout?: string;
      readonly stderr?: string;
    };
    if (failed.code === 'ENOENT') throw new Error(`${tool} is missing: apt-get install -y ${PACKAGES[tool]}`);
    return { status: failed.status ?? 1, output: `${failed.stdout ?? ''}${failed.stderr ?? ''}` };
  }
}

function withFile<T>(pdf: Uint8Array, use: (file: string, folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'changpiao-print-'));
  try {
    const file = join(folder, 'a.pdf');
    writeFileSync(file, pdf);
    return use(file, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The text of a page as poppler reads it, without white space: what stands there, wherever lines break. */
export const pageText = (pdf: Uint8Array, page: number): string =>
  withFile(pdf, (file) =>
    run('pdftotext', ['-f', `${page}`, '-l', `${page}`, '-raw', file, '-']).output.replace(/\s/g, ''),
  );

export const wholeText = (pdf: Uint8Array): string =>
  withFile(pdf, (file) => run('pdftotext', ['-raw', file, '-']).output.replace(/\s/g, ''));

/** The lines of a page from its top, each without white space. */
export const textLines = (pdf: Uint8Array, page: number): readonly string[] =>
  withFile(pdf, (file) =>
    run('pdftotext', ['-f', `${page}`, '-l', `${page}`, '-raw', file, '-'])
      .output.split('\n')
      .map((line) => line.replace(/\s/g, '')),
  );

/** The text of a page as it is laid out, line by line. */
export const laidOutText = (pdf: Uint8Array, page: number): string =>
  withFile(pdf, (file) => run('pdftotext', ['-f', `${page}`, '-l', `${page}`, '-layout', file, '-']).output);

/** Every word of a page with its height in points. */
export const wordHeights = (pdf: Uint8Array, page: number): ReadonlyMap<string, number> =>
  withFile(pdf, (file) => {
    const { output } = run('pdftotext', ['-f', `${page}`, '-l', `${page}`, '-bbox', file, '-']);
    const words = output.matchAll(/yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)</gu);
    return new Map([...words].map(([, top, bottom, word]) => [word as string, Number(bottom) - Number(top)]));
  });

export const information = (pdf: Uint8Array): string => withFile(pdf, (file) => run('pdfinfo', [file]).output);

export const pageCount = (pdf: Uint8Array): number => Number(/^Pages:\s+(\d+)$/m.exec(information(pdf))?.[1]);

/** Rows of pdffonts: name, type, encoding, emb, sub, uni. */
export const fonts = (pdf: Uint8Array): readonly string[] =>
  withFile(pdf, (file) => run('pdffonts', [file]).output.trim().split('\n').slice(2));

export const signature = (pdf: Uint8Array): string => withFile(pdf, (file) => run('pdfsig', [file]).output);

export const syntax = (pdf: Uint8Array): Ran => withFile(pdf, (file) => run('qpdf', ['--check', file]));

export function detached(pdf: Uint8Array, name: string): string {
  return withFile(pdf, (file, folder) => {
    run('pdfdetach', ['-saveall', '-o', folder, file]);
    return readFileSync(join(folder, name), 'utf8');
  });
}

export const rewritten = (pdf: Uint8Array, pages: string): Uint8Array =>
  withFile(pdf, (file, folder) => {
    const target = join(folder, 'b.pdf');
    run('qpdf', [file, '--pages', '.', pages, '--', target]);
    return new Uint8Array(readFileSync(target));
  });

export function pageImage(pdf: Uint8Array, page: number, dpi: number): Uint8Array {
  return withFile(pdf, (file, folder) => {
    run('pdftoppm', ['-f', `${page}`, '-l', `${page}`, '-r', `${dpi}`, '-png', '-gray', file, join(folder, 'p')]);
    const name = readdirSync(folder).find((entry) => entry.endsWith('.png'));
    if (name === undefined) throw new Error('no page was drawn');
    return new Uint8Array(readFileSync(join(folder, name)));
  });
}

export interface GreyPage {
  readonly width: number;
  readonly height: number;
  isDark(x: number, y: number): boolean;
}

/** The page as a portable grey map, to look at single points. */
export function greyPage(pdf: Uint8Array, page: number, dpi: number): GreyPage {
  return withFile(pdf, (file, folder) => {
    run('pdftoppm', ['-f', `${page}`, '-l', `${page}`, '-r', `${dpi}`, '-gray', file, join(folder, 'p')]);
    const name = readdirSync(folder).find((entry) => entry.endsWith('.pgm'));
    if (name === undefined) throw new Error('no page was drawn');
    const bytes = readFileSync(join(folder, name));
    const head = /^P5\s(\d+)\s(\d+)\s255\s/.exec(bytes.subarray(0, 40).toString('latin1'));
    if (head === null) throw new Error('not a grey map');
    const [width, height, start] = [Number(head[1]), Number(head[2]), head[0].length];
    return { width, height, isDark: (x, y) => (bytes[start + y * width + x] as number) < 160 };
  });
}

/** Red, green and blue of the page so many millimetres from its left and its top. */
export function colourAt(pdf: Uint8Array, page: number, x: number, y: number): readonly number[] {
  return withFile(pdf, (file, folder) => {
    // A point to a millimetre.
    run('pdftoppm', ['-f', `${page}`, '-l', `${page}`, '-r', '25.4', file, join(folder, 'p')]);
    const name = readdirSync(folder).find((entry) => entry.endsWith('.ppm'));
    if (name === undefined) throw new Error('no page was drawn');
    const bytes = readFileSync(join(folder, name));
    const head = /^P6\s(\d+)\s(\d+)\s255\s/.exec(bytes.subarray(0, 40).toString('latin1'));
    if (head === null) throw new Error('not a colour map');
    const at = head[0].length + 3 * (y * Number(head[1]) + x);
    return [...bytes.subarray(at, at + 3)];
  });
}

/** Every QR code that zbar finds on a page. */
export function codesByZbar(image: Uint8Array): readonly string[] {
  return withFile(image, (file) => {
    const { output } = run('zbarimg', ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', file]);
    return output.split('\n').filter((line) => line !== '');
  });
}

const require = createRequire(import.meta.url);
const wasm = readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm'));
prepareZXingModule({
  overrides: { wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer },
});

export interface Code {
  readonly text: string;
  /** Corners in pixels. */
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Every QR code that zxing finds, with its place. */
export async function codesByZxing(image: Uint8Array): Promise<readonly Code[]> {
  const found = await readBarcodes(image, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 0xff });
  return found.map(({ text, position }) => ({
    text,
    left: Math.min(position.topLeft.x, position.bottomLeft.x),
    top: Math.min(position.topLeft.y, position.topRight.y),
    right: Math.max(position.topRight.x, position.bottomRight.x),
    bottom: Math.max(position.bottomLeft.y, position.bottomRight.y),
  }));
}
