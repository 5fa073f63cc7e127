/**
 * Set-up shared by `npm start` and `npm test`: only node's own modules, because nothing else is there yet on a fresh clone.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

const NODE_MINIMUM = [20, 19];

export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > NODE_MINIMUM[0] || (major === NODE_MINIMUM[0] && minor >= NODE_MINIMUM[1])) return;
  console.error(`需要 Node.js ${NODE_MINIMUM.join('.')} 或更高版本，现在是 ${process.versions.node}。`);
  console.error(`Node.js ${NODE_MINIMUM.join('.')} or newer is needed; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Runs one command and shows what it prints; a line is repeated while it is silent, so that no wait looks like a stop. */
export function run(label, command, args, options = {}) {
  const started = Date.now();
  console.log(`› ${label}`);
  const patience = setInterval(() => console.log(`  … ${Math.round((Date.now() - started) / 1000)} s`), 5000);
  return new Promise((done, failed) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], ...options });
    child.on('error', failed);
    child.on('exit', (code, signal) => {
      clearInterval(patience);
      if (code === 0) done();
      else failed(new Error(`${label}: ${signal ?? `exit ${code}`}`));
    });
  });
}

function digestOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths)
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0');
  return hash.digest('hex');
}

/** Does the work unless the stamp says that exactly these inputs were done already. */
async function once(stamp, inputs, stillThere, work) {
  const path = join(root, 'node_modules', '.cache', 'changpiao', stamp);
  const digest = digestOf(inputs);
  if (stillThere() && existsSync(path) && readFileSync(path, 'utf8') === digest) return;
  await work();
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, digest);
}

export async function ensureInstalled() {
  await once(
    'installed',
    ['package.json', 'package-lock.json'],
    () => existsSync(join(root, 'node_modules', '.package-lock.json')),
    () =>
      run(
        '安装所需软件包 installing packages',
        process.platform === 'win32' ? 'npm.cmd' : 'npm',
        ['ci', '--no-audit', '--no-fund', '--include=dev', '--loglevel=error'],
        {
          shell: process.platform === 'win32',
        },
      ),
  );
}

/** Everything the pages are made of. */
function pageSources() {
  const files = ['package-lock.json'];
  const walk = (folder) => {
    for (const name of readdirSync(join(root, folder)).sort()) {
      if (name === 'dist' || name === 'node_modules') continue;
      const path = `${folder}/${name}`;
      if (statSync(join(root, path)).isDirectory()) walk(path);
      else if (!/\.test\.tsx?$/.test(name)) files.push(path);
    }
  };
  for (const folder of ['crypto', 'tally', 'printables', 'server/contract', 'kiosk']) walk(folder);
  return files;
}

export async function ensureBuilt() {
  await once(
    'built',
    pageSources(),
    () => existsSync(join(root, 'kiosk', 'dist', 'index.html')),
    () =>
      run('制作页面 building the pages', process.execPath, [
        join(root, 'node_modules', 'vite', 'bin', 'vite.js'),
        'build',
        '--config',
        'kiosk/vite.config.ts',
        '--logLevel',
        'warn',
      ]),
  );
}
