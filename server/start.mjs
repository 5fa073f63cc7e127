/**
 * `npm start`: on a fresh clone it installs and builds first, with visible progress; then this same process becomes the
 * server, so that signals and exit status are the server's own. Only node's own modules until everything is there.
 */
import { ensureBuilt, ensureInstalled, requireNode } from './set-up.mjs';

requireNode();
try {
  await ensureInstalled();
  await ensureBuilt();
} catch (error) {
  console.error(String(error?.message ?? error));
  process.exit(1);
}
const { register } = await import('tsx/esm/api');
register();
await import('./main.ts');
