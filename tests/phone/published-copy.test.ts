/** The copy that an organisation publishes, made by the README's own lines from a real server and laid on a host that only hands out files (UX 5.7). */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { sealAt } from '../../server/rehearsal/sample-election.ts';
import { startServerProcess } from '../../server/rehearsal/server-process.ts';
import { launchChromium } from '../chromium.ts';
import { freePort } from '../free-port.ts';
import { takePicture } from '../pictures.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Where a browser offers no cryptography. */
const NAME = 'dongfeng.village';

const LINES = /```sh\n( *HALL=[\s\S]*?)```/.exec(readFileSync(join(root, 'README.md'), 'utf8'))?.[1] ?? '';

test('by the lines of the README a copy holds whatever its check page links to', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'changpiao-copy-'));
  const server = await startServerProcess(join(folder, 'data'));
  const browser = await launchChromium([`--host-resolver-rules=MAP ${NAME} 127.0.0.1`]);
  const port = await freePort();
  let host: ReturnType<typeof spawn> | undefined;
  try {
    const { meeting } = await sealAt(server.address, server.setUpCode ?? '', {});
    symlinkSync(join(root, 'kiosk'), join(folder, 'kiosk'));
    const lines = LINES.replace(/HALL=\S+ MEETING=\S+/, `HALL=${server.address} MEETING=${meeting}`);
    execFileSync('sh', ['-e', '-c', lines], {
      cwd: folder,
      stdio: 'pipe',
    });
    const published = async (path: string) =>
      Buffer.from(await (await fetch(new URL(path, server.address))).arrayBuffer());
    const links = new Map<string, Buffer>();

    host = spawn('python3', ['-m', 'http.server', String(port), '--bind', '127.0.0.1', '-d', join(folder, 'copy')], {
      stdio: 'ignore',
    });
    const page = await browser.newPage({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' });
    const lost: string[] = [];
    page.on('response', (response) => {
      if (response.status() >= 400) lost.push(response.url());
    });
    await expect.poll(() => page.goto(`http://${NAME}:${port}/check/`).catch(() => null)).not.toBeNull();
    await page.locator('[data-name="meetings"] a').click();
    const tools = page.locator('[data-name="expert"]');
    await tools.waitFor();
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    for (const link of await tools.locator('a').all()) {
      const path = (await link.getAttribute('href')) ?? '';
      const answer = await page.request.get(`http://127.0.0.1:${port}${path}`);
      expect(answer.status(), path).toBe(200);
      links.set(path, await answer.body());
    }
    // Record, trusted keys, three specifications, source.
    expect(links.size).toBe(6);
    for (const [path, bytes] of links) expect(bytes.equals(await published(path)), path).toBe(true);
    expect(lost).toEqual([]);
    await tools.scrollIntoViewIfNeeded();
    await takePicture(page, 'phone-published-copy');
  } finally {
    host?.kill();
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
