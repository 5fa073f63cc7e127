/**
 * `npm run bench [-- --ballots 1000] [--json]`: how fast the protocol is (server/commands/bench.ts), then how long a voter waits at one of
 * twenty kiosks (tests/hall-load/figures.ts), somebody with a receipt and a phone (tests/phone/figures.ts), and a scrutineer for the
 * checks (tests/device-bench.ts). With `--json` each writes one line.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, requireNode, root } from '../server/set-up.mjs';

requireNode();
await ensureInstalled();
await ensureBuilt();

const isJson = process.argv.includes('--json');
const runs = [
  ['server/commands/bench.ts', ...process.argv.slice(2)],
  ['tests/hall-load/figures.ts', ...(isJson ? ['--json'] : [])],
  ['tests/phone/figures.ts', ...(isJson ? ['--json'] : [])],
  ['tests/device-bench.ts', ...(isJson ? ['--json'] : [])],
].map(
  ([file, ...given]) =>
    spawnSync(process.execPath, ['--import', 'tsx', join(root, file), ...given], { cwd: root, stdio: 'inherit' })
      .status,
);
process.exit(runs.every((status) => status === 0) ? 0 : 1);
