/** Leaves room for a digital signature in a paper that is being drawn; the signature itself comes when the file is complete. */
import type { Paper } from '../layout/paper.ts';
import { BYTE_RANGE_PLACEHOLDER, CONTENTS_DIGITS } from '../signed/byte-range.ts';

export interface SlotOptions {
  readonly name: string;
  readonly reason: string;
  readonly location: string;
  /** The claimed time of signing. */
  readonly date: Date;
}

interface PdfInternals {
  _root: { data: Record<string, unknown> };
  endAcroForm(): unknown;
}

/** On the current page, which must be the first, and without appearance: the lines for the pen are what is seen. */
export function reserveSignature(paper: Paper, { name, reason, location, date }: SlotOptions): void {
  const { pdf } = paper;
  const text = (value: string) => new String(value);
  const signature = pdf.ref({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    ByteRange: [0, BYTE_RANGE_PLACEHOLDER, BYTE_RANGE_PLACEHOLDER, BYTE_RANGE_PLACEHOLDER],
    Contents: new Uint8Array(CONTENTS_DIGITS / 2),
    M: date,
    Name: text(name),
    Reason: text(reason),
    Location: text(location),
  });
  const widget = pdf.ref({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    Rect: [0, 0, 0, 0],
    // Printed and locked.
    F: 132,
    T: text('signature'),
    V: signature,
    P: pdf.page.dictionary,
  });
  pdf.page.annotations.push(widget);
  const form = pdf.ref({ Fields: [widget], SigFlags: 3 });
  for (const reference of [signature, widget, form]) (reference as unknown as { end(): void }).end();
  const internals = pdf as unknown as PdfInternals;
  internals._root.data.AcroForm = form;
  // pdfkit would end the form again and asks for a font, which a form without text fields has no use for.
  internals.endAcroForm = () => pdf;
}
