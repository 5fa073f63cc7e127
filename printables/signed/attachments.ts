/** Files embedded in a PDF, by name. */
import { latin1 } from './latin1.ts';
import { isDictionary, isReference, member, type PdfFile } from './pdf-objects.ts';

/** The bytes of an attached file; null when there is none of this name. */
export function attachment(file: PdfFile, name: string): Uint8Array | null {
  const names = member(file, file.root, 'Names', 'EmbeddedFiles', 'Names');
  if (!Array.isArray(names)) return null;
  for (let i = 0; i + 1 < names.length; i += 2) {
    const key = names[i];
    if (!(key instanceof Uint8Array) || latin1(key) !== name) continue;
    const embedded = member(file, names[i + 1], 'EF');
    const reference = isDictionary(embedded) ? embedded.get('F') : undefined;
    if (isReference(reference)) return file.objects.get(reference.id)?.stream?.slice() ?? null;
  }
  return null;
}
