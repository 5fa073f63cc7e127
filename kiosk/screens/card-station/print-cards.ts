/** The PDF of the cards, made in this browser: seeds leave it on paper only (specification §5). */
import sans from '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf?url';
import sansBold from '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf?url';
import { err, ok, type Result } from '../../../crypto/result.ts';
import type { CardSheet } from '../../../printables/cards/card-sheet.ts';

type Fonts = CardSheet['fonts'];
let fonts: Promise<Fonts> | undefined;

async function load(address: string): Promise<Uint8Array> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Whole fonts, from our own server, once per page. */
function cardFonts(): Promise<Fonts> {
  fonts ??= Promise.all([load(sans), load(sansBold)]).then(([regular, bold]) => ({
    sans: regular,
    'sans-bold': bold,
  }));
  fonts.catch(() => {
    fonts = undefined;
  });
  return fonts;
}

export type PrintRefusal = { readonly code: 'fonts' | 'drawing'; readonly reason: string };

export async function printedCards(sheet: Omit<CardSheet, 'fonts'>): Promise<Result<Blob, PrintRefusal>> {
  let files: Fonts;
  try {
    files = await cardFonts();
  } catch (error) {
    return err({ code: 'fonts', reason: String(error) });
  }
  const worker = new Worker(new URL('./card-sheet.worker.ts', import.meta.url), { type: 'module' });
  type Answer =
    | { readonly ok: true; readonly pdf: Uint8Array<ArrayBuffer> }
    | { readonly ok: false; readonly reason: string };
  try {
    const answer = await new Promise<Answer>((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
      worker.onerror = (event) => resolve({ ok: false, reason: event.message });
      worker.postMessage({ ...sheet, fonts: files } satisfies CardSheet);
    });
    if (!answer.ok) return err({ code: 'drawing', reason: answer.reason });
    return ok(new Blob([answer.pdf], { type: 'application/pdf' }));
  } finally {
    worker.terminate();
  }
}
