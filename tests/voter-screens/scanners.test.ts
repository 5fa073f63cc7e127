/** Scanners that the kiosk's page reads itself (UX 3.1), with fakes where the browser ends: Web Serial and WebHID. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { takePicture } from '../pictures.ts';
import { useBuiltPages } from './built-pages.ts';
import { measure } from './measures.ts';
import { type SignedRound, signedRound } from './signed-round.ts';
import { openMachine, TABLET, tap } from './voting-machine.ts';

const CANDIDATES = [
  { name: '王建国', remark: '' },
  { name: '李㛃', remark: '' },
];

const pages = useBuiltPages();

/** Takes the place of navigator.serial and navigator.hid before the page runs; `window.bench` plugs, unplugs and scans. */
function installFakes(permitted: { readonly serial: boolean; readonly hid: boolean }): void {
  class Port extends EventTarget {
    readable: ReadableStream<Uint8Array> | null = null;
    isPlugged = true;
    feed: ReadableStreamDefaultController<Uint8Array> | null = null;
    async open() {
      if (!this.isPlugged || this.readable !== null) throw new DOMException('unplugged', 'NetworkError');
      this.readable = new ReadableStream<Uint8Array>({
        start: (feed) => {
          this.feed = feed;
        },
      });
    }
    async close() {
      this.readable = null;
    }
  }
  class Device extends EventTarget {
    opened = false;
    isPlugged = true;
    collections = [{ usagePage: 0x8c, usage: 2, inputReports: [], children: [] }];
    async open() {
      if (!this.isPlugged) throw new DOMException('unplugged', 'NotAllowedError');
      this.opened = true;
    }
    async close() {
      this.opened = false;
    }
  }
  const serial = new EventTarget();
  const hid = new EventTarget();
  const [port, device] = [new Port(), new Device()];
  const may = { ...permitted };
  Object.assign(serial, {
    getPorts: async () => (may.serial ? [port] : []),
    requestPort: async () => {
      may.serial = true;
      return port;
    },
  });
  Object.assign(hid, {
    getDevices: async () => (may.hid ? [device] : []),
    requestDevice: async ({ filters }: { filters: { usagePage: number }[] }) => {
      if (!filters.some(({ usagePage }) => usagePage === 0x8c)) return [];
      may.hid = true;
      return [device];
    },
  });
  Object.defineProperty(navigator, 'serial', { value: serial, configurable: true });
  Object.defineProperty(navigator, 'hid', { value: hid, configurable: true });
  const plugHid = (isPlugged: boolean) => {
    device.isPlugged = isPlugged;
    if (!isPlugged) device.opened = false;
    hid.dispatchEvent(Object.assign(new Event(isPlugged ? 'connect' : 'disconnect'), { device }));
  };
  const plugSerial = (isPlugged: boolean) => {
    port.isPlugged = isPlugged;
    if (!isPlugged) port.feed?.error(new DOMException('lost', 'NetworkError'));
    if (!isPlugged) port.readable = null;
    serial.dispatchEvent(new Event(isPlugged ? 'connect' : 'disconnect'));
  };
  Object.assign(window, {
    bench: {
      plugHid,
      plugSerial,
      sendSerial: (text: string) => port.feed?.enqueue(new TextEncoder().encode(text)),
      sendHid: (text: string) => {
        const bytes = new Uint8Array(63);
        bytes.set([text.length, ...new TextEncoder().encode(`]Q1${text}`)]);
        device.dispatchEvent(
          Object.assign(new Event('inputreport'), { reportId: 2, data: new DataView(bytes.buffer), device }),
        );
      },
    },
  });
}

type Bench = Record<'plugHid' | 'plugSerial', (isPlugged: boolean) => void> &
  Record<'sendSerial' | 'sendHid', (text: string) => void>;
const bench = (page: Page, action: keyof Bench, value: string | boolean) =>
  page.evaluate(
    ([what, given]) => {
      const { bench: on } = window as unknown as { bench: Record<string, (value: unknown) => void> };
      on[what as string]?.(given);
    },
    [action, value] as const,
  );

