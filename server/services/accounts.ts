/** Officials: the first organizer by the set-up code, the others by an organizer. */
import { timingSafeEqual } from 'node:crypto';
import type { RandomBytes } from '../../crypto/group.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { deleteOfficial, findOfficial, insertOfficial, loadOfficials, type StoredOfficial } from '../store/accounts.ts';
import type { Database } from '../store/database.ts';
import { newOneTimeCode, readOneTimeCode } from './one-time-code.ts';
import { hashPassword, PASSWORD_MINIMUM, verifyPassword } from './passwords.ts';

export type OfficialRole = StoredOfficial['role'];
type Credentials = { readonly name: string; readonly password: string };

export type Accounts = {
  readonly isSetUp: () => Promise<boolean>;
  /** Printed where the server was started; void as soon as there is an organizer. */
  readonly setUpCode: string;
  readonly setUp: (
    code: string,
    first: Credentials,
  ) => Promise<Result<string, 'already-set-up' | 'set-up-code-wrong' | 'password-too-short'>>;
  readonly signIn: (role: OfficialRole, who: Credentials) => Promise<Result<StoredOfficial, 'sign-in-refused'>>;
  readonly add: (role: OfficialRole, who: Credentials) => Promise<Result<string, 'name-taken' | 'password-too-short'>>;
  readonly remove: (id: string) => Promise<Result<void, 'last-organizer'>>;
  readonly list: () => Promise<readonly StoredOfficial[]>;
  /** Two persons: another account of the same role or an organizer, with its own password. */
  readonly isSecondOfficial: (
    first: { readonly id: string },
    role: OfficialRole,
    second: Credentials,
  ) => Promise<boolean>;
};

export function createAccounts({ db, random }: { readonly db: Database; readonly random: RandomBytes }): Accounts {
  const setUpCode = newOneTimeCode(random);
  const isSetUp = async () => (await loadOfficials(db)).some(({ role }) => role === 'organizer');

  const add: Accounts['add'] = async (role, { name, password }) => {
    if (password.length < PASSWORD_MINIMUM) return err('password-too-short');
    const id = await insertOfficial(db, {
      role,
      name: name.normalize('NFC'),
      passwordHash: await hashPassword(password),
    });
    return id === undefined ? err('name-taken') : ok(id);
  };

  let settingUp: Promise<unknown> = Promise.resolve();
  const setUpOnce: Accounts['setUp'] = async (code, first) => {
    if (await isSetUp()) return err('already-set-up');
    if (!sameText(readOneTimeCode(code), setUpCode)) return err('set-up-code-wrong');
    const added = await add('organizer', first);
    if (added.ok) return added;
    return err(added.error === 'name-taken' ? 'already-set-up' : added.error);
  };

  const signIn: Accounts['signIn'] = async (role, { name, password }) => {
    const official = await findOfficial(db, role, name.normalize('NFC'));
    const matches = await verifyPassword(official?.passwordHash, password);
    return official !== undefined && matches ? ok(official) : err('sign-in-refused');
  };

  return {
    isSetUp,
    setUpCode,
    // One after the other: of two that know the code only the first becomes the organizer.
    setUp: (code, first) => {
      const turn = settingUp.then(() => setUpOnce(code, first));
      settingUp = turn.catch(() => {});
      return turn;
    },
    signIn,
    add,
    remove: async (id) => {
      const organizers = (await loadOfficials(db)).filter(({ role }) => role === 'organizer');
      if (organizers.length === 1 && organizers[0]?.id === id) return err('last-organizer');
      await deleteOfficial(db, id);
      return ok(undefined);
    },
    list: () => loadOfficials(db),
    isSecondOfficial: async (first, role, second) => {
      for (const asRole of new Set<OfficialRole>([role, 'organizer'])) {
        const signed = await signIn(asRole, second);
        if (signed.ok) return signed.value.id !== first.id;
      }
      return false;
    },
  };
}

function sameText(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
