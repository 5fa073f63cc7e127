import type { RandomBytes } from '../../crypto/group.ts';

/** Fisher and Yates, with 32 random bits for each place: the cards in a shaken box. */
export function shuffle<T>(items: readonly T[], random: RandomBytes): readonly T[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const bits = new DataView(Uint8Array.from(random(4)).buffer).getUint32(0);
    const other = Math.floor((bits / 2 ** 32) * (last + 1));
    const [a, b] = [shuffled[last] as T, shuffled[other] as T];
    shuffled[last] = b;
    shuffled[other] = a;
  }
  return shuffled;
}
