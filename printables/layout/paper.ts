/**
 * A PDF being drawn: pdfkit behind millimetres, open typefaces and a tagged structure.
 *
 * The same input gives the same bytes on every machine: the only date is the one passed in, and `compressed: false` leaves the
 * streams plain, since compressors of different versions disagree.
 */
import PDFDocument from 'pdfkit';
import { SPECIMEN } from '../qr/slip-words.ts';
import { mm, type PageSize } from './measures.ts';
import { markSpecimen } from './specimen.ts';
import { FACES, type Face, type FontFiles, type OpenFaces, type OpenFont } from './typefaces.ts';

export interface PaperOptions {
  readonly title: string;
  readonly author: string;
  readonly subject?: string;
  readonly date: Date;
  readonly fonts: FontFiles;
  readonly size: PageSize;
  /** PDF/A-3a, for papers that are kept. */
  readonly archival?: boolean;
  readonly compressed?: boolean;
  /** Of a test run: 样票 stands across every page; or these words do. */
  readonly specimen: boolean | string;
}

export interface Paper {
  readonly pdf: PDFKit.PDFDocument;
  readonly faces: OpenFaces;
  readonly size: PageSize;
  readonly specimen: boolean | string;
  /** The root of the structure tree; every block hangs below it. */
  readonly root: PDFKit.PDFStructureElement;
}

export function openPaper(options: PaperOptions): Paper {
  const { title, author, subject = '', date, fonts, size, specimen } = options;
  const settings = {
    autoFirstPage: false,
    bufferPages: true,
    // Without this pdfkit refers to Helvetica, which is not embedded.
    font: null,
    compress: options.compressed ?? true,
    pdfVersion: '1.7',
    lang: 'zh-CN',
    tagged: true,
    displayTitle: true,
    ...(options.archival === true ? { subset: 'PDF/A-3a' } : {}),
    info: {
      Title: title,
      Author: author,
      Subject: subject,
      Creator: '唱票 Changpiao',
      Producer: 'PDFKit',
      CreationDate: date,
      ModDate: date,
    },
  };
  const pdf = new PDFDocument(settings as unknown as PDFKit.PDFDocumentOptions);
  const faces = new Map<Face, OpenFont>();
  for (const face of FACES) {
    const file = fonts[face];
    if (file === undefined) continue;
    pdf.registerFont(face, file as Buffer);
    pdf.font(face);
    faces.set(face, (pdf as unknown as { _font: { font: OpenFont } })._font.font);
  }
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  return { pdf, faces, size, specimen, root };
}

export function addPage(paper: Paper): void {
  paper.pdf.addPage({ size: [mm(paper.size.width), mm(paper.size.height)], margin: 0 });
  if (paper.specimen !== false) markSpecimen(paper, paper.specimen === true ? SPECIMEN : paper.specimen);
}

export function pageCount(paper: Paper): number {
  return paper.pdf.bufferedPageRange().count;
}

/** Ends the drawing and returns the file. */
export function closePaper(paper: Paper): Promise<Uint8Array> {
  const { pdf, root } = paper;
  root.end();
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    pdf.on('error', reject);
    pdf.on('end', () => {
      const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
      let offset = 0;
      for (const chunk of chunks) {
        bytes.set(chunk, offset);
        offset += chunk.length;
      }
      resolve(bytes);
    });
    pdf.end();
  });
}
