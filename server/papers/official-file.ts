/** An official document of the superior as the file that is handed out. */
import type { OfficialDocument } from '../../printables/documents/document.ts';
import { officialDocx } from '../../printables/documents/document-docx.ts';
import { officialPdf } from '../../printables/documents/document-pdf.ts';
import { timeOf } from '../../printables/documents/facts.ts';
import { fonts } from '../services/fonts.ts';
import type { NamedBytes } from './meeting-papers.ts';

/** `days`: YYYY-MM-DD of what it reports; it is dated by the day it was posted, or else by the latest of them. */
export async function officialFile(
  document: OfficialDocument,
  format: 'pdf' | 'docx',
  {
    office,
    posted,
    days,
  }: { readonly office: string; readonly posted: string | undefined; readonly days: readonly string[] },
): Promise<NamedBytes> {
  const about = { author: office, date: timeOf(posted ?? days.toSorted().at(-1) ?? null), specimen: false };
  const bytes =
    format === 'docx' ? await officialDocx(document, about) : await officialPdf(document, { ...about, fonts: fonts() });
  return { bytes, fileName: `${document.name}.${format}` };
}
