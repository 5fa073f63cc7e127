/** The scanners of this machine: what types, what is read by the page itself, and which of them there is. */
import { createSignal, onCleanup } from 'solid-js';
import { hidOfBrowser, serialOfBrowser } from '../devices/device-ports.ts';
import { scannedText } from '../devices/scanned-text.ts';
import { makeHidReader, makeSerialReader, type ScannerReader } from '../devices/scanner-reader.ts';
import type { Text } from './language.ts';

export type ScannerKind = 'serial' | 'hid';
/** 'keyboard': nothing but a scanner that types, which a page cannot see. */
export type ScannerState = 'keyboard' | ScannerKind | 'lost';

export const SCANNER_STATE = {
  keyboard: { zh: '键盘方式（插上即用）', en: 'as a keyboard: works when plugged in' },
  serial: { zh: '已连接（USB 串口）', en: 'connected (USB-COM)' },
  hid: { zh: '已连接（HID-POS）', en: 'connected (HID-POS)' },
  lost: { zh: '断开了，请检查插头', en: 'disconnected: check the plug' },
} as const satisfies Record<ScannerState, Text>;

export type Scanners = {
  readonly state: () => ScannerState;
  readonly possible: readonly ScannerKind[];
  readonly permit: (kind: ScannerKind) => Promise<boolean>;
};

/** Scans go to `onCard` only while it listens; whatever comes at another time is dropped where it arrives. */
export function createScanners(options: {
  readonly onCard: (text: string) => void;
  readonly isListening: () => boolean;
}): Scanners {
  const [changes, setChanges] = createSignal(0);
  const readers = new Map<ScannerKind, ScannerReader>();
  const ports = {
    onText: (sent: string) => {
      if (options.isListening()) options.onCard(scannedText(sent));
    },
    onState: () => setChanges((count) => count + 1),
  };
  const serial = serialOfBrowser();
  const hid = hidOfBrowser();
  if (serial !== undefined) readers.set('serial', makeSerialReader(serial, ports));
  if (hid !== undefined) readers.set('hid', makeHidReader(hid, ports));
  onCleanup(() => {
    for (const reader of readers.values()) reader.stop();
  });
  return {
    state: () => {
      changes();
      const states = [...readers].map(([kind, reader]) => ({ kind, state: reader.state() }));
      return (
        states.find(({ state }) => state === 'connected')?.kind ??
        (states.some(({ state }) => state === 'lost') ? 'lost' : 'keyboard')
      );
    },
    possible: [...readers.keys()],
    permit: (kind) => readers.get(kind)?.permit() ?? Promise.resolve(false),
  };
}
