/** What a camera sees, as a film for Chromium's camera of its own (YUV4MPEG2: a header line, then raw frames). */
import { writeFileSync } from 'node:fs';
import { QUIET_ZONE, qrModules } from '../../printables/qr/modules.ts';

const WIDTH = 640;
const HEIGHT = 480;
const FRAMES_EACH = 5;
const PAPER = 225;
const INK = 35;
const TABLE = 120;

/** A paper with this QR symbol on a grey table. */
function frame(text: string | null): Uint8Array {
  const light = new Uint8Array(WIDTH * HEIGHT).fill(TABLE);
  if (text !== null) {
    const modules = qrModules(text);
    const side = modules.size + 2 * QUIET_ZONE;
    const scale = Math.floor((HEIGHT * 0.8) / side);
    const left = Math.floor((WIDTH - side * scale) / 2);
    const top = Math.floor((HEIGHT - side * scale) / 2);
    for (let y = 0; y < side * scale; y += 1) {
      for (let x = 0; x < side * scale; x += 1) {
        const row = Math.floor(y / scale) - QUIET_ZONE;
        const column = Math.floor(x / scale) - QUIET_ZONE;
        const isInside = row >= 0 && column >= 0 && row < modules.size && column < modules.size;
        light[(top + y) * WIDTH + left + x] = isInside && modules.isDark(row, column) ? INK : PAPER;
      }
    }
  }
  const grey = new Uint8Array((WIDTH * HEIGHT) / 2).fill(128);
  return Buffer.concat([Buffer.from('FRAME\n'), light, grey]);
}

/** The table, then one paper after another, again and again; without a paper the table alone. */
export function writeFilm(path: string, ...papers: readonly string[]): void {
  const header = Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`);
  const seen = [null, ...papers].flatMap((text) => Array.from({ length: FRAMES_EACH }, () => text));
  const frames = seen.map(frame);
  writeFileSync(path, Buffer.concat([header, ...frames]));
}
