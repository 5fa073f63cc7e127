/** P1 and P2 on a phone without WebCrypto, from a host that only hands out files (UX 5.7, 6.37). How long both take is measured by `npm run bench`. */
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testRunTitle } from '../../tally/meeting/test-run.ts';
import { CHECK_NAMES } from '../../tally/verify/finding.ts';
import { takePicture } from '../pictures.ts';
import { publishCopy, type VillageCopy } from './village-copy.ts';

const BALLOTS = 6;
/** UX 5.7, as it comes over the network. */
const MOST_CODE = 300_000;

let copy: VillageCopy;
beforeAll(async () => {
  copy = await publishCopy(BALLOTS);
});
afterAll(() => copy?.close());

const answerOf = async (receipt: string) => {
  const phone = await copy.phone();
  await phone.page.goto(receipt);
  const answer = phone.page.locator('.check-answer');
  await answer.waitFor();
  return { ...phone, state: await answer.getAttribute('data-state') };
};

test('each receipt is found without a tap, where the browser offers no cryptography, by files alone', async () => {
  expect(copy.receipts).toHaveLength(BALLOTS);
  for (const receipt of copy.receipts) {
    const { page, asked, state } = await answerOf(receipt);
    expect(state).toBe('counted');
    expect(await page.evaluate(() => [isSecureContext, typeof crypto.subtle])).toEqual([false, 'undefined']);
    // The whole record and nothing of the receipt: which ballot is meant stays on the phone.
    const secret = receipt.slice(receipt.lastIndexOf('.') + 1);
    expect(asked.filter((one) => one.includes('record.jsonl'))).toHaveLength(1);
    for (const one of asked.slice(1)) expect(one).not.toContain(secret.slice(0, 12));
    await page.close();
  }
});

test('whatever reads paper is fetched after the answer, or where there is no record to answer from', async () => {
  const [receipt = ''] = copy.receipts;
  const { page, asked } = await copy.phone();
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/record.jsonl', async (route) => {
    await held;
    await route.continue();
  });
  const readers = () => asked.filter((one) => /qr-decoder|zxing/.test(one)).length;
  await page.goto(receipt);
  await page.locator('.progress').waitFor();
  expect([await page.locator('[data-name="paper"]').count(), readers()]).toEqual([0, 0]);
  release();
  await page.locator('.check-answer').waitFor();
  await page.locator('[data-name="paper"]').waitFor();
  await expect.poll(readers).toBeGreaterThan(0);
  await page.close();

  const cutOff = await copy.phone();
  await cutOff.page.route('**/record.jsonl', (route) => route.abort());
  await cutOff.page.goto(receipt);
  await cutOff.page.locator('[data-name="paper"]').waitFor();
  expect(await cutOff.page.locator('.check-answer').count()).toBe(0);
  await cutOff.page.close();
});

test('a ballot that is not in the record is not found, and says whom to tell', async () => {
  const [receipt = ''] = copy.receipts;
  const data = receipt.slice(receipt.lastIndexOf('.') + 1);
  const { page, state } = await answerOf(receipt.replace(data, `${data.startsWith('B') ? 'C' : 'B'}${data.slice(1)}`));
  expect(state).toBe('missing');
  expect(await page.locator('body').innerText()).toContain('监票人');
  const telephone = page.locator('[data-name="receipt"] [data-name="telephone"]');
  expect([await telephone.innerText(), await telephone.getAttribute('href')]).toEqual([
    '(0571) 8621-0099',
    'tel:057186210099',
  ]);
  expect(await page.locator('[data-name="whom-to-tell"]').innerText()).toMatch(/监票人：.+\n+电话：吴菊芳/);
  await takePicture(page, 'phone-not-found');
  await page.close();

  // Who is counted needs nobody.
  const counted = await answerOf(receipt);
  expect(await counted.page.locator('[data-name="whom-to-tell"]').count()).toBe(0);
  await counted.page.close();
});

