import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeAnswer, encodeRequest, OPERATION } from './ipp-message.ts';

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replace(/\s/g, ''), 'hex'));
const attribute = (tag: string, name: string, value: Uint8Array | string): string => {
  const length = (bytes: Buffer) => bytes.length.toString(16).padStart(4, '0');
  const [n, v] = [Buffer.from(name), Buffer.from(value)];
  return `${tag}${length(n)}${n.toString('hex')}${length(v)}${v.toString('hex')}`;
};
const number = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};

describe('IPP messages (RFC 8010)', () => {
  test('a request is the example of the standard: operation, charset and language first, further values without a name', () => {
    const bytes = encodeRequest(
      {
        operation: OPERATION.printJob,
        attributes: [['printer-uri', 'uri', 'ipp://localhost/printers/a']],
        job: [
          ['copies', 'integer', 20],
          ['job-sheets', 'name', 'none', 'none'],
          ['purge-job', 'boolean', true],
        ],
        document: new TextEncoder().encode('%PDF'),
      },
      1,
    );
    const expected = `0200 0002 00000001 01
      ${attribute('47', 'attributes-charset', 'utf-8')}${attribute('48', 'attributes-natural-language', 'en')}
      ${attribute('45', 'printer-uri', 'ipp://localhost/printers/a')} 02
      ${attribute('21', 'copies', number(20))}${attribute('42', 'job-sheets', 'none')}${attribute('42', '', 'none')}
      ${attribute('22', 'purge-job', hex('01'))} 03 25504446`;
    expect([...bytes]).toEqual([...hex(expected)]);
  });

  test('an answer is read by groups; values of other kinds and collections are skipped, what follows them is not', () => {
    const answer = hex(`0200 0001 00000007 01 ${attribute('47', 'attributes-charset', 'utf-8')}
      04 ${attribute('42', 'printer-name', '小票')}
      ${attribute('34', 'media-col', '')}${attribute('4a', '', 'x-dimension')}${attribute('21', '', number(8000))}${attribute('37', '', '')}
      ${attribute('13', 'printer-location', '')}
      ${attribute('35', 'printer-info', hex('0002 7a68 0006 e5b08fe7a5a8'))}
      ${attribute('32', 'printer-resolution-default', hex('000000cb000000cb03'))}
      ${attribute('44', 'printer-state-reasons', 'media-empty-error')}${attribute('44', '', 'offline-report')}
      04 ${attribute('23', 'printer-state', number(5))} 02 ${attribute('21', 'job-id', number(7))} 03`);
    const { status, printers, jobs } = decodeAnswer(answer);
    expect(status).toBe(1);
    expect(printers.map((group) => Object.fromEntries(group))).toEqual([
      {
        'printer-name': ['小票'],
        'media-col': [],
        'printer-location': [],
        'printer-info': ['小票'],
        'printer-resolution-default': [],
        'printer-state-reasons': ['media-empty-error', 'offline-report'],
      },
      { 'printer-state': [5] },
    ]);
    expect(jobs.map((group) => Object.fromEntries(group))).toEqual([{ 'job-id': [7] }]);
  });

  test('bytes of any kind are an answer or a RangeError, never anything else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (noise) => {
        try {
          decodeAnswer(new Uint8Array([...hex('0200000000000001'), ...noise]));
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
      { numRuns: 300 },
    );
    expect(() => decodeAnswer(hex('0200 0000 00000001 04 42 0005 61'))).toThrow(RangeError);
  });
});
