import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { attachment } from './attachments.ts';
import { MalformedPdf, member, readPdf } from './pdf-objects.ts';

/** A file of these objects, numbered from 1, the first of them the root. */
function pdfOf(...objects: readonly string[]): Uint8Array {
  let text = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = text.length;
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<<\n/Size ${objects.length + 1}\n/Root 1 0 R\n>>\nstartxref\n${start}\n%%EOF\n`;
  return encodeUtf8(text);
}

const stream = (content: string, dictionary = `/Length ${content.length}`): string =>
  `<<\n${dictionary}\n>>\nstream\n${content}\nendstream`;
const withFile = (embedded: string): Uint8Array =>
  pdfOf(
    '<< /Names 2 0 R >>',
    '<< /EmbeddedFiles << /Names [(a.txt) 3 0 R] >> >>',
    '<< /EF << /F 4 0 R >> >>',
    embedded,
  );

describe('reading a PDF of this project', () => {
  test('values of every kind are read', () => {
    const file = readPdf(pdfOf('<< /A [1 -2.5 true null /Name] /B (a\\(b\\)c) /C <00ff> /D 2 0 R >>', '<< /E 7 >>'));
    expect(member(file, file.root, 'A')).toEqual([1, -2.5, true, null, { name: 'Name' }]);
    expect(member(file, file.root, 'B')).toEqual(encodeUtf8('a(b)c'));
    expect(member(file, file.root, 'C')).toEqual(Uint8Array.of(0, 255));
    expect(member(file, file.root, 'D', 'E')).toBe(7);
  });

  test('an attached file comes out byte for byte, even where it holds the words of a PDF', () => {
    const content = 'x\nendstream\nendobj\n1 0 obj\n<< /Length 9 >>\nstream\n';
    expect(attachment(readPdf(withFile(stream(content))), 'a.txt')).toEqual(encodeUtf8(content));
    expect(attachment(readPdf(withFile(stream(content))), 'b.txt')).toBeNull();
  });

  test('a name of any length is compared, none ends the program', () => {
    const name = 'a'.repeat(300_000);
    const file = readPdf(
      pdfOf(
        '<< /Names 2 0 R >>',
        `<< /EmbeddedFiles << /Names [(${name}) 3 0 R] >> >>`,
        '<< /EF << /F 4 0 R >> >>',
        stream('abc'),
      ),
    );
    expect(attachment(file, 'a.txt')).toBeNull();
    expect(attachment(file, name)).toEqual(encodeUtf8('abc'));
  });

  test('a length that stands in another object is followed', () => {
    const file = pdfOf(
      '<< /Names 2 0 R >>',
      '<< /EmbeddedFiles << /Names [(a.txt) 3 0 R] >> >>',
      '<< /EF << /F 4 0 R >> >>',
      stream('abc', '/Length 5 0 R'),
      '3',
    );
    expect(attachment(readPdf(file), 'a.txt')).toEqual(encodeUtf8('abc'));
  });

  test.each([
    ['a wrong length', withFile(stream('abc', '/Length 2'))],
    ['a length that is the stream itself', withFile(stream('abc', '/Length 4 0 R'))],
    ['no length', withFile(stream('abc', '/X 1'))],
    ['a filter without the means to undo it', withFile(stream('abc', '/Length 3\n/Filter /FlateDecode'))],
    ['a name twice in a dictionary', pdfOf('<< /A 1 /A 2 >>')],
    ['a string without end', pdfOf('<< /A (abc >>')],
    ['nesting without end', pdfOf(`<< /A ${'['.repeat(100)} >>`)],
    ['a second cross-reference', encodeUtf8(`${new TextDecoder().decode(pdfOf('<< >>'))}startxref\n9\n%%EOF\n`)],
    ['no file at all', new Uint8Array(0)],
  ])('%s is refused', (_, file) => {
    expect(() => readPdf(file)).toThrow(MalformedPdf);
  });

  test('damaged files are refused or read, and never end the program otherwise', () => {
    const sound = withFile(stream('abc'));
    fc.assert(
      fc.property(fc.nat(sound.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        try {
          attachment(readPdf(Uint8Array.from(sound, (own, i) => (i === at ? byte : own))), 'a.txt');
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedPdf);
        }
      }),
      { numRuns: 400 },
    );
  });
});
