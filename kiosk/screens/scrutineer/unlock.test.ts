import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { assemblyWithKeys, deviceOf, newAssembly } from '../../../tally/roles/scrutineer/example-assembly.ts';
import { memoryOf, writeKeyFile } from '../../../tally/roles/scrutineer/key-file.ts';
import type { ScrutineerState } from '../../../tally/roles/scrutineer/state.ts';
import { memoryKeeper, storedKeyFile, storeKeyFile } from './device-store.ts';
import { restore, unlockStored } from './unlock.ts';
import type { Workshop } from './workshop.ts';

const PASSPHRASE = 'open';
const hash = (byte: number) => encodeBase64url(new Uint8Array(32).fill(byte));
let withShare: ScrutineerState;
let withoutShare: ScrutineerState;
let stranger: ScrutineerState;
let stored: Map<string, string>;

/** A sealed file here is the passphrase before the content: this is about which file is read and kept, not about age. */
const sealed = (state: ScrutineerState, passphrase = PASSPHRASE): Uint8Array =>
  new Uint8Array([...new TextEncoder().encode(passphrase), 0, ...writeKeyFile(state)]);
/** `meanwhile` happens while the passphrase is worked on. */
const workshop = (meanwhile: () => void = () => undefined): Pick<Workshop, 'run'> => ({
  run: (async (work: { passphrase: string; file: Uint8Array }) => {
    await Promise.resolve();
    meanwhile();
    const at = work.file.indexOf(0);
    const isRight = new TextDecoder().decode(work.file.subarray(0, at)) === work.passphrase;
    return isRight ? work.file.subarray(at + 1) : null;
  }) as Workshop['run'],
});
const whoOf = ({ meeting, index, name }: ScrutineerState) => ({ meeting, index, name });

beforeAll(async () => {
  withShare = { ...deviceOf(await assemblyWithKeys(3, 2), 1), released: [] };
  withoutShare = { ...withShare, share: null, cosigned: null };
  stranger = deviceOf(await newAssembly(3, 2), 2);
  stranger = { ...stranger, index: 1, name: withShare.name };
});
beforeEach(() => {
  stored = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

test('the key file of this browser is opened with what was remembered since (§8.2)', async () => {
  const released = [{ ctx: hash(1), stage: 'tally' as const, list: hash(2) }];
  storeKeyFile(whoOf(withShare), sealed(withShare));
  memoryKeeper(whoOf(withShare)).store(memoryOf({ ...withShare, released }));
  const opened = await unlockStored(workshop(), whoOf(withShare), PASSPHRASE);
  expect(opened).toEqual({ ok: true, value: { who: whoOf(withShare), state: { ...withShare, released } } });
  expect(await unlockStored(workshop(), whoOf(withShare), 'wrong')).toEqual({ ok: false, error: 'wrong-passphrase' });
});

test('a memory that cannot be read refuses the key file, stored or restored: one list, ever (§8.2)', async () => {
  const file = sealed(withShare);
  storeKeyFile(whoOf(withShare), file);
  stored.set(`changpiao.scrutineer.${withShare.meeting}.1.memory`, '{"cosigned":');
  const refused = { ok: false, error: 'memory-unreadable' };
  expect(await unlockStored(workshop(), whoOf(withShare), PASSPHRASE)).toEqual(refused);
  expect(await restore(workshop(), file, PASSPHRASE)).toEqual(refused);
  stored.delete(`changpiao.scrutineers`);
  stored.delete(`changpiao.scrutineer.${withShare.meeting}.1.file`);
  expect(await restore(workshop(), file, PASSPHRASE)).toEqual(refused);
  expect(storedKeyFile(whoOf(withShare))).toBeNull();
});

test('what another tab stores while the passphrase is worked on is what is opened (§8.2)', async () => {
  const who = whoOf(withShare);
  const released = [{ ctx: hash(1), stage: 'tally' as const, list: hash(2) }];
  storeKeyFile(who, sealed(withoutShare));
  let turns = 0;
  const busy = workshop(() => {
    turns += 1;
    if (turns > 1) return;
    storeKeyFile(who, sealed(withShare));
    memoryKeeper(who).store(memoryOf({ ...withShare, released }));
  });
  const opened = await unlockStored(busy, who, PASSPHRASE);
  expect(opened).toEqual({ ok: true, value: { who, state: { ...withShare, released } } });
});

test('an old key file never takes the place of one that holds the share', async () => {
  const who = whoOf(withShare);
  storeKeyFile(who, sealed(withShare));
  const kept = await restore(workshop(), sealed(withoutShare), PASSPHRASE);
  expect(kept).toEqual({ ok: true, value: { who, state: withShare } });
  expect(storedKeyFile(who)).toEqual(sealed(withShare));
  // The other way round the newer one is taken, and forgets nothing that the older one knew.
  const released = [{ ctx: hash(1), stage: 'tally' as const, list: hash(2) }];
  storeKeyFile(who, sealed({ ...withoutShare, released }));
  const restored = await restore(workshop(), sealed(withShare), PASSPHRASE);
  expect(restored).toEqual({ ok: true, value: { who, state: { ...withShare, released } } });
  expect(storedKeyFile(who)).toEqual(sealed(withShare));
  expect(await unlockStored(workshop(), who, PASSPHRASE)).toEqual(restored);
});

test('a file that cannot be compared with the stored one takes its place only when the scrutineer says so', async () => {
  const who = whoOf(withShare);
  const old = sealed(withoutShare, 'older passphrase');
  for (const file of [sealed(withShare, 'another'), sealed(stranger)]) {
    storeKeyFile(who, file);
    const passphrase = 'older passphrase';
    expect(await restore(workshop(), old, passphrase)).toEqual({ ok: false, error: { code: 'other-file', who } });
    expect(storedKeyFile(who)).toEqual(file);
    expect((await restore(workshop(), old, passphrase, true)).ok).toBe(true);
    expect(storedKeyFile(who)).toEqual(old);
  }
});

test('a file from elsewhere that the passphrase does not open changes nothing, whether there is one here or not', async () => {
  const who = whoOf(withShare);
  const file = sealed(withShare, 'another');
  const refused = { ok: false, error: 'wrong-passphrase' };
  expect(await restore(workshop(), file, PASSPHRASE)).toEqual(refused);
  expect(storedKeyFile(who)).toBeNull();
  storeKeyFile(who, sealed(withoutShare));
  expect(await restore(workshop(), file, PASSPHRASE, true)).toEqual(refused);
  expect(storedKeyFile(who)).toEqual(sealed(withoutShare));
});
