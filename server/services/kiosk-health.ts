/**
 * What kiosks say of their scanner, camera and battery, and whether they need staff. In memory only, each word in the place of the one before: no
 * trace is left of who was helped, or when. With the server it is asked anew.
 */
import type { KioskHealth } from '../contract/organizer.ts';

export type KioskHealths = {
  readonly tell: (machine: string, health: KioskHealth) => void;
  readonly of: (machine: string) => KioskHealth | undefined;
  readonly forget: (machine: string) => void;
};

export function createKioskHealth(): KioskHealths {
  const told = new Map<string, KioskHealth>();
  return {
    tell: (machine, health) => void told.set(machine, health),
    of: (machine) => told.get(machine),
    forget: (machine) => void told.delete(machine),
  };
}
