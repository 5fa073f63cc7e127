/**
 * The QR reader would fetch its wasm from a public server unless told otherwise. It is told otherwise (devices/qr-decoder.ts), and the
 * foreign address is taken out of the built pages besides, so that no later mistake can make a kiosk ask for it.
 */
import type { Plugin } from 'vite';

const READER = /[\\/]zxing-wasm[\\/]dist[\\/].*share\.js/;
const FOREIGN = /`https:\/\/[^`]*`/g;

export function ownFilesOnly(): Plugin {
  return {
    name: 'changpiao-own-files-only',
    enforce: 'pre',
    transform(code, id) {
      if (!READER.test(id)) return null;
      const own = code.replace(FOREIGN, "''");
      if (own === code) this.error('the QR reader has changed: where does it fetch its wasm from?');
      return { code: own, map: null };
    },
  };
}
