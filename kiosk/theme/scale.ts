/**
 * Real millimetres on this device (UX 2, 6.7). CSS `mm` is not physical on tablets, so every device stores its pixels
 * per millimetre, set once by holding a bank card (85.6 mm) against a bar on the screen.
 */
import { createSignal } from 'solid-js';

/** ISO/IEC 7810 ID-1, long side. */
export const BANK_CARD_MM = 85.6;

const KEY = 'changpiao.px-per-mm';
/** A 10-inch tablet with 1280 pixels; only used to draw the calibration page itself. */
const UNCALIBRATED = 5.9;
const PLAUSIBLE = { least: 2, most: 20 };

function stored(): number | null {
  const value = Number(localStorage.getItem(KEY));
  return value >= PLAUSIBLE.least && value <= PLAUSIBLE.most ? value : null;
}

const [pxPerMm, setPxPerMm] = createSignal<number | null>(stored());

/** Null until this device has been calibrated; voting is refused then. */
export { pxPerMm };

export function calibrate(value: number): void {
  localStorage.setItem(KEY, String(Math.round(value * 1000) / 1000));
  setPxPerMm(value);
}

const [viewport, setViewport] = createSignal({ width: window.innerWidth, height: window.innerHeight });
window.addEventListener('resize', () => setViewport({ width: window.innerWidth, height: window.innerHeight }));

const [drawnWidthMm, setDrawnWidthMm] = createSignal<number | null>(null);

/** Draws a screen of this width in whatever room the page has: a picture of a kiosk, whose millimetres are not real. Never stored. */
export { setDrawnWidthMm };

/** The value to draw with, calibrated or not. */
export function drawnPxPerMm(): number {
  const width = drawnWidthMm();
  return width === null ? (pxPerMm() ?? UNCALIBRATED) : viewport().width / width;
}

export type ScreenMm = { readonly widthMm: number; readonly heightMm: number };

/** Size of the page in millimetres, following resizes. */
export function screenMm(): ScreenMm {
  const scale = drawnPxPerMm();
  return { widthMm: viewport().width / scale, heightMm: viewport().height / scale };
}
