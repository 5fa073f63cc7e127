/** Decoders of the pages: what a browser has kept, what a person types, and what scanners of three kinds send. */
import { expect, vi } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { concat, encodeUtf8 } from '../../crypto/encoding/bytes.ts';
import { cardQrText, parseCardText } from '../../crypto/token.ts';
import { type HidCollection, makeHidPosParser } from '../../kiosk/devices/hid-pos.ts';
import { scannedText } from '../../kiosk/devices/scanned-text.ts';
import { makeSerialLines } from '../../kiosk/devices/serial-lines.ts';
import { characterOf, makeWedgeReader } from '../../kiosk/devices/wedge.ts';

import { parseSheetNumbers } from '../../kiosk/screens/card-station/sheet-numbers.ts';
import {
  knownDevices,
  memoryKeeper,
  storedKeyFile,
  storedMemory,
  storeKeyFile,
} from '../../kiosk/screens/scrutineer/device-store.ts';
import { keptAcceptances, storeAcceptance, storeSent, unconfirmedCasts } from '../../kiosk/session/acceptances.ts';
import { keptCommitments, storeCommitment } from '../../kiosk/session/commitments.ts';
import type { DeviceMemory } from '../../tally/roles/scrutineer/key-file.ts';
import type { DecoderUnderTest } from './decoder.ts';
import { READ, rewritten } from './decoder.ts';

/** The store of one browser. */
function storeOf(kept: Map<string, string> = new Map()) {
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    key: (at: number) => [...kept.keys()][at] ?? null,
    length: 0,
  };
}
const writtenInto = (
  write: (store: ReturnType<typeof storeOf>) => void,
  part = '',
): readonly [key: string, text: string] => {
  const store = storeOf();
  write(store);
  const found = [...store.kept].find(([key]) => key.endsWith(part));
  if (found === undefined) throw new Error(`nothing was stored as ${part}`);
  return found;
};

const ACCEPTANCE = { T: 'T'.repeat(43), h: 'h'.repeat(43), signature: 's'.repeat(86) };
const COMMITMENT = { meetingId: 'abcdefghij', round: 1, ctx: 'c', T: 'T', h: 'h', code: 'ABCD', cardCode: 'ABCDEF' };
const ROUND = { ctx: 'ctx', meeting: 'meeting', testRun: false };
const [sentKey, sent] = writtenInto((store) => storeSent(ROUND, ACCEPTANCE, store), 'sent.ctx');
const [acceptanceKey, acceptances] = writtenInto((store) => {
  storeSent(ROUND, ACCEPTANCE, store);
  storeAcceptance(ROUND, ACCEPTANCE, store);
}, 'acceptances.ctx');
const [commitmentKey, commitments] = writtenInto((store) => storeCommitment(COMMITMENT, store));

const SCRUTINEER = { meeting: 'abcdefghij', index: 1, name: '杨辉' };
const hash = (byte: number) => encodeBase64url(new Uint8Array(32).fill(byte));
const MEMORY: DeviceMemory = {
  ...{ cosigned: null, fork: null, released: [{ ctx: hash(1), stage: 'tally', list: hash(2) }] },
  ceremony: { attempt: 0, commitments: [hash(3)], confirmed: null, sent: null },
};
/** What a device keeps by itself stands in the browser's own store. */
function inBrowser<T>(kept: Map<string, string>, read: () => T): T {
  vi.stubGlobal('localStorage', storeOf(kept));
  try {
    return read();
  } finally {
    vi.unstubAllGlobals();
  }
}
const keptByDevice = (write: () => void, part: string): readonly [key: string, text: string] => {
  const kept = new Map<string, string>();
  inBrowser(kept, write);
  const found = [...kept].find(([key]) => key.endsWith(part));
  if (found === undefined) throw new Error(`nothing was stored as ${part}`);
  return found;
};
const [memoryKey, memory] = keptByDevice(() => memoryKeeper(SCRUTINEER).store(MEMORY), 'memory');
const [fileKey, keyFile] = keptByDevice(() => storeKeyFile(SCRUTINEER, new Uint8Array(90).fill(5)), 'file');
const [devicesKey, devices] = keptByDevice(() => storeKeyFile(SCRUTINEER, new Uint8Array(1)), 'scrutineers');

