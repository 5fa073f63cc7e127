/** Decoders of what is printed and signed: symbols and receipts as they are scanned, PDF files and the signature in them. */
import { expect } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { canonicalBytes } from '../../crypto/encoding/canonical.ts';
import { decodeBase45, encodeBase45 } from '../../printables/qr/base45.ts';
import { encodeOpening, parseOpening } from '../../printables/qr/opening.ts';
import { checkPaperNumbers } from '../../printables/qr/paper-printed-numbers.ts';
import { decodePaperSymbol, encodePaperSymbol, paperSymbolTexts } from '../../printables/qr/paper-symbol.ts';
import { verifyPaperSymbol } from '../../printables/qr/paper-symbol-entry.ts';
import { encodeReceipt, parseReceipt } from '../../printables/qr/receipt.ts';
import { readSheetSymbol } from '../../printables/qr/sheet-symbol.ts';
import { joinSymbols, parseSymbol, splitIntoSymbols } from '../../printables/qr/split.ts';
import {
  decodeSymbolA,
  encodeSymbolA,
  readSymbolATexts,
  symbolATexts,
  verifySymbolA,
} from '../../printables/qr/symbol-a.ts';
import {
  decodeSymbolB,
  encodeSymbolB,
  readSymbolBTexts,
  symbolBFaults,
  symbolBTexts,
} from '../../printables/qr/symbol-b.ts';
import { readCertificate } from '../../printables/signed/certificate.ts';
import { buildCms, readCms } from '../../printables/signed/cms.ts';
import { MalformedDer, readDer, TAG } from '../../printables/signed/der.ts';
import { openResultSheet, parseSheetSettings, sheetSettings } from '../../printables/signed/open-result-sheet.ts';
import { openSignedPaper } from '../../printables/signed/open-signed-paper.ts';
import { pageTexts } from '../../printables/signed/page-text.ts';
import { MalformedPdf, readPdf } from '../../printables/signed/pdf-objects.ts';
import { verifySignedPdf } from '../../printables/signed/verify-signed-pdf.ts';
import { signedPaperSymbol } from '../vectors/changpiao/paper-symbol.ts';
import { accepted, type DecoderUnderTest, READ, read, rewritten } from './decoder.ts';
import { archive, requestPaper, sheet, sheetData, sheetKey } from './real-inputs.ts';

const RECEIPT = {
  ...{ meetingId: 'qingxi2026', round: 1, T: new Uint8Array(32).fill(1), h: new Uint8Array(32).fill(2) },
  signature: new Uint8Array(64).fill(3),
} as const;

const symbolA = async () => (await sheetData()).symbol;
const symbolB = async () => {
  const { symbolB: found } = await sheetData();
  if (found === null) throw new Error('no symbol B');
  return found;
};

