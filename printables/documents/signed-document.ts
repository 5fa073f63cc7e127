/**
 * An official paper as a signed file (请示, 批复): the pages that people read, the same content as data attached, and room for one
 * signature over both. The same input gives the same bytes, so that who receives it can draw it again and compare.
 */
import { equalBytes } from '../../crypto/encoding/bytes.ts';
import { canonicalBytes } from '../../crypto/encoding/canonical.ts';
import { A4, OFFICIAL_MARGINS } from '../layout/measures.ts';
import { officialPageNumbers } from '../layout/page-numbers.ts';
import { closePaper, openPaper, pageCount } from '../layout/paper.ts';
import type { FontFiles } from '../layout/typefaces.ts';
import { findSlot } from '../signed/byte-range.ts';
import { closeSlot } from '../signing/sign-pdf.ts';
import { reserveSignature } from '../signing/signature-slot.ts';
import type { OfficialDocument } from './document.ts';
import { drawOfficialDocument } from './document-pdf.ts';

export interface SignedPaper {
  readonly document: OfficialDocument;
  /** Who signs, as PDF readers show it. */
  readonly author: string;
  /** 请示, 批复. */
  readonly reason: string;
  readonly date: Date;
  /** Machine-readable, inside the signed file. */
  /** Of a test run. */
  readonly specimen: boolean;
  readonly attached: { readonly name: string; readonly data: unknown };
}

/** Unsigned, its slot closed. */
export async function drawSignedPaper(signed: SignedPaper, fonts: FontFiles): Promise<Uint8Array> {
  const { document, author, reason, date, attached } = signed;
  const paper = openPaper({
    title: document.title.join(''),
    author,
    subject: document.number,
    date,
    fonts,
    size: A4,
    archival: true,
    compressed: false,
    specimen: signed.specimen,
  });
  drawOfficialDocument(paper, document, () => reserveSignature(paper, { name: author, reason, location: '', date }));
  officialPageNumbers(paper, 0, pageCount(paper), OFFICIAL_MARGINS);
  const options = {
    name: attached.name,
    type: 'application/json',
    description: reason,
    relationship: 'Data',
    creationDate: date,
    modifiedDate: date,
  };
  paper.pdf.file(canonicalBytes(attached.data) as Buffer, options as PDFKit.Mixins.PDFAttachmentOptions);
  return closeSlot(await closePaper(paper));
}

/** Whether a file is what `drawn` is, apart from the signature itself. */
export function isDrawnAs(found: Uint8Array, drawn: Uint8Array): boolean {
  const slot = findSlot(drawn);
  if (!slot.ok) throw new Error(`signed paper: ${slot.error}`);
  const { contentsStart, contentsEnd } = slot.value;
  const blank = (bytes: Uint8Array): Uint8Array => bytes.slice().fill(0x30, contentsStart, contentsEnd);
  return equalBytes(blank(found), blank(drawn));
}
