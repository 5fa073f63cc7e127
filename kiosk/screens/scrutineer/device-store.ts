/**
 * What a scrutineer's device keeps in this browser: the key file as it was encrypted under her passphrase, and the
 * public memory beside it (heads cosigned, lists answered), so that a reload only asks for the passphrase.
 */
import { decodeBase64url, encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { err, ok, type Result } from '../../../crypto/result.ts';
import type { ForkEvidence } from '../../../tally/record/log-head.ts';
import { type DeviceMemory, deviceMemory } from '../../../tally/roles/scrutineer/key-file.ts';

export type Identity = { readonly meeting: string; readonly index: number; readonly name: string };

const DEVICES = 'changpiao.scrutineers';
const keyOf = ({ meeting, index }: Identity, part: 'file' | 'memory' | 'test-run') =>
  `changpiao.scrutineer.${meeting}.${index}.${part}`;

const isIdentity = (value: unknown): value is Identity =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Identity).meeting === 'string' &&
  Number.isInteger((value as Identity).index) &&
  typeof (value as Identity).name === 'string';

/** The latest first. */
export function knownDevices(): readonly Identity[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(DEVICES) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isIdentity) : [];
  } catch {
    return [];
  }
}

const isSame = (a: Identity, b: Identity): boolean => a.meeting === b.meeting && a.index === b.index;

export function storeKeyFile(who: Identity, file: Uint8Array): void {
  localStorage.setItem(keyOf(who, 'file'), encodeBase64url(file));
  const others = knownDevices().filter((other) => !isSame(other, who));
  const { meeting, index, name } = who;
  localStorage.setItem(DEVICES, JSON.stringify([{ meeting, index, name }, ...others]));
}

export function storedKeyFile(who: Identity): Uint8Array | null {
  const stored = localStorage.getItem(keyOf(who, 'file'));
  try {
    return stored === null ? null : decodeBase64url(stored);
  } catch {
    return null;
  }
}

/** Null: nothing was stored yet. What was stored and cannot be read is never taken for nothing (specification §8.2). */
export function storedMemory(who: Identity): Result<DeviceMemory | null, 'memory-unreadable'> {
  const stored = localStorage.getItem(keyOf(who, 'memory'));
  if (stored === null) return ok(null);
  try {
    const parsed = deviceMemory.safeParse(JSON.parse(stored));
    return parsed.success ? ok(parsed.data) : err('memory-unreadable');
  } catch {
    return err('memory-unreadable');
  }
}

/**
 * Security: `sheetKey` is that of a test run only if a head this device cosigned has the record that says so below it. Whoever
 * could have any other key stored here could have the key file of a real meeting deleted.
 */
export function rememberTestRun(who: Identity, sheetKey: string): void {
  localStorage.setItem(keyOf(who, 'test-run'), sheetKey);
}

/** The key that signs the proof of its wiping. Null: not known to be a test run, or what is kept of it is evidence. */
export function testRunKey(who: Identity): Uint8Array | null {
  const stored = localStorage.getItem(keyOf(who, 'test-run'));
  const memory = storedMemory(who);
  if (stored === null || !memory.ok || memory.value === null || memory.value.fork !== null) return null;
  try {
    return decodeBase64url(stored);
  } catch {
    return null;
  }
}

/** Everything of one meeting. */
export function forgetDevice(who: Identity): void {
  for (const part of ['file', 'memory', 'test-run'] as const) localStorage.removeItem(keyOf(who, part));
  localStorage.setItem(DEVICES, JSON.stringify(knownDevices().filter((other) => !isSame(other, who))));
}

/** Another tab of the same device has gone on with the same keys. */
export class AnotherTabError extends Error {
  override readonly name = 'AnotherTabError';
}

/**
 * Stores the memory of one tab. What it would overwrite must be what this tab stored last: otherwise the other tab's
 * answered lists, or the end it came to at a fork, would be forgotten (specification §8.2).
 */
export function memoryKeeper(who: Identity): {
  readonly requireAlone: () => void;
  readonly store: (memory: DeviceMemory) => void;
  /** Adds evidence to whatever is stored, by any tab, and takes nothing from it. `memory`: where nothing is stored yet. */
  readonly addFork: (fork: ForkEvidence, memory: DeviceMemory) => void;
} {
  const key = keyOf(who, 'memory');
  let own = localStorage.getItem(key);
  const requireAlone = () => {
    if (localStorage.getItem(key) !== own) throw new AnotherTabError(`scrutineer ${who.index}: another tab goes on`);
  };
  return {
    requireAlone,
    store: (memory) => {
      requireAlone();
      // Throws rather than store what could not be read again.
      own = JSON.stringify(deviceMemory.parse(memory));
      localStorage.setItem(key, own);
    },
    addFork: (fork, memory) => {
      const before = localStorage.getItem(key);
      const stored = storedMemory(who);
      // An unreadable memory stops the device by itself.
      if (!stored.ok) return;
      const known = stored.value ?? memory;
      const added = JSON.stringify(deviceMemory.parse({ ...known, fork: known.fork ?? fork }));
      localStorage.setItem(key, added);
      // Another tab's words stay another tab's.
      if (before === own) own = added;
    },
  };
}
