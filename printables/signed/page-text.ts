/**
 * The text drawn on each page, in the order of drawing, as the fonts' ToUnicode tables give it: to name a difference between two
 * sheets in words ("第1页：应为 59，现为 95").
 */

import { latin1 } from './latin1.ts';
import { isDictionary, isReference, member, type PdfFile, type PdfValue } from './pdf-objects.ts';

const utf16 = (digits: string): string =>
  (digits.replace(/\s/g, '').match(/.{4}/g) ?? [])
    .map((unit) => String.fromCharCode(Number.parseInt(unit, 16)))
    .join('');

/** Glyph → text, from `<first> <last> [<text> …]` lines. */
function unicodeTable(cmap: string): ReadonlyMap<number, string> {
  const table = new Map<number, string>();
  for (const [, first = '', list = ''] of cmap.matchAll(/<([0-9a-f]{1,4})>\s*<[0-9a-f]{1,4}>\s*\[([^\]]*)\]/g))
    for (const [index, [, digits = '']] of [...list.matchAll(/<([0-9a-f ]*)>/g)].entries())
      table.set(Number.parseInt(first, 16) + index, utf16(digits));
  return table;
}

export function pagesOf(file: PdfFile): readonly PdfValue[] {
  const kids = member(file, file.root, 'Pages', 'Kids');
  return Array.isArray(kids) ? kids : [];
}

function streamOf(file: PdfFile, of: PdfValue | undefined): string {
  const stream = isReference(of) ? file.objects.get(of.id)?.stream : undefined;
  return stream === undefined || stream === null ? '' : latin1(stream);
}

/** Tables by the name under which the page's content calls the font. */
function fontsOf(file: PdfFile, page: PdfValue): ReadonlyMap<string, ReadonlyMap<number, string>> {
  const fonts = member(file, page, 'Resources', 'Font');
  const tables = new Map<string, ReadonlyMap<number, string>>();
  if (!isDictionary(fonts)) return tables;
  for (const [name, font] of fonts) {
    const dictionary = member(file, font);
    const cmap = isDictionary(dictionary) ? dictionary.get('ToUnicode') : undefined;
    tables.set(name, unicodeTable(streamOf(file, cmap)));
  }
  return tables;
}

/** One string for each piece of text that was drawn at once. */
export function pageTexts(file: PdfFile): readonly (readonly string[])[] {
  return pagesOf(file).map((page) => {
    const fonts = fontsOf(file, page);
    const dictionary = member(file, page);
    const content = streamOf(file, isDictionary(dictionary) ? dictionary.get('Contents') : undefined);
    const texts: string[] = [];
    let table: ReadonlyMap<number, string> = new Map();
    for (const [, name, array] of content.matchAll(/\/(\w+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (name !== undefined) table = fonts.get(name) ?? new Map();
      else {
        const glyphs = [...(array as string).matchAll(/<([0-9a-fA-F]*)>/g)].flatMap(
          ([, digits = '']) => digits.match(/.{4}/g) ?? [],
        );
        texts.push(glyphs.map((glyph) => table.get(Number.parseInt(glyph, 16)) ?? '\ufffd').join(''));
      }
    }
    return texts;
  });
}
