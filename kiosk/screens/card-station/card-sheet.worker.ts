/**
 * Draws the card sheets off the page's own thread. The page ends this worker when the file is there, so nothing of
 * the seeds' texts stays behind.
 */
import { type CardSheet, cardSheet } from '../../../printables/cards/card-sheet.ts';

self.onmessage = async ({ data }: MessageEvent<CardSheet>) => {
  try {
    self.postMessage({ ok: true, pdf: await cardSheet(data) });
  } catch (error) {
    self.postMessage({ ok: false, reason: error instanceof Error ? error.message : String(error) });
  }
};
