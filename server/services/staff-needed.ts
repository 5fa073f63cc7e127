/**
 * Which kiosks staff should go to, and what for. Made anew from memory at every question: nothing of it is stored or logged, so nobody
 * can read later at which kiosk, or when, somebody needed help.
 */
import type { Phase } from '../../tally/phase.ts';
import type { StaffNeeded } from '../contract/shared.ts';
import { loadMachines, loadPairedMachines } from '../store/accounts.ts';
import type { Database } from '../store/database.ts';
import type { KioskHealths } from './kiosk-health.ts';
import { machineKey, type Presence } from './presence.ts';

export type StaffNeededNow = (meeting: string, phase: Phase) => Promise<StaffNeeded[]>;

/** While somebody may stand before it, a kiosk that is silent needs a person. */
const IN_USE: readonly Phase[] = ['voting', 'paused'];

export function createStaffNeeded(options: {
  readonly db: Database;
  readonly health: KioskHealths;
  readonly presence: Presence;
  readonly now: () => Date;
}): StaffNeededNow {
  const { db, health, presence, now } = options;
  return async (meeting, phase) => {
    const [machines, paired] = await Promise.all([loadMachines(db, meeting), loadPairedMachines(db, meeting, now())]);
    return machines.flatMap(({ id, role, name }) => {
      if (role !== 'kiosk' || !paired.has(id)) return [];
      // What a silent kiosk said last may be over.
      const needs = presence.isOnline(machineKey(id)) ? told(health.of(id)) : IN_USE.includes(phase) ? SILENT : [];
      return needs.length === 0 ? [] : [{ kiosk: name, needs: [...needs] }];
    });
  };
}

const SILENT: StaffNeeded['needs'] = ['network'];

function told(health: ReturnType<KioskHealths['of']>): StaffNeeded['needs'] {
  if (health === undefined) return [];
  return health.scanner === 'lost' ? [...health.needs, 'scanner'] : health.needs;
}
