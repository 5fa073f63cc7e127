/**
 * QR codes in a photograph. A phone on plain http has no camera for pages, but everywhere it can take a picture and give
 * it to a file field.
 */
import { qrTexts } from './qr-decoder.ts';

/** Phones take more pixels than the decoder needs, and more than their pages have memory for. */
const LONGEST_SIDE = 2400;
const MOST_CODES = 16;

/** Null when the file is no picture. */
export async function readPhoto(file: Blob): Promise<readonly string[] | null> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return null;
  }
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = new OffscreenCanvas(Math.ceil(picture.width * scale), Math.ceil(picture.height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('photo reader: no canvas');
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return qrTexts(context.getImageData(0, 0, canvas.width, canvas.height), MOST_CODES);
}
