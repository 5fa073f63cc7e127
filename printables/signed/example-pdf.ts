/** Tests only: small files of the shape this project writes. */
import { encodeUtf8 } from '../../crypto/encoding/bytes.ts';

/** A file of these objects, numbered from 1, the first of them the root. */
export function pdfOf(...objects: readonly string[]): Uint8Array {
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

export const stream = (content: string, dictionary = `/Length ${content.length}`): string =>
  `<<\n${dictionary}\n>>\nstream\n${content}\nendstream`;

/** With these files attached. */
export function withFiles(files: Readonly<Record<string, string>>): Uint8Array {
  const names = Object.keys(files);
  return pdfOf(
    '<< /Names 2 0 R >>',
    `<< /EmbeddedFiles << /Names [${names.map((name, at) => `(${name}) ${3 + 2 * at} 0 R`).join(' ')}] >> >>`,
    ...names.flatMap((name, at) => [`<< /EF << /F ${4 + 2 * at} 0 R >> >>`, stream(files[name] ?? '')]),
  );
}
