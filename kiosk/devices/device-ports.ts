/** What of Web Serial and WebHID is used here; browsers have them in secure contexts only, and not all browsers. */
import type { HidCollection } from './hid-pos.ts';

export type SerialPortLike = EventTarget & {
  readonly readable: ReadableStream<Uint8Array> | null;
  readonly open: (options: { readonly baudRate: number }) => Promise<void>;
  readonly close: () => Promise<void>;
};
export type SerialLike = EventTarget & {
  readonly getPorts: () => Promise<readonly SerialPortLike[]>;
  readonly requestPort: () => Promise<SerialPortLike>;
};

export type HidDeviceLike = EventTarget & {
  readonly opened: boolean;
  readonly collections: readonly HidCollection[];
  readonly open: () => Promise<void>;
  readonly close: () => Promise<void>;
};
export type HidLike = EventTarget & {
  readonly getDevices: () => Promise<readonly HidDeviceLike[]>;
  readonly requestDevice: (options: {
    readonly filters: readonly { readonly usagePage: number }[];
  }) => Promise<readonly HidDeviceLike[]>;
};

export type InputReport = Event & { readonly reportId: number; readonly data: DataView };

export const serialOfBrowser = (): SerialLike | undefined => (navigator as { readonly serial?: SerialLike }).serial;
export const hidOfBrowser = (): HidLike | undefined => (navigator as { readonly hid?: HidLike }).hid;
