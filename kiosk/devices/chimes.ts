/** Prompts by sound (UX 1.1): made here, not recorded, so no file is fetched. Contents are never spoken by these. */

type Note = { readonly hertz: number; readonly atMs: number; readonly lengthMs: number };

const CHIMES = {
  /** Two rising notes: the card was read. */
  card: [
    { hertz: 660, atMs: 0, lengthMs: 110 },
    { hertz: 880, atMs: 120, lengthMs: 160 },
  ],
  /** A full chord upwards: the ballot is cast. */
  cast: [
    { hertz: 523, atMs: 0, lengthMs: 180 },
    { hertz: 659, atMs: 160, lengthMs: 180 },
    { hertz: 784, atMs: 320, lengthMs: 420 },
  ],
  /** Low and twice: refused. */
  refused: [
    { hertz: 220, atMs: 0, lengthMs: 240 },
    { hertz: 196, atMs: 300, lengthMs: 340 },
  ],
  /** For the staff: somebody is needed, or a ballot has not been cast. */
  attention: [
    { hertz: 740, atMs: 0, lengthMs: 200 },
    { hertz: 587, atMs: 240, lengthMs: 200 },
    { hertz: 740, atMs: 480, lengthMs: 260 },
  ],
} as const satisfies Record<string, readonly Note[]>;

export type Chime = keyof typeof CHIMES;

const VOLUME = 0.25;
let context: AudioContext | null = null;

/** Browsers allow sound after the first touch; a kiosk gets one when it is calibrated. */
export function chime(name: Chime): void {
  context ??= new AudioContext();
  if (context.state === 'suspended') void context.resume();
  const start = context.currentTime + 0.02;
  for (const note of CHIMES[name]) {
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    const from = start + note.atMs / 1000;
    const until = from + note.lengthMs / 1000;
    oscillator.type = 'triangle';
    oscillator.frequency.value = note.hertz;
    gain.gain.setValueAtTime(0, from);
    gain.gain.linearRampToValueAtTime(VOLUME, from + 0.015);
    gain.gain.exponentialRampToValueAtTime(0.001, until);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(from);
    oscillator.stop(until);
  }
}
