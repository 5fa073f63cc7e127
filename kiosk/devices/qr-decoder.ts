/** QR codes in pixels. The decoder's wasm comes from our own server; pictures stay in this page. */
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasmAddress from 'zxing-wasm/reader/zxing_reader.wasm?url';

let decoder: Promise<unknown> | null = null;

/** Fetches the decoder; where it must work without a network this is done while there is one. */
export function loadQrDecoder(): Promise<unknown> {
  decoder ??= prepareZXingModule({
    // Without this the library would fetch its wasm from a public network.
    overrides: { locateFile: (path: string) => (path.endsWith('.wasm') ? wasmAddress : path) },
    fireImmediately: true,
  }).catch((error: unknown) => {
    decoder = null;
    throw error;
  });
  return decoder;
}

/** Texts of the codes found, at most `most`. */
export async function qrTexts(picture: ImageData, most: number): Promise<readonly string[]> {
  await loadQrDecoder();
  const codes = await readBarcodes(picture, { formats: ['QRCode'], maxNumberOfSymbols: most });
  return codes.flatMap((code) => (code.isValid ? [code.text] : []));
}