/** Everything the page sends; a card's seed is in none of it. */
async function kiosk(permitted: { serial: boolean; hid: boolean }, change: Partial<SignedRound['state']> = {}) {
  const made = signedRound(CANDIDATES, 1, []);
  const round: SignedRound = { ...made, state: { ...made.state, ...change } };
  const sent: string[] = [];
  const machine = await openMachine(pages.browser, pages.origin, TABLET, round, async (page) => {
    page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
    await page.addInitScript(installFakes, permitted);
  });
  const told = () => sent.filter((one) => one.includes('/api/kiosk/health')).map((one) => one.slice(one.indexOf('{')));
  return { ...machine, round, sent, told };
}

test.each([
  ['USB-COM', 'serial', 'sendSerial'],
  ['HID-POS', 'hid', 'sendHid'],
] as const)('a card read by a %s scanner begins a session; its seed is sent nowhere', async (_name, kind, send) => {
  const { page, round, sent, told, complaints, close } = await kiosk({
    serial: kind === 'serial',
    hid: kind === 'hid',
  });
  await expect
    .poll(told)
    .toContain(JSON.stringify({ scanner: kind, camera: false, battery: null, box: null, needs: [] }));
  const card = round.card().qr;
  await bench(page, send, kind === 'serial' ? `]Q1${card}\r\n` : card);
  await page.locator('[data-screen="V1"]').waitFor();
  expect(sent.some((one) => one.includes('/api/kiosk/token'))).toBe(true);
  for (const one of sent) expect(one).not.toContain(card.slice(3, 15));
  expect(complaints).toEqual([]);
  await close();
});

test('while a voter is active a scan does nothing (6.22)', async () => {
  const { page, round, sent, close } = await kiosk({ serial: true, hid: false });
  await bench(page, 'sendSerial', `${round.card().qr}\r`);
  await page.locator('[data-screen="V1"]').waitFor();
  const asked = () => sent.filter((one) => one.includes('/api/kiosk/token')).length;
  expect(asked()).toBe(1);
  await bench(page, 'sendSerial', `${round.card().qr}\r`);
  await page.waitForTimeout(600);
  expect(asked()).toBe(1);
  expect(await page.locator('[data-screen="V1"]').count()).toBe(1);
  await close();
});

test.each([
  ['USB-COM', 'serial', 'plugSerial', 'sendSerial'],
  ['HID-POS', 'hid', 'plugHid', 'sendHid'],
] as const)(
  'unplugged it is said on the screen and to the organizer, plugged in again it reads: %s',
  async (_n, kind, plug, send) => {
    const { page, round, told, close } = await kiosk({ serial: kind === 'serial', hid: kind === 'hid' });
    await expect
      .poll(told)
      .toContain(JSON.stringify({ scanner: kind, camera: false, battery: null, box: null, needs: [] }));
    await bench(page, plug, false);
    await page.locator('[data-name="scanner-lost"]').waitFor();
    const { outside, buttons } = await measure(page);
    expect(outside).toEqual([]);
    expect(buttons.filter((one) => one.kind === 'primary')).toHaveLength(1);
    await expect
      .poll(told)
      .toContain(JSON.stringify({ scanner: 'lost', camera: false, battery: null, box: null, needs: [] }));
    await bench(page, plug, true);
    await page.locator('[data-name="scanner-lost"]').waitFor({ state: 'detached' });
    await bench(page, send, kind === 'serial' ? `${round.card().qr}\n` : round.card().qr);
    await page.locator('[data-screen="V1"]').waitFor();
    await close();
  },
);

test('the staff permit a scanner once, at set-up, and see its state', async () => {
  const { page, close } = await kiosk({ serial: false, hid: false }, { voting: 'zero' });
  await page.locator('[data-screen="S1"]').waitFor();
  expect(await page.locator('[data-name="scanner-state"]').getAttribute('data-scanner')).toBe('keyboard');
  await tap(page, '[data-name="calibrate"]');
  expect(await page.locator('[data-name="scanner-state"]').innerText()).toContain('键盘方式');
  await takePicture(page, 'kiosk-set-up', { fullPage: true });
  await tap(page, '[data-name="connect-hid"]');
  await page.locator('[data-name="scanner-state"][data-tone="good"]').waitFor();
  expect(await page.locator('[data-name="connect-hid"]').count()).toBe(0);
  await tap(page, '[data-name="calibrated"]');
  await page.locator('[data-scanner="hid"]').waitFor();
  await close();
});
