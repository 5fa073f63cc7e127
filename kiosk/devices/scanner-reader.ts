/**
 * Scanners that are read by this page itself, without keyboard, focus or input method (UX 3.1): USB-COM by Web Serial, HID-POS by
 * WebHID. Both behind one interface: a person permits a device once, later it is opened by itself, and again when it comes back.
 *
 * Security: what is scanned goes to `onText` of this page and nowhere else.
 */
import type { HidDeviceLike, HidLike, InputReport, SerialLike, SerialPortLike } from './device-ports.ts';
import { BAR_CODE_SCANNER_PAGE, makeHidPosParser } from './hid-pos.ts';
import { makeSerialLines } from './serial-lines.ts';

/** 'absent': none was ever permitted here; 'lost': one was, and it does not answer. */
export type ReaderState = 'absent' | 'connected' | 'lost';

export type ScannerReader = {
  readonly state: () => ReaderState;
  /** Asks the person at the machine; needs a touch. False: nothing was chosen, or it could not be opened. */
  readonly permit: () => Promise<boolean>;
  readonly stop: () => void;
};

export type ReaderOptions = {
  readonly onText: (text: string) => void;
  readonly onState: () => void;
};

/** A device that is known: opened, listened to, and gone when `whenGone` settles. */
type Opened = { readonly whenGone: Promise<unknown>; readonly close: () => void };
type Bus<D> = {
  readonly events: EventTarget;
  readonly known: () => Promise<readonly D[]>;
  readonly ask: () => Promise<D | undefined>;
  readonly open: (device: D) => Promise<Opened>;
};

const AGAIN_MS = 3000;

function makeReader<D>(bus: Bus<D>, onState: () => void): ScannerReader {
  let state: ReaderState = 'absent';
  let opened: Opened | null = null;
  let isOpening = false;
  let isStopped = false;
  const become = (next: ReaderState) => {
    if (state === next) return;
    state = next;
    onState();
  };

  const openOne = async (devices: readonly D[]): Promise<boolean> => {
    if (opened !== null || isOpening || isStopped) return opened !== null;
    isOpening = true;
    try {
      for (const device of devices) {
        try {
          const one = await bus.open(device);
          if (isStopped) {
            one.close();
            return false;
          }
          opened = one;
          become('connected');
          const gone = () => {
            if (opened !== one) return;
            opened = null;
            become('lost');
          };
          void one.whenGone.then(gone, gone);
          return true;
        } catch {
          // In use elsewhere, or unplugged between asking and opening: the next one, and later again.
        }
      }
      if (devices.length > 0) become('lost');
      return false;
    } finally {
      isOpening = false;
    }
  };
  const resume = () => void bus.known().then(openOne, () => undefined);

  bus.events.addEventListener('connect', resume);
  const timer = setInterval(() => opened === null && resume(), AGAIN_MS);
  resume();

  return {
    state: () => state,
    permit: async () => {
      try {
        const device = await bus.ask();
        return device !== undefined && (await openOne([device]));
      } catch {
        return false;
      }
    },
    stop: () => {
      isStopped = true;
      clearInterval(timer);
      bus.events.removeEventListener('connect', resume);
      opened?.close();
      opened = null;
    },
  };
}

/** USB-COM has no speed of its own; a true serial line of a scanner has this one unless it was changed. */
const BAUD_RATE = 9600;

export function makeSerialReader(serial: SerialLike, { onText, onState }: ReaderOptions): ScannerReader {
  const open = async (port: SerialPortLike): Promise<Opened> => {
    await port.open({ baudRate: BAUD_RATE });
    const lines = makeSerialLines(onText);
    let reader: ReadableStreamDefaultReader<Uint8Array> | null = null;
    const read = async () => {
      // A framing error ends the stream, not the port: it has another one then.
      while (port.readable !== null) {
        reader = port.readable.getReader();
        try {
          for (;;) {
            const { value, done } = await reader.read();
            if (done) return;
            lines.take(value);
          }
        } catch {
          lines.drop();
        } finally {
          reader.releaseLock();
        }
      }
    };
    const whenGone = read().finally(() => {
      lines.drop();
      return port.close().catch(() => undefined);
    });
    return { whenGone, close: () => void reader?.cancel().catch(() => undefined) };
  };
  return makeReader({ events: serial, known: () => serial.getPorts(), ask: () => serial.requestPort(), open }, onState);
}

export function makeHidReader(hid: HidLike, { onText, onState }: ReaderOptions): ScannerReader {
  const open = async (device: HidDeviceLike): Promise<Opened> => {
    if (!device.opened) await device.open();
    const parse = makeHidPosParser(device.collections);
    const take = (event: Event) => {
      const { reportId, data, timeStamp } = event as InputReport;
      const text = parse(reportId, new Uint8Array(data.buffer, data.byteOffset, data.byteLength), timeStamp);
      if (text !== null) onText(text);
    };
    device.addEventListener('inputreport', take);
    let leave: () => void = () => undefined;
    const whenGone = new Promise<void>((resolve) => {
      leave = resolve;
    });
    const onGone = (event: Event) => {
      if ((event as Event & { readonly device?: unknown }).device === device) leave();
    };
    hid.addEventListener('disconnect', onGone);
    void whenGone.then(() => {
      device.removeEventListener('inputreport', take);
      hid.removeEventListener('disconnect', onGone);
    });
    return {
      whenGone,
      close: () => {
        leave();
        void device.close().catch(() => undefined);
      },
    };
  };
  const isScanner = ({ collections }: HidDeviceLike) =>
    collections.some(({ usagePage }) => usagePage === BAR_CODE_SCANNER_PAGE);
  return makeReader(
    {
      events: hid,
      known: async () => (await hid.getDevices()).filter(isScanner),
      ask: async () => (await hid.requestDevice({ filters: [{ usagePage: BAR_CODE_SCANNER_PAGE }] }))[0],
      open,
    },
    onState,
  );
}
