/**
 * The built pages. Only files that were there when the server started are served, by their exact names; hashed assets
 * may be kept for ever, pages never, so that no kiosk votes with yesterday's code.
 */
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Context, Hono } from 'hono';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};

/** `elsewhere`: where a page (by its name, '/kiosk') is to be had if not here. */
export function servePages(
  app: Hono,
  folder: string,
  elsewhere: (context: Context, page: string) => string | undefined = () => undefined,
): void {
  const files = existsSync(folder) ? filesBelow(folder) : new Map<string, string>();
  app.get('*', async (context, next) => {
    // The address of a page is a folder to the people who type it: /organizer/ is organizer.html.
    const name = context.req.path === '/' ? '/index' : context.req.path.replace(/\/$/, '');
    const file = files.get(name) ?? files.get(`${name}.html`);
    if (file === undefined) return next();
    if (extname(file) === '.html') {
      const address = elsewhere(context, name.replace(/\.html$/, ''));
      context.header('cache-control', 'no-store');
      if (address !== undefined) return context.redirect(address, 307);
    }
    const lasting = name.startsWith('/assets/');
    context.header('content-type', MEDIA_TYPES[extname(file)] ?? 'application/octet-stream');
    context.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-store');
    return context.body(new Uint8Array(await readFile(file)));
  });
}

function filesBelow(folder: string, prefix = ''): Map<string, string> {
  const files = new Map<string, string>();
  for (const item of readdirSync(folder, { withFileTypes: true })) {
    const [name, path] = [`${prefix}/${item.name}`, join(folder, item.name)];
    if (item.isDirectory()) for (const [key, value] of filesBelow(path, name)) files.set(key, value);
    else if (item.isFile()) files.set(name, path);
  }
  return files;
}
