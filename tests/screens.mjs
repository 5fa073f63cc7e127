/**
 * `npm run screens [-- FOLDER]`: every screen the browser tests come to, as a picture in every size and both languages, with a
 * page to look through them. A screen that no test reaches has no picture, and a test that fails leaves its own out.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureBuilt, ensureInstalled, requireNode, root } from '../server/set-up.mjs';

requireNode();
await ensureInstalled();
await ensureBuilt();

const folder = resolve(process.argv[2] ?? join(root, 'out/screens'));
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const taking = readdirSync(join(root, 'tests'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => join(root, 'tests', file))
  .filter((file) => /\b(?:picture|takePicture|takeVoterPicture|lookAt)\(/.test(readFileSync(file, 'utf8')));
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--config', 'tests/vitest.config.ts', ...taking],
  { cwd: root, stdio: 'inherit', env: { ...process.env, PICTURES_DIR: folder, PICTURES: 'every' } },
);

const pictures = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.png'))
  .map((path) => path.replaceAll('\\', '/'))
  .toSorted();
const sectionOf = (path) => path.slice(0, path.lastIndexOf('/'));
const sections = [...new Set(pictures.map(sectionOf))].map((name) => [
  name,
  pictures.filter((path) => sectionOf(path) === name),
]);
const figure = (path) =>
  `<figure><a href="${path}"><img loading="lazy" src="${path}" alt=""></a><figcaption>${path.slice(path.lastIndexOf('/') + 1, -4)}</figcaption></figure>`;
writeFileSync(
  join(folder, 'index.html'),
  `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>唱票 Changpiao · 画面 screens</title>
<style>body{font:16px sans-serif;margin:24px}section{display:flex;flex-wrap:wrap;gap:16px}figure{margin:0;width:380px}img{max-width:100%;max-height:420px;border:1px solid #999}</style>
<h1>唱票 Changpiao · 画面 screens (${pictures.length})</h1>
${sections.map(([name, paths]) => `<h2>${name}</h2><section>${paths.map(figure).join('\n')}</section>`).join('\n')}
</html>
`,
);
console.log(`${pictures.length} 幅画面 pictures: ${join(folder, 'index.html')}`);
process.exit(status ?? 1);
