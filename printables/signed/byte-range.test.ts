import { describe, expect, test } from 'vitest';
import { encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { CONTENTS_DIGITS, findSignedSlot, findSlot, wholeRange } from './byte-range.ts';
import { verifySignedPdf } from './verify-signed-pdf.ts';

const TAIL = '\nstartxref\n9\n%%EOF\n';
const slotOf = (range: string, digits = '0'.repeat(CONTENTS_DIGITS)): string =>
  `<<\n/ByteRange [${range}]\n/Contents <${digits}>\n>>`;
const file = (...parts: readonly string[]): Uint8Array => encodeUtf8(`%PDF-1.7\n${parts.join('\n')}${TAIL}`);

/** A file whose byte range covers everything but the hole. */
function covered(): Uint8Array {
  const width = 30;
  const found = findSlot(file(slotOf('0 1 2 3'.padEnd(width))));
  if (!found.ok) throw new Error(found.error);
  const range = wholeRange(file(slotOf('0 1 2 3'.padEnd(width))), found.value).join(' ');
  return file(slotOf(range.padEnd(width)));
}

describe('the place of the signature (ISO 32000-1 §12.8)', () => {
  test('is found where everything else is signed', () => {
    expect(findSignedSlot(covered())).toMatchObject({ ok: true });
  });

  test('without a signature there is none, whatever an attachment quotes', () => {
    expect(findSlot(file('nothing'))).toEqual({ ok: false, error: 'signature-missing' });
    expect(findSlot(file('/ByteRange [0 1 2 3] quoted'))).toEqual({ ok: false, error: 'signature-missing' });
  });

  test('a second signature, or a revision after the first, is refused', () => {
    expect(findSlot(file(slotOf('0 1 2 3'), slotOf('0 1 2 3')))).toEqual({ ok: false, error: 'signature-not-alone' });
    expect(findSlot(file(slotOf('0 1 2 3'), TAIL))).toEqual({ ok: false, error: 'signature-not-alone' });
  });

  test('a range of three numbers, and a hole of another length, are refused', () => {
    expect(findSlot(file(slotOf('0 1 2')))).toEqual({ ok: false, error: 'byte-range-incomplete' });
    expect(findSlot(file(slotOf('0 1 2 3', '00')))).toEqual({ ok: false, error: 'byte-range-incomplete' });
  });

  test('a range that leaves anything out is refused', () => {
    expect(findSignedSlot(file(slotOf('0 10 8300 1')))).toEqual({ ok: false, error: 'byte-range-incomplete' });
  });

  test('an empty hole holds no signature', () => {
    expect(verifySignedPdf(covered(), null)).toEqual({ faults: ['signature-malformed'], signer: null });
  });
});
