/**
 * Takes the data out of a signed official paper (请示, 批复): one canonical object, attached by name. What comes out is as trustworthy
 * as the signature of the file (verify-signed-pdf.ts) makes it.
 */
import { decodeCanonical } from '../../crypto/encoding/canonical.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { attachment } from './attachments.ts';
import { MalformedPdf, type PdfFile, readPdf } from './pdf-objects.ts';

export interface OpenedPaper {
  readonly file: PdfFile;
  /** Decoded, its shape not yet checked. */
  readonly data: unknown;
}

export function openSignedPaper(pdf: Uint8Array, name: string): Result<OpenedPaper, 'not-a-pdf' | 'not-attached'> {
  let file: PdfFile;
  try {
    file = readPdf(pdf);
  } catch (error) {
    if (error instanceof MalformedPdf) return err('not-a-pdf');
    throw error;
  }
  const bytes = attachment(file, name);
  try {
    if (bytes !== null) return ok({ file, data: decodeCanonical(bytes) });
  } catch {
    // Bytes that are no canonical object are no attachment of ours.
  }
  return err('not-attached');
}
