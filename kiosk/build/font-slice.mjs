/** Worker: cuts one slice out of a TTF and writes it as woff2. Encoding takes seconds, so slices run in parallel. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import subsetFont from 'subset-font';

parentPort.on('message', async ({ source, target, text }) => {
  const slice = await subsetFont(await readFile(source), text, { targetFormat: 'woff2', noHinting: true });
  // Rename is atomic: an interrupted build never leaves half a font in the cache.
  await writeFile(`${target}.part`, slice);
  await rename(`${target}.part`, target);
  parentPort.postMessage(target);
});
