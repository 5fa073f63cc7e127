/** QR codes in pixels. The decoder's wasm comes from our own server; pictures stay in this page. */
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasmAddress from 'zxing-wasm/reader/zxing_reader.wasm?url';

let isPrepared = false;

function prepare(): void {
  if (isPrepared) return;
  isPrepared = true;
  // Without this the library would fetch its wasm from a public network.
  prepareZXingModule({ overrides: { locateFile: (path: string) => (path.endsWith('.wasm') ? wasmAddress : path) } });
}

/** Texts of the codes found, at most `most`. */
export async function qrTexts(picture: ImageData, most: number): Promise<readonly string[]> {
  prepare();
  const codes = await readBarcodes(picture, { formats: ['QRCode'], maxNumberOfSymbols: most });
  return codes.flatMap((code) => (code.isValid ? [code.text] : []));
}