/** What a reader that refuses by one error of its own reads; any other error goes through. */
function readOr<T>(Malformed: new (message: string) => Error, decode: () => T): T | null {
  try {
    return decode();
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

export const PRINTED_DECODERS: readonly DecoderUnderTest[] = [
  {
    kind: 'text',
    ...{ name: 'base45', of: ['decodeBase45'] },
    samples: () => ['QED8WEX0'],
    again: (text) => rewritten(decodeBase45(text), encodeBase45),
  },
  {
    kind: 'bytes',
    ...{ name: 'Symbol A', of: ['decodeSymbolA'] },
    samples: async () => [encodeSymbolA(await symbolA())],
    again: (bytes) => {
      const symbol = accepted(decodeSymbolA(bytes));
      if (symbol === null) return null;
      // Whatever is read can be judged.
      verifySymbolA(symbol);
      return encodeSymbolA(symbol);
    },
  },
  {
    kind: 'bytes',
    ...{ name: 'Symbol A of a count on paper', of: ['decodePaperSymbol'] },
    samples: () => [encodePaperSymbol(signedPaperSymbol())],
    again: (bytes) => {
      const symbol = accepted(decodePaperSymbol(bytes));
      if (symbol === null) return null;
      verifyPaperSymbol(symbol);
      checkPaperNumbers(symbol);
      return encodePaperSymbol(symbol);
    },
  },
  {
    kind: 'bytes',
    ...{ name: 'Symbol B', of: ['decodeSymbolB'], runs: 200 },
    samples: async () => [encodeSymbolB(await symbolB())],
    again: async (bytes) => {
      const symbol = accepted(decodeSymbolB(bytes));
      if (symbol === null) return null;
      symbolBFaults(await symbolA(), symbol);
      return encodeSymbolB(symbol);
    },
  },
  {
    kind: 'text',
    ...{ name: 'one code of a symbol', of: ['parseSymbol'] },
    samples: async () => symbolATexts(await symbolA()),
    again: (text) =>
      rewritten(parseSymbol(text), ({ kind, part, parts, tag, data }) => {
        const [, head] = /^(.*):[^:]*:[^:]*:$/s.exec(splitIntoSymbols(kind, data)[0] ?? '') ?? [];
        expect(head).toBeDefined();
        return `${kind} ${part}/${parts}:${tag}:${encodeBase45(data)}:`;
      }),
  },
  {
    kind: 'texts',
    ...{ name: 'the codes of Symbol A', of: ['readSymbolATexts', 'joinSymbols'] },
    samples: async () => [symbolATexts(await symbolA())],
    again: (texts) => {
      joinSymbols('CPA1', texts);
      return rewritten(readSymbolATexts(texts), symbolATexts);
    },
  },
  {
    kind: 'texts',
    ...{ name: 'the codes of Symbol B', of: ['readSymbolBTexts'] },
    samples: async () => [symbolBTexts(await symbolB())],
    again: (texts) => rewritten(readSymbolBTexts(texts), symbolBTexts),
  },
  {
    kind: 'texts',
    ...{ name: 'the codes of any sheet', of: ['readSheetSymbol'] },
    samples: async () => [paperSymbolTexts(signedPaperSymbol()), symbolATexts(await symbolA())],
    again: (texts) =>
      rewritten(readSheetSymbol(texts), (found) =>
        found.medium === 'paper' ? paperSymbolTexts(found.symbol) : symbolATexts(found.symbol),
      ),
  },
  {
    kind: 'text',
    ...{ name: 'a receipt', of: ['parseReceipt'] },
    samples: () => (['accepted', 'pending'] as const).map((kind) => encodeReceipt({ kind, ...RECEIPT })),
    again: (text) => rewritten(parseReceipt(text), encodeReceipt),
  },
  {
    kind: 'text',
    ...{ name: 'an opening', of: ['parseOpening'] },
    samples: () => [encodeOpening({ ...RECEIPT, seed: new Uint8Array(32).fill(4), places: [[0, 3, 9], []] })],
    again: (text) => rewritten(parseOpening(text), encodeOpening),
  },
  {
    kind: 'bytes',
    ...{ name: 'DER', of: ['readDer'] },
    samples: async () => [(await archive()).cms],
    again: (bytes) =>
      readOr(MalformedDer, () => {
        const reader = readDer(bytes);
        const { whole } = reader.take(TAG.sequence);
        reader.end();
        return whole.slice();
      }),
  },
  {
    kind: 'bytes',
    ...{ name: 'a signature as CMS', of: ['readCms'] },
    samples: async () => [(await archive()).cms],
    again: (bytes) =>
      readOr(MalformedDer, () => {
        const { certificate, attributes, signature } = readCms(bytes);
        return buildCms(certificate, attributes, signature);
      }),
  },
  {
    kind: 'bytes',
    ...{ name: 'a certificate', of: ['printables/signed/certificate.ts readCertificate'] },
    samples: async () => [(await sheetKey()).certificate],
    again: (bytes) => (readOr(MalformedDer, () => readCertificate(bytes)) === null ? null : READ),
  },
  {
    kind: 'bytes',
    ...{ name: 'a PDF, and the texts of its pages', of: ['readPdf'], runs: 60 },
    samples: async () => [await sheet()],
    again: (bytes) =>
      readOr(MalformedPdf, () => {
        pageTexts(readPdf(bytes));
        return READ;
      }),
  },
  {
    kind: 'bytes',
    ...{ name: 'what a result sheet is drawn by', of: ['parseSheetSettings'] },
    samples: async () => [canonicalBytes(sheetSettings(1, 'https://changpiao.example/查验'))],
    again: (bytes) => {
      const found = parseSheetSettings(bytes);
      return found === null ? null : canonicalBytes(found);
    },
  },
  {
    kind: 'bytes',
    ...{ name: 'a result sheet', of: ['openResultSheet'], runs: 60 },
    samples: async () => [await sheet()],
    again: (bytes) => read(openResultSheet(bytes)),
  },
  {
    kind: 'bytes',
    ...{ name: 'a signed official paper', of: ['openSignedPaper'], runs: 100 },
    samples: async () => [(await requestPaper()).request],
    again: (bytes) => read(openSignedPaper(bytes, 'request.json')),
  },
  {
    kind: 'bytes',
    ...{ name: 'the signature of a PDF, which no change survives', of: ['verifySignedPdf'], runs: 60 },
    samples: async () => [await sheet()],
    again: async (bytes) => {
      const { faults, signer } = verifySignedPdf(bytes, null);
      if (faults.length > 0) return null;
      expect(encodeBase64url(signer ?? new Uint8Array())).not.toBe('');
      return sheet();
    },
  },
];
