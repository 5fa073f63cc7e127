/** Machines and scrutineers' devices: an organizer gives a one-time code, whoever types it gets the session. */
import type { RandomBytes } from '../../crypto/group.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import {
  deleteSessionsOfDevice,
  insertPairingCode,
  loadMachine,
  loadPairingCodes,
  type StoredMachine,
  type StoredPairingCode,
  takePairingCode,
} from '../store/accounts.ts';
import type { Database } from '../store/database.ts';
import { loadScrutineers, type StoredScrutineer } from '../store/roll.ts';
import { formatOneTimeCode, newOneTimeCode, readOneTimeCode } from './one-time-code.ts';

const LIFETIME_MS = 30 * 60_000;

export type ShownCode = { readonly code: string; readonly expiresInSeconds: number };
export type Paired =
  | { readonly kind: 'machine'; readonly machine: StoredMachine }
  | { readonly kind: 'scrutineer'; readonly scrutineer: StoredScrutineer };

export type Pairing = {
  readonly codeForMachine: (meeting: string, machine: string) => Promise<ShownCode>;
  readonly codeForScrutineer: (meeting: string, index: number) => Promise<ShownCode>;
  readonly codesOf: (meeting: string) => Promise<{
    readonly machine: (id: string) => ShownCode | null;
    readonly scrutineer: (index: number) => ShownCode | null;
  }>;
  readonly redeem: (typed: string) => Promise<Result<Paired, 'pairing-code-unknown'>>;
};

export function createPairing(options: {
  readonly db: Database;
  readonly random: RandomBytes;
  readonly now: () => Date;
}): Pairing {
  const { db, random, now } = options;

  const issue = async (owner: Pick<StoredPairingCode, 'meeting' | 'machine' | 'scrutineer'>): Promise<ShownCode> => {
    const row = { ...owner, code: newOneTimeCode(random), expiresAt: new Date(now().getTime() + LIFETIME_MS) };
    await insertPairingCode(db, row);
    return shown(row);
  };

  const shown = ({ code, expiresAt }: StoredPairingCode): ShownCode => ({
    code: formatOneTimeCode(code),
    expiresInSeconds: Math.max(0, Math.round((expiresAt.getTime() - now().getTime()) / 1000)),
  });

  return {
    codeForMachine: (meeting, machine) => issue({ meeting, machine, scrutineer: null }),
    codeForScrutineer: (meeting, scrutineer) => issue({ meeting, machine: null, scrutineer }),
    codesOf: async (meeting) => {
      const codes = await loadPairingCodes(db, meeting, now());
      const find = (matches: (row: StoredPairingCode) => boolean) => {
        const row = codes.find(matches);
        return row === undefined ? null : shown(row);
      };
      return {
        machine: (id) => find((row) => row.machine === id),
        scrutineer: (index) => find((row) => row.scrutineer === index),
      };
    },
    redeem: async (typed) => {
      const row = await takePairingCode(db, readOneTimeCode(typed), now());
      if (row === undefined) return err('pairing-code-unknown');
      // Whoever types the newest code is the device: a tablet that was lost or replaced may do nothing any more.
      await deleteSessionsOfDevice(db, row);
      if (row.machine !== null) {
        const machine = await loadMachine(db, row.machine);
        return machine === undefined ? err('pairing-code-unknown') : ok({ kind: 'machine', machine });
      }
      const scrutineer = (await loadScrutineers(db, row.meeting)).find(({ index }) => index === row.scrutineer);
      return scrutineer === undefined ? err('pairing-code-unknown') : ok({ kind: 'scrutineer', scrutineer });
    },
  };
}
