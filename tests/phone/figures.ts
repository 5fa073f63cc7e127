/**
 * Part of `npm run bench`: how long somebody with a receipt waits (UX 5.7), with 200 ballots, in a Chromium whose page is slowed down to a
 * cheap phone. What workers do cannot be slowed down: their time is multiplied. The exit status says whether both figures hold.
 */
import { publishCopy, SLOWER } from './village-copy.ts';

const BALLOTS = 200;
const RECEIPTS = 10;
const TARGETS = { answer: 3000, verified: 60_000 };

const isJson = process.argv.includes('--json');
process.stderr.write(`${BALLOTS} 张选票的档案 a record of ${BALLOTS} ballots…\n`);
const copy = await publishCopy(BALLOTS);
const answers: number[] = [];
let verified = 0;
try {
  for (const receipt of copy.receipts.slice(0, RECEIPTS)) {
    const { page } = await copy.phone();
    const started = performance.now();
    await page.goto(receipt);
    await page.locator('.check-answer[data-state="counted"]').waitFor();
    answers.push(performance.now() - started);
    if (answers.length === RECEIPTS) {
      const tapped = performance.now();
      await page.locator('button[data-name="verify"]').click();
      await page.locator('[data-name="verdict"][data-tone="good"]').waitFor({ timeout: 600_000 });
      verified = (performance.now() - tapped) * SLOWER;
    }
    await page.close();
  }
} finally {
  await copy.close();
}
const worst = Math.max(...answers);
const median = answers.toSorted((a, b) => a - b)[Math.floor(answers.length / 2)] ?? 0;
const ok = worst <= TARGETS.answer && verified <= TARGETS.verified;
if (isJson) process.stdout.write(`${JSON.stringify({ ok, phone: { ballots: BALLOTS, median, worst, verified } })}\n`);
else {
  console.log(`\n手机查验 · a phone checks ${BALLOTS} 张 ballots`);
  console.log(
    `  ${worst <= TARGETS.answer ? '✓' : '✗'} 扫码到答复 scan to the answer: 中位 median ${median.toFixed(0)} ms, 最久 worst ${worst.toFixed(0)} ms of ${answers.length} (≤ ${TARGETS.answer})`,
  );
  console.log(
    `  ${verified <= TARGETS.verified ? '✓' : '✗'} 一键复核 verify everything: ${(verified / 1000).toFixed(1)} s (≤ ${TARGETS.verified / 1000} s)`,
  );
}
process.exitCode = ok ? 0 : 1;
