/**
 * From an encrypted key file and the memory kept beside it to what a device knows (specification §4, §8.2).
 *
 * Security: a memory that cannot be read refuses the device, because one that forgot what it cosigned and answered could
 * be asked for a second list. Both are read after the second that the passphrase takes: another tab may have stored more.
 */
import { equalBytes } from '../../../crypto/encoding/bytes.ts';
import { err, ok, type Result } from '../../../crypto/result.ts';
import { memoryOf, readKeyFile, withMemory } from '../../../tally/roles/scrutineer/key-file.ts';
import type { ScrutineerState } from '../../../tally/roles/scrutineer/state.ts';
import { type Identity, memoryKeeper, storedKeyFile, storedMemory, storeKeyFile } from './device-store.ts';
import type { Workshop } from './workshop.ts';

type Opener = Pick<Workshop, 'run'>;

export type UnlockRefusal = 'wrong-passphrase' | 'memory-unreadable';

export type Opened = { readonly who: Identity; readonly state: ScrutineerState };

async function open(workshop: Opener, file: Uint8Array, passphrase: string): Promise<ScrutineerState | null> {
  const content = await workshop.run({ kind: 'open', passphrase, file });
  const read = content === null ? null : readKeyFile(content);
  return read?.ok === true ? read.value : null;
}

const identityOf = ({ meeting, index, name }: ScrutineerState): Identity => ({ meeting, index, name });

function withStoredMemory(state: ScrutineerState): Result<Opened, 'memory-unreadable'> {
  const who = identityOf(state);
  const memory = storedMemory(who);
  if (!memory.ok) return memory;
  return ok({ who, state: memory.value === null ? state : withMemory(state, memory.value) });
}

/** The key file of this browser. */
export async function unlockStored(
  workshop: Opener,
  who: Identity,
  passphrase: string,
): Promise<Result<Opened, UnlockRefusal>> {
  for (;;) {
    const file = storedKeyFile(who);
    const state = file === null ? null : await open(workshop, file, passphrase);
    if (file === null || state === null) return err('wrong-passphrase');
    if (isStored(who, file)) return withStoredMemory(state);
  }
}

const isStored = (who: Identity, file: Uint8Array): boolean => {
  const stored = storedKeyFile(who);
  return stored !== null && equalBytes(stored, file);
};

/** 'other-file': this browser holds another one, which the passphrase does not open or which holds other keys. */
export type RestoreRefusal = UnlockRefusal | { readonly code: 'other-file'; readonly who: Identity };

/**
 * A key file from elsewhere becomes that of this browser; but never in the place of one that holds more, and in the place
 * of one that cannot be compared only if the scrutineer says so (`replacing`).
 */
export async function restore(
  workshop: Opener,
  file: Uint8Array,
  passphrase: string,
  replacing = false,
): Promise<Result<Opened, RestoreRefusal>> {
  const state = await open(workshop, file, passphrase);
  if (state === null) return err('wrong-passphrase');
  const who = identityOf(state);
  for (;;) {
    const stored = storedKeyFile(who);
    const own = stored === null || replacing ? null : await open(workshop, stored, passphrase);
    if (stored !== null && !isStored(who, stored)) continue;
    if (stored !== null && !replacing && own?.signKey !== state.signKey) return err({ code: 'other-file', who });
    const isOlder = own !== null && progressOf(own) >= progressOf(state);
    const opened = withStoredMemory(isOlder ? own : own === null ? state : withMemory(state, memoryOf(own)));
    if (!opened.ok || isOlder) return opened;
    // What only the old file knew would be gone with it.
    memoryKeeper(who).store(memoryOf(opened.value.state));
    storeKeyFile(who, file);
    return opened;
  }
}

/** Secrets of a later attempt at the ceremony are more, and of one attempt the share is more than what it is made from. */
function progressOf({ share, ceremony }: ScrutineerState): number {
  if (share !== null) return 2 * share.attempt + 1;
  return ceremony === null ? -1 : 2 * ceremony.attempt;
}
