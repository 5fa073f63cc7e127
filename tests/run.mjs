/**
 * `npm test`: all set-up, then everything: types, format, import rules, and every suite. Nothing is skipped:
 * what a suite needs beyond npm packages is installed here, or the one command to run is named and the run fails.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, requireNode, root, run } from '../server/set-up.mjs';

/** Debian package → a file that is there once it is installed. */
const TOOLS = {
  chromium: ['/usr/bin/chromium', '/usr/bin/google-chrome'],
  'poppler-utils': ['/usr/bin/pdfsig'],
  'zbar-tools': ['/usr/bin/zbarimg'],
  qpdf: ['/usr/bin/qpdf'],
  'libnss3-tools': ['/usr/bin/certutil'],
  python3: ['/usr/bin/python3'],
  'cups-daemon': ['/usr/sbin/cupsd'],
  'cups-filters': ['/usr/lib/cups/filter/pdftopdf'],
  libsodium23: ['/usr/lib/x86_64-linux-gnu/libsodium.so.23', '/usr/lib/aarch64-linux-gnu/libsodium.so.23'],
};

async function ensureTools() {
  const has = (name, files) =>
    files.some(existsSync) || (name === 'chromium' && existsSync(process.env.CHROMIUM_PATH ?? ''));
  const missing = () =>
    Object.entries(TOOLS)
      .filter(([name, files]) => !has(name, files))
      .map(([name]) => name);
  if (missing().length === 0) return;
  const install = `apt-get update && apt-get install -y --no-install-recommends ${missing().join(' ')}`;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get'))
    await run(`安装测试工具 installing ${missing().join(', ')}`, 'sh', [
      '-c',
      `export DEBIAN_FRONTEND=noninteractive; (${install}) > /dev/null`,
    ]);
  if (missing().length > 0) {
    console.error(
      `测试需要这些工具，请先运行 / the tests need these tools, please run first:\n  sudo sh -c '${install}'`,
    );
    process.exit(1);
  }
}

function step(label, args, options = {}) {
  console.log(`› ${label}`);
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', ...options });
  return status === 0;
}

requireNode();
await ensureInstalled();
await ensureTools();
await ensureBuilt();

const bin = (path) => join(root, 'node_modules', path);
const folder = mkdtempSync(join(tmpdir(), 'changpiao-test-'));
const report = join(folder, 'report.json');
const outcomes = [
  step('类型与边界 types and boundaries', [bin('typescript/bin/tsc'), '-b']),
  step('格式与规则 format and rules', [bin('@biomejs/biome/bin/biome'), 'check', '.']),
  step('测试 tests', [
    bin('vitest/vitest.mjs'),
    'run',
    '--config',
    'tests/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ]),
];
let passed = outcomes.slice(0, 2).filter(Boolean).length;
let failed = outcomes.slice(0, 2).filter((ok) => !ok).length;
let skipped = 0;
if (existsSync(report)) {
  const counts = JSON.parse(readFileSync(report, 'utf8'));
  passed += counts.numPassedTests;
  failed += counts.numFailedTests;
  skipped += counts.numPendingTests + counts.numTodoTests;
  if (!outcomes[2] && counts.numFailedTests === 0) failed += 1;
} else failed += 1;
rmSync(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exit(failed > 0 || skipped > 0 || passed === 0 || outcomes.includes(false) ? 1 : 0);
