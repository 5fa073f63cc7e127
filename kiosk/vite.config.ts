/** One page per role; every page is served from our own origin only, fonts and wasm included. */
import path from 'node:path';
import { defineConfig } from 'vite';
import solid from 'vite-plugin-solid';
import { makeFonts } from './build/fonts.ts';
import { ownFilesOnly } from './build/own-files-only.ts';

const kiosk = import.meta.dirname;
const PAGES = [
  'index',
  'organizer',
  'desk',
  'card-station',
  'kiosk',
  'preview',
  'scrutineer',
  'screen',
  'teller',
  'township',
  'check',
  'trust',
  'controls',
];

export default defineConfig(async () => ({
  root: kiosk,
  base: '/',
  cacheDir: path.join(kiosk, '..', 'node_modules', '.cache', 'vite'),
  plugins: [solid(), ownFilesOnly()],
  resolve: { alias: { 'virtual-fonts.css': await makeFonts(path.join(kiosk, '..')) } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // The content security policy allows no data: fonts and no inline scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2500,
    rolldownOptions: { input: Object.fromEntries(PAGES.map((page) => [page, path.join(kiosk, `${page}.html`)])) },
  },
  worker: { format: 'es', plugins: () => [solid(), ownFilesOnly()] },
  server: { proxy: { '/api': `http://127.0.0.1:${process.env.PORT ?? 8080}` } },
}));