test('a ballot under heads that the log alone has signed does not count yet, in both languages', async () => {
  const logAlone = (line: string): string => {
    if (!line.startsWith('{"note"')) return line;
    const { note, type } = JSON.parse(line) as { note: string; type: string };
    const [text = '', signatures = ''] = note.split('\n\n');
    return JSON.stringify({ note: `${text}\n\n${signatures.split('\n')[0]}\n`, type });
  };
  const changed = copy.record.split('\n').map(logAlone).join('\n');
  expect(changed).not.toBe(copy.record);
  const { page } = await copy.phone();
  await page.route('**/record.jsonl', (route) => route.fulfill({ body: changed, contentType: 'application/jsonl' }));
  await page.goto(copy.receipts[0] ?? '');
  const answer = page.locator('.check-answer[data-state="not-cosigned"]');
  await answer.waitFor();
  expect(await answer.innerText()).toContain('联署未齐');
  expect(await page.locator('[data-name="receipt"] [data-name="telephone"]').count()).toBe(1);
  await takePicture(page, 'phone-not-cosigned-zh');
  await page.locator('button[data-name="language"]').click();
  expect(await answer.innerText()).toContain('Not cosigned yet');
  await takePicture(page, 'phone-not-cosigned-en');
  await page.close();
});

test('one tap verifies the whole record, and every check is named with its answer', async () => {
  const { page } = await answerOf(copy.receipts[0] ?? '');
  await page.locator('button[data-name="verify"]').click();
  await page.locator('[data-name="verdict"]').waitFor();
  const named = await page
    .locator('[data-check]')
    .evaluateAll((lines) => lines.map((line) => [line.getAttribute('data-check'), line.getAttribute('data-state')]));
  expect(named).toEqual(CHECK_NAMES.filter((name) => name !== 'result-sheet').map((name) => [name, 'passed']));
  await takePicture(page, 'phone-village-copy');
  await page.close();
});

test('one changed digit of one ballot is named by its check', async () => {
  const lines = copy.record.split('\n');
  const cast = lines.findIndex((line) => line.includes('"type":"cast"'));
  const digit = (_: string, head: string, first: string) => `${head}${first === 'A' ? 'B' : 'A'}`;
  const changed = lines.with(cast, (lines[cast] ?? '').replace(/("s":")(.)/, digit)).join('\n');
  expect(changed).not.toBe(copy.record);
  const { page } = await copy.phone();
  await page.route('**/record.jsonl', (route) => route.fulfill({ body: changed, contentType: 'application/jsonl' }));
  await page.goto(copy.receipts[0] ?? '');
  await page.locator('button[data-name="verify"]').click();
  await page.locator('[data-name="verdict"]').waitFor();
  expect(await page.locator('[data-check][data-state="failed"]').count()).toBeGreaterThan(0);
  expect(await page.locator('[data-name="verify"] [data-name="telephone"]').innerText()).toBe('(0571) 8621-0099');
  await page.close();
});

test('what the phone loads for its answer is at most 300 kB of code', async () => {
  const { page, loaded } = await answerOf(copy.receipts[0] ?? '');
  await page.waitForLoadState('networkidle');
  const code = [...loaded].filter(([path]) => /\.(js|css|html)$|\/check\/$/.test(path));
  expect(code.length).toBeGreaterThan(2);
  expect(code.reduce((sum, [, bytes]) => sum + gzipSync(bytes).length, 0)).toBeLessThanOrEqual(MOST_CODE);
  await page.close();
});

test('of a test run the page says so, before anything else and beside its result (UX 6.34)', async () => {
  const { page } = await copy.phone();
  await page.route('**/api/meetings/simulation', (route) =>
    route.fulfill({ json: { ...copy.summary, testRun: true, title: testRunTitle(copy.summary.title) } }),
  );
  await page.goto(copy.receipts[0] ?? '');
  await page.locator('.check-answer').waitFor();
  expect(await page.locator('.check-meeting [data-name="test-run"]').innerText()).toContain('演练 · 样票');
  await page.unroute('**/api/meetings/simulation');
  await page.reload();
  await page.locator('.check-answer').waitFor();
  expect(await page.locator('[data-name="test-run"]').count()).toBe(0);
  await page.close();
});
