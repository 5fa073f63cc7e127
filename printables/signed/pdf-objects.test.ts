import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { attachment } from './attachments.ts';
import { pdfOf, stream } from './example-pdf.ts';
import { MalformedPdf, member, readPdf } from './pdf-objects.ts';

const withFile = (embedded: string): Uint8Array =>
  pdfOf(
    '<< /Names 2 0 R >>',
    '<< /EmbeddedFiles << /Names [(a.txt) 3 0 R] >> >>',
    '<< /EF << /F 4 0 R >> >>',
    embedded,
  );

/** A sound file with one of its words replaced by another of its length. */
const changed = (word: string, other: string): Uint8Array =>
  encodeUtf8(new TextDecoder().decode(pdfOf('<< /A 1 >>')).replace(word, other));

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
    ['no length of an empty stream', withFile(stream('', '/Length null'))],
    ['an escape that is not written here', pdfOf('<< /A (a\\z) >>')],
    ['half a hexadecimal digit', pdfOf('<< /A <0g> >>')],
    ['hexadecimal without end', pdfOf('<< /A <00 /B 1')],
    ['a dictionary member without name', pdfOf('<< 1 2 >>')],
    ['a word that is no value', pdfOf('<< /A foo >>')],
    ['deeper nesting than a page needs', pdfOf(`<< /A ${'['.repeat(50)}${']'.repeat(50)} >>`)],
    ['a table that points to another object', changed('1 0 obj', '2 0 obj')],
    ['a table that points to no object', changed('1 0 obj', '1 0 xbj')],
    ['an object that does not end', changed('endobj', 'endxbj')],
    ['no cross-reference table', changed('xref\n0', 'xreg\n0')],
    ['a malformed row in the table', changed('00000 n', '00000 m')],
    ['no trailer', changed('trailer', 'trailor')],
    ['no root', changed('/Root', '/Rout')],
    ['another format', changed('%PDF-1.', '%PDF-2.')],
    ['a name twice in a dictionary', pdfOf('<< /A 1 /A 2 >>')],
    ['a string without end', pdfOf('<< /A (abc >>')],
    ['nesting without end', pdfOf(`<< /A ${'['.repeat(100)} >>`)],
    ['a second cross-reference', encodeUtf8(`${new TextDecoder().decode(pdfOf('<< >>'))}startxref\n9\n%%EOF\n`)],
    ['no file at all', new Uint8Array(0)],
  ])('%s is refused', (_, file) => {
    expect(() => readPdf(file)).toThrow(MalformedPdf);
  });

  test('a compressed stream is read where the caller can undo it; another filter and damaged data are refused', () => {
    const flate = withFile(stream('abc', '/Length 3\n/Filter /FlateDecode'));
    const doubled = (bytes: Uint8Array) => Uint8Array.of(...bytes, ...bytes);
    expect(attachment(readPdf(flate, doubled), 'a.txt')).toEqual(encodeUtf8('abcabc'));
    const other = withFile(stream('abc', '/Length 3\n/Filter /LZWDecode'));
    expect(() => readPdf(other, doubled)).toThrow(MalformedPdf);
    const failing = () => {
      throw new Error('damaged');
    };
    expect(() => readPdf(flate, failing)).toThrow(MalformedPdf);
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
