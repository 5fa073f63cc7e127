/** Slips and papers through a real CUPS (UX 3.2): what comes out, what a stuck job does, and what CUPS keeps of it. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { installedFonts } from '../../printables/fonts/installed-fonts.ts';
import { qrModules } from '../../printables/qr/modules.ts';
import { parseReceipt, type Receipt, receiptAddress } from '../../printables/qr/receipt.ts';
import { DOT, moduleDots, slipCodeLeft } from '../../printables/qr/slip-size.ts';
import { receiptSlip } from '../../printables/receipts/receipt-slip.ts';
import { TEST_CODE, testPage } from '../../printables/receipts/test-page.ts';
import { createCups } from '../../server/printing/cups.ts';
import { createPrintJobs, LIMITS } from '../../server/printing/print-jobs.ts';
import { type CupsService, startCups } from '../../server/printing/scratch-cups.ts';
import { codesByZbar, codesByZxing, greyPage, pageCount, pageImage, wholeText } from './tools.ts';

const FONTS = installedFonts();
const random = (length: number) => new Uint8Array(randomBytes(length));
const receipt: Receipt = {
  kind: 'accepted',
  meetingId: 'k3x9q0v7ab',
  round: 1,
  T: random(32),
  h: random(32),
  signature: random(64),
};
const slip = {
  kind: 'accepted',
  organization: '中共清溪镇枫林村支部委员会',
  round: '委员选举',
  ballotCode: 'A5DX 4480 XTXB T6AM',
  cardCode: 'HQSWAD',
  address: receiptAddress('http://192.168.1.10:8080/check', receipt),
  day: '2026-11-22',
  fonts: FONTS,
} as const;

/** Far shorter than in the hall, so that giving up does not take the test's time. */
const QUICK = { slip: { totalMs: 6000, stuckMs: 1200 }, a4: { totalMs: 8000, stuckMs: 3000 } };

let service: CupsService;
const failures: unknown[] = [];
const make = (limits = QUICK) => {
  const cups = createCups(() => service.address);
  return { cups, jobs: createPrintJobs({ cups, random, onError: (error) => failures.push(error), limits }) };
};
beforeAll(async () => {
  service = await startCups(['kiosk-1', 'kiosk-2', 'office']);
});
afterAll(async () => {
  await service?.stop();
  expect(failures).toEqual([]);
});