const CARD = cardQrText(new Uint8Array(16).fill(0x5a));
const isCard = (sent: string): boolean => parseCardText(scannedText(sent)).ok;
/** A report of 64 bytes with its id: length, AIM sign, the data, "to be continued" as the last bit. */
const hidReport = (text: string): Uint8Array => {
  const report = new Uint8Array(63);
  report.set([text.length, ...encodeUtf8(`]Q1${text}`)]);
  return report;
};
/** The layout that three bytes each describe: which usage, how many bits, how many times. */
const described = (bytes: Uint8Array): readonly HidCollection[] => {
  const usages = [0x0001_003b, 0x008c_00fe, 0x008c_00ff, 0x008c_00fb];
  const items = Array.from({ length: Math.floor(bytes.length / 3) }, (_, at) => {
    const [usage = 0, reportSize = 0, reportCount = 0] = bytes.subarray(3 * at);
    return { usages: [usages[usage % 4] ?? 0], reportSize, reportCount };
  });
  return [{ inputReports: [{ reportId: 1, items }] }];
};
/** Byte count, then the data behind it. */
const DESCRIPTION = Uint8Array.of(0, 8, 1, 1, 8, 62);

/** Carriage return, line feed, end of text, end of transmission. */
const LINE_ENDS = ['\r', '\n', '\u0003', '\u0004'];

const KEYS = [
  ...[...'0123456789'].map((digit) => `Digit${digit}`),
  ...[...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `Key${letter}`),
  ...['Numpad7', 'NumpadMultiply', 'Equal', 'Enter', 'ShiftLeft', 'CapsLock', 'ArrowUp', 'Process', ''],
];
const keyOf = (character: string): number =>
  KEYS.indexOf(/[0-9]/.test(character) ? `Digit${character}` : `Key${character}`);
/** Keys as a scanner types them, a byte each; from 192 on after a pause. Gives what was taken for scans. */
function typed(bytes: Uint8Array): readonly string[] {
  const page = new EventTarget();
  const scans: string[] = [];
  const stop = makeWedgeReader(page, { onScan: (text) => scans.push(text), isListening: () => true });
  let now = 0;
  const press = (code: string): void => {
    const event = new Event('keydown', { cancelable: true });
    const held = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };
    for (const [name, value] of Object.entries({ timeStamp: now, code, ...held }))
      Object.defineProperty(event, name, { value });
    page.dispatchEvent(event);
  };
  for (const byte of bytes) {
    now += byte < 192 ? 5 : 60;
    press(KEYS[byte % KEYS.length] ?? '');
  }
  press('Enter');
  stop();
  return scans;
}

