/** The battery of this machine, where the browser tells of one (Chromium, in a secure context). */
import type { KioskHealth } from '../../server/contract/organizer.ts';

export type Battery = NonNullable<KioskHealth['battery']>;

/** What the browser's battery has that is used here: it is not in the types of the platform. */
export type BatteryManager = EventTarget & { readonly level: number; readonly charging: boolean };
export type BatterySource = { readonly getBattery?: () => Promise<BatteryManager> };

/** Coarse enough that one machine is like another, and that it is seldom told. */
const STEP = 5;

const read = ({ level, charging }: BatteryManager): Battery => ({
  // Downwards: never more than there is.
  percent: Math.floor((level * 100 + 1e-6) / STEP) * STEP,
  charging,
});

/** Tells the battery at once and with every change; never where the browser knows of none. Ends with the function it returns. */
export function watchBattery(source: BatterySource, tell: (battery: Battery) => void): () => void {
  let isOver = false;
  let stop: () => void = () => undefined;
  const watch = (manager: BatteryManager) => {
    if (isOver) return;
    const again = () => tell(read(manager));
    for (const change of ['levelchange', 'chargingchange']) manager.addEventListener(change, again);
    stop = () => {
      for (const change of ['levelchange', 'chargingchange']) manager.removeEventListener(change, again);
    };
    again();
  };
  // A browser that has been told to say nothing refuses.
  void source.getBattery?.().then(watch, () => undefined);
  return () => {
    isOver = true;
    stop();
  };
}