const printer = (name: string) => {
  const found = service.printers.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no printer ${name}`);
  return found;
};
const ended = async (jobs: ReturnType<typeof make>['jobs'], owner: string, handle: string) => {
  await expect
    .poll(() => jobs.view(owner, handle)?.state, { timeout: 20_000, interval: 100 })
    .toMatch(/^(completed|cancelled|failed)$/);
  return jobs.view(owner, handle);
};
const started = (
  result: { readonly ok: true; readonly value: string } | { readonly ok: false; readonly error: string },
) => {
  if (!result.ok) throw new Error(result.error);
  return result.value;
};

test('its queues are listed by name, with state and reasons', async () => {
  const { cups } = make();
  const found = await cups.queues();
  expect(
    found.ok && found.value.map(({ name, state, accepting, reasons }) => [name, state, accepting, reasons]),
  ).toEqual([
    ['kiosk-1', 'idle', true, []],
    ['kiosk-2', 'idle', true, []],
    ['office', 'idle', true, []],
  ]);
  expect(await cups.queue('nobody')).toBeUndefined();
});

test('a slip comes out as it was drawn, is read by both readers, and nothing of it stays with CUPS', async () => {
  const { cups, jobs } = make();
  const handle = started(await jobs.start('machine 1', 'kiosk-1', await receiptSlip(slip), { media: 'slip' }));
  expect(await jobs.start('machine 1', 'kiosk-1', await receiptSlip(slip), { media: 'slip' })).toEqual({
    ok: false,
    error: 'printer-busy',
  });
  expect(jobs.view('machine 2', handle)).toBeUndefined();
  expect(await ended(jobs, 'machine 1', handle)).toEqual({ state: 'completed', reasons: [] });

  const [page] = printer('kiosk-1').pages();
  if (page === undefined) throw new Error('nothing was printed');
  expect(pageCount(page)).toBe(1);
  expect(wholeText(page)).toContain('A5DX4480XTXBT6AM');
  const image = pageImage(page, 1, 203);
  expect(codesByZbar(image)).toEqual([slip.address]);
  const [code] = await codesByZxing(image);
  expect(parseReceipt(code?.text ?? '')).toEqual({ ok: true, value: receipt });

  // Neither title nor owner says anything; one copy.
  expect(printer('kiosk-1').titles()).toEqual(['changpiao|changpiao|1']);
  await expect.poll(() => service.kept().spool, { timeout: 10_000 }).toEqual([]);
  expect(await cups.leftBehind('kiosk-1')).toEqual([]);
  const { text } = service.kept();
  for (const secret of [slip.address, encodeBase64url(receipt.T), encodeBase64url(receipt.h), 'A5DX', 'HQSWAD', '%PDF'])
    expect(text).not.toContain(secret);
});

test('out of paper: the printer’s reason is told, the job is given up and never comes out for the next voter', async () => {
  const { cups, jobs } = make();
  const one = printer('kiosk-2');
  one.takePaper();
  const handle = started(await jobs.start('machine 2', 'kiosk-2', await receiptSlip(slip), { media: 'slip' }));
  await expect.poll(() => jobs.view('machine 2', handle)?.state, { timeout: 5000 }).toBe('stopped');
  expect(jobs.view('machine 2', handle)?.reasons).toContain('media-empty-error');
  expect((await ended(jobs, 'machine 2', handle))?.state).toBe('cancelled');
  await expect.poll(() => service.kept().spool, { timeout: 10_000 }).toEqual([]);

  one.putPaper();
  const next = { ...slip, cardCode: 'NEXTXX' };
  const second = started(await jobs.start('machine 2', 'kiosk-2', await receiptSlip(next), { media: 'slip' }));
  expect((await ended(jobs, 'machine 2', second))?.state).toBe('completed');
  expect(one.pages().map((page) => wholeText(page).includes('NEXTXX'))).toEqual([true]);
  await expect.poll(() => cups.leftBehind('kiosk-2'), { timeout: 10_000 }).toEqual([]);
});

test('a session that ends cancels what its printer holds back', async () => {
  const { jobs } = make(LIMITS);
  const one = printer('kiosk-2');
  const before = one.pages().length;
  one.takePaper();
  const handle = started(await jobs.start('machine 2', 'kiosk-2', await receiptSlip(slip), { media: 'slip' }));
  await expect.poll(() => jobs.view('machine 2', handle)?.state, { timeout: 5000 }).toBe('stopped');
  expect(jobs.cancel('machine 1', handle)).toBe(false);
  expect(jobs.cancel('machine 2', handle)).toBe(true);
  expect((await ended(jobs, 'machine 2', handle))?.state).toBe('cancelled');
  await expect.poll(() => service.kept().spool, { timeout: 10_000 }).toEqual([]);
  one.putPaper();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(one.pages()).toHaveLength(before);
});

test('what a process that was cut off left in a queue is discarded at the next start, and before the next slip', async () => {
  const { cups, jobs } = make();
  const one = printer('kiosk-2');
  const before = one.pages().length;
  one.takePaper();
  const options = { media: 'slip', copies: 1, cancelAfterSeconds: 60 } as const;
  for (let count = 0; count < 2; count += 1)
    expect((await cups.submit('kiosk-2', await receiptSlip(slip), options)).ok).toBe(true);
  await jobs.sweep();
  expect(await cups.leftBehind('kiosk-2')).toEqual([]);

  expect((await cups.submit('kiosk-2', await receiptSlip(slip), options)).ok).toBe(true);
  const newest = { ...slip, cardCode: 'NEWEST' };
  const starting = jobs.start('machine 2', 'kiosk-2', await receiptSlip(newest), { media: 'slip' });
  await expect.poll(() => cups.leftBehind('kiosk-2').then((left) => left.length), { timeout: 5000 }).toBe(1);
  one.putPaper();
  const handle = started(await starting);
  expect((await ended(jobs, 'machine 2', handle))?.state).toBe('completed');
  expect(
    one
      .pages()
      .slice(before)
      .map((page) => wholeText(page).includes('NEWEST')),
  ).toEqual([true]);
});

test('papers of several copies wait for paper and print then', async () => {
  const { jobs } = make();
  const one = printer('office');
  one.takePaper();
  const page = await testPage({ paper: 'a4', printer: 'office', organization: '测试', fonts: FONTS });
  const handle = started(await jobs.start('meeting', 'office', page, { media: 'a4', copies: 3 }));
  await expect.poll(() => jobs.view('meeting', handle)?.state, { timeout: 5000 }).toBe('stopped');
  one.putPaper();
  expect((await ended(jobs, 'meeting', handle))?.state).toBe('completed');
  const [printed] = one.pages();
  if (printed === undefined) throw new Error('nothing was printed');
  expect(codesByZbar(pageImage(printed, 1, 203))).toEqual([TEST_CODE]);
  expect(wholeText(printed)).toContain('样票');
});

test('no print service, and no such printer, are told apart', async () => {
  const { jobs } = make();
  const page = await testPage({ paper: 'slip', printer: 'x', organization: '测试', fonts: FONTS });
  expect(await jobs.start('a', 'nobody', page, { media: 'slip' })).toEqual({ ok: false, error: 'printer-unknown' });
  const cups = createCups(() => ({ host: '127.0.0.1', port: 9 }));
  const silent = createPrintJobs({ cups, random, onError: (error) => failures.push(error) });
  expect(await silent.start('a', 'kiosk-1', page, { media: 'slip' })).toEqual({
    ok: false,
    error: 'print-service-unreachable',
  });
});

test.each([
  ['a receipt of the usual length', slip.address],
  [
    'a receipt with a long address',
    `https://changpiao.fenglin.qingxi.example/check${slip.address.slice(slip.address.indexOf('#'))}`,
  ],
])('on a 203 dpi head every module is whole dots: %s', async (_, address) => {
  const { height, isDark: isInk } = greyPage(await receiptSlip({ ...slip, address }), 1, 203);
  const { size, isDark } = qrModules(address);
  const dots = moduleDots(size);
  expect(dots).toBe(6);
  const side = size * dots;
  const left = Math.round(slipCodeLeft(size) / DOT);
  const edge = Array.from({ length: 7 * dots }, (_unused, at) => at);
  // The finder pattern tells where the symbol begins.
  const top = Array.from({ length: height - side }, (_unused, y) => y).find((y) =>
    edge.every((at) => isInk(left + at, y) && isInk(left, y + at)),
  );
  if (top === undefined) throw new Error('no finder pattern at the expected dots');
  let ragged = 0;
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1)
      if (isInk(left + x, top + y) !== isDark(Math.floor(y / dots), Math.floor(x / dots))) ragged += 1;
  expect(ragged).toBe(0);
});