export const KIOSK_DECODERS: readonly DecoderUnderTest[] = [
  {
    kind: 'text',
    ...{ name: 'acceptances that a kiosk has kept', of: [] },
    samples: () => [acceptances],
    again: (text) => (keptAcceptances('ctx', storeOf(new Map([[acceptanceKey, text]]))).length > 0 ? READ : null),
  },
  {
    kind: 'text',
    ...{ name: 'ballots that a kiosk has asked to cast', of: [] },
    samples: () => [sent],
    again: (text) => (unconfirmedCasts('ctx', storeOf(new Map([[sentKey, text]]))) > 0 ? READ : null),
  },
  {
    kind: 'text',
    ...{ name: 'commitments that a phone has kept', of: [] },
    samples: () => [commitments],
    again: (text) => (keptCommitments(storeOf(new Map([[commitmentKey, text]]))).length > 0 ? READ : null),
  },
  {
    kind: 'text',
    ...{ name: 'numbers of spoiled sheets', of: ['parseSheetNumbers'] },
    samples: () => ['3', '3、5-7'],
    again: (text) => {
      const numbers = parseSheetNumbers(text, 12);
      if (numbers === null) return null;
      if (!numbers.every((sheet) => Number.isInteger(sheet) && sheet >= 1 && sheet <= 12)) throw new Error(text);
      return READ;
    },
  },
  {
    kind: 'text',
    ...{ name: 'what a scrutineer’s device remembers', of: ['storedMemory'] },
    samples: () => [memory],
    again: (text) => {
      const found = inBrowser(new Map([[memoryKey, text]]), () => storedMemory(SCRUTINEER));
      // What is there is read or refused, and never taken for nothing (specification §8.2).
      expect(found).not.toEqual({ ok: true, value: null });
      return found.ok ? READ : null;
    },
  },
  {
    kind: 'object',
    ...{ name: 'what a scrutineer’s device remembers, as an object', of: ['storedMemory'] },
    samples: () => [JSON.parse(memory)],
    again: (value) =>
      rewritten(
        inBrowser(new Map([[memoryKey, JSON.stringify(value) ?? '']]), () => storedMemory(SCRUTINEER)),
        (read) => read,
      ),
  },
  {
    kind: 'text',
    ...{ name: 'the key file that a device has kept', of: ['storedKeyFile'] },
    samples: () => [keyFile],
    again: (text) => {
      const file = inBrowser(new Map([[fileKey, text]]), () => storedKeyFile(SCRUTINEER));
      return file === null ? null : encodeBase64url(file);
    },
  },
  {
    kind: 'text',
    ...{ name: 'the devices that a browser knows', of: ['knownDevices'] },
    samples: () => [devices],
    again: (text) => {
      const found = inBrowser(new Map([[devicesKey, text]]), knownDevices);
      for (const { meeting, index, name } of found)
        expect([typeof meeting, Number.isInteger(index), typeof name]).toEqual(['string', true, 'string']);
      return found.length > 0 ? READ : null;
    },
  },
  {
    kind: 'bytes',
    ...{ name: 'reports of a scanner', of: ['makeHidPosParser'] },
    samples: () => [hidReport(CARD), hidReport(`A${CARD}`)],
    again: (bytes) => {
      const parse = makeHidPosParser([]);
      const text = parse(0, bytes, 0);
      expect(text === null || (text.length > 0 && text.length < bytes.length)).toBe(true);
      // Whatever came, the next scan is read whole.
      expect(parse(0, hidReport(CARD), 1000)).toBe(CARD);
      return text !== null && isCard(text) ? READ : null;
    },
  },
  {
    kind: 'bytes',
    ...{ name: 'what a scanner says of its reports', of: ['makeHidPosParser'] },
    samples: () => [DESCRIPTION],
    again: (bytes) => {
      const parse = makeHidPosParser(described(bytes));
      const report = concat(Uint8Array.of(CARD.length), encodeUtf8(CARD), new Uint8Array(30));
      const text = parse(1, report, 0);
      expect(text === null || (text.length > 0 && text.length <= report.length)).toBe(true);
      return text !== null && isCard(text) ? READ : null;
    },
  },
  {
    kind: 'bytes',
    ...{ name: 'bytes of a scanner on a serial line', of: ['makeSerialLines'] },
    samples: () => [encodeUtf8(`${CARD}\r\n`), encodeUtf8(`]Q1${CARD}\n`)],
    again: (bytes) => {
      const scans: string[] = [];
      const lines = makeSerialLines((text) => scans.push(text));
      lines.take(bytes);
      lines.take(Uint8Array.of(0x0d));
      expect(scans.every((text) => text !== '' && LINE_ENDS.every((end) => !text.includes(end)))).toBe(true);
      lines.take(encodeUtf8(`${CARD}\n`));
      expect(scans.pop()).toBe(CARD);
      return scans.some(isCard) ? READ : null;
    },
  },
  {
    kind: 'text',
    ...{ name: 'a key of a scanner that types', of: [] },
    samples: () => ['KeyA', 'Digit7', 'NumpadMultiply'],
    again: (code) => {
      const characters = [true, false].map((shiftKey) => characterOf({ code, shiftKey }));
      for (const character of characters) expect(character ?? 'A').toMatch(/^[0-9A-Z*$~=]$/);
      return characters.every((character) => character === null) ? null : READ;
    },
  },
  {
    kind: 'bytes',
    ...{ name: 'keys of a scanner that types', of: ['makeWedgeReader'] },
    samples: () => [Uint8Array.from(CARD, keyOf)],
    again: (bytes) => {
      const scans = typed(bytes);
      expect(scans.every((text) => /^[0-9A-Z*$~=]{8,}$/.test(text))).toBe(true);
      return scans.some(isCard) ? READ : null;
    },
  },
];
