import { describe, expect, it } from 'vitest';
import { type HidCollection, makeHidPosParser } from './hid-pos.ts';
import { scannedText } from './scanned-text.ts';

const CARD = 'CP1ABCDEFGHJKMNPQRSTVWXYZ0123';
const bytesOf = (text: string) => [...text].map((character) => character.charCodeAt(0));
/** A report of 63 bytes, which is 64 with its id. */
const report = (head: readonly number[], text: string, tail: readonly number[] = []): Uint8Array => {
  const bytes = new Uint8Array(63);
  bytes.set([...head, ...bytesOf(text)]);
  bytes.set(tail, 63 - tail.length);
  return bytes;
};

/** Honeywell, Access-IS: length, "]Q1", 56 bytes, two reserved, code id, "to be continued" as the last bit. */
const honeywell = (text: string, follows = false) =>
  report([text.length, ...bytesOf(']Q1')], text, [0x73, 0, follows ? 1 : 0]);
/** Newland, Quio: length, 56 bytes, four reserved, identifier, "to be continued". */
const newland = (text: string, follows = false) => report([text.length], text, [0, follows ? 1 : 0]);
/** Microscan, report 1: length, data to the end of the report. */
const microscan = (text: string) => report([text.length], text);

const byte = (usages: readonly number[], reportCount = 1) => ({ usages, reportSize: 8, reportCount });
/** As a scanner describes itself: identifiers behind the data, which WebHID gives as it stands in the descriptor. */
const DESCRIBED: readonly HidCollection[] = [
  {
    usagePage: 0x8c,
    children: [
      {
        inputReports: [
          {
            reportId: 9,
            items: [
              byte([0x8c00fb, 0x8c00fc, 0x8c00fd], 3),
              byte([0x0001_003b]),
              byte([0x8c00fe], 40),
              { usages: [0x8c00ff], reportSize: 1, reportCount: 1 },
              { usages: [], reportSize: 7, reportCount: 1 },
            ],
          },
          { reportId: 10, items: [byte([0x8c0010])] },
        ],
      },
    ],
  },
];

describe('HID-POS reports (UX 3.1)', () => {
  it.each([
    ['Honeywell', honeywell(CARD), 2],
    ['Newland', newland(CARD), 2],
    ['Microscan', microscan(`${CARD}\r`), 1],
    ['one with its own letter before the card', newland(`s${CARD}\r\n`), 2],
  ])('reads a card sent by %s', (_maker, bytes, id) => {
    expect(scannedText(makeHidPosParser([])(id, bytes, 0) ?? '')).toBe(CARD);
  });

  it('follows the scanner’s own description, whatever its order, and leaves other reports alone', () => {
    const parse = makeHidPosParser(DESCRIBED);
    const described = (text: string, follows: boolean) =>
      new Uint8Array([...bytesOf(']Q1'), text.length, ...bytesOf(text.padEnd(40, '\0')), follows ? 1 : 0]);
    expect(parse(10, new Uint8Array([1]), 0)).toBeNull();
    expect(parse(2, honeywell(CARD), 0)).toBeNull();
    expect(parse(9, described(CARD.slice(0, 20), true), 1)).toBeNull();
    expect(parse(9, described(CARD.slice(20), false), 2)).toBe(CARD);
  });

  it.each([
    ['Honeywell', honeywell],
    ['Newland', newland],
  ])('joins the reports of one scan: %s', (_maker, of) => {
    const long = `HTTPS://EXAMPLE.ORG/${'7'.repeat(80)}`;
    const parse = makeHidPosParser([]);
    expect(parse(2, of(long.slice(0, 56), true), 0)).toBeNull();
    expect(parse(2, of(long.slice(56), false), 8)).toBe(long);
    expect(parse(2, of(CARD), 900)).toBe(CARD);
  });

  it('joins full Microscan reports until one is not full', () => {
    const long = '7'.repeat(80);
    const parse = makeHidPosParser([]);
    expect(parse(1, microscan(long.slice(0, 62)), 0)).toBeNull();
    expect(parse(1, microscan(long.slice(62)), 5)).toBe(long);
  });

  it('never joins a scan whose end was lost to the next', () => {
    const parse = makeHidPosParser([]);
    expect(parse(2, honeywell('LOST', true), 0)).toBeNull();
    expect(parse(2, honeywell(CARD), 501)).toBe(CARD);
  });

  it('takes empty, short and lying reports without a scan', () => {
    const parse = makeHidPosParser([]);
    expect(parse(2, new Uint8Array(0), 0)).toBeNull();
    expect(parse(2, new Uint8Array(63), 600)).toBeNull();
    expect(parse(2, new Uint8Array([200, 65, 66]), 1200)?.length ?? 0).toBeLessThanOrEqual(2);
  });
});

describe('what makers put around a card', () => {
  it.each([[`]Q1${CARD}`], [`${CARD}\r\n`], [`\u0002${CARD}\u0003`], [`Q${CARD}`], [`]Q3s${CARD}\t`], [` ${CARD} `]])(
    '%j is the card',
    (sent) => {
      expect(scannedText(sent)).toBe(CARD);
    },
  );

  it('leaves a foreign code as it is, to be refused in words', () => {
    expect(scannedText('HTTPS://EXAMPLE.ORG/1\r')).toBe('HTTPS://EXAMPLE.ORG/1');
    expect(scannedText(`${CARD}7`)).toBe(`${CARD}7`);
    expect(scannedText('ABCDEFGHIJKLMNOPQRSTUVWXYZ*')).toBe('ABCDEFGHIJKLMNOPQRSTUVWXYZ*');
  });
});
