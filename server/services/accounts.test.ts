/** Officials: what the service refuses, whatever the routes before it have asked. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { deleteOfficial, loadOfficials } from '../store/accounts.ts';
import { type Accounts, createAccounts } from './accounts.ts';
import { random, type ScratchRecord, scratchRecord } from './scratch-record.ts';

const refused = (error: string) => ({ ok: false, error });
const FIRST = { name: '吴菊芳', password: 'long enough' };
const SECOND = { name: '唐梅', password: 'also long enough' };

let scratch: ScratchRecord;
let accounts: Accounts;
beforeAll(async () => {
  scratch = await scratchRecord('accounts');
});
afterAll(() => scratch.close());
beforeEach(async () => {
  for (const { id } of await loadOfficials(scratch.db)) await deleteOfficial(scratch.db, id);
  accounts = createAccounts({ db: scratch.db, random });
});
const idOf = async (...[role, who]: Parameters<Accounts['add']>): Promise<string> => {
  const added = await accounts.add(role, who);
  if (!added.ok) throw new Error(added.error);
  return added.value;
};

test('the first organizer is set up once, with the printed code and a password of eight characters', async () => {
  expect(await accounts.setUp('0000 0000', FIRST)).toEqual(refused('set-up-code-wrong'));
  expect(await accounts.setUp(accounts.setUpCode, { ...FIRST, password: '7 chars' })).toEqual(
    refused('password-too-short'),
  );
  expect(await accounts.isSetUp()).toBe(false);
  expect(await accounts.setUp(accounts.setUpCode, FIRST)).toMatchObject({ ok: true });
  expect(await accounts.setUp(accounts.setUpCode, SECOND)).toEqual(refused('already-set-up'));
  expect((await accounts.list()).map(({ name }) => name)).toEqual([FIRST.name]);
});

test('of two with the code at once one becomes the organizer, also under one name', async () => {
  const both = await Promise.all([FIRST, FIRST].map((who) => accounts.setUp(accounts.setUpCode, who)));
  expect(both.filter(({ ok }) => !ok)).toEqual([refused('already-set-up')]);
});

test('a name is one account of a role; a short password makes none', async () => {
  await idOf('desk', FIRST);
  expect(await accounts.add('desk', SECOND)).toMatchObject({ ok: true });
  expect(await accounts.add('desk', { ...FIRST, password: 'another password' })).toEqual(refused('name-taken'));
  expect(await accounts.add('desk', { name: '韦小红', password: '7 chars' })).toEqual(refused('password-too-short'));
  expect(await accounts.list()).toHaveLength(2);
});

test('nobody signs in with another password, name or role', async () => {
  await idOf('desk', FIRST);
  expect(await accounts.signIn('desk', FIRST)).toMatchObject({ ok: true, value: { name: FIRST.name } });
  expect(await accounts.signIn('desk', { ...FIRST, password: SECOND.password })).toEqual(refused('sign-in-refused'));
  expect(await accounts.signIn('desk', SECOND)).toEqual(refused('sign-in-refused'));
  expect(await accounts.signIn('organizer', FIRST)).toEqual(refused('sign-in-refused'));
});

test('the last organizer stays', async () => {
  const [first, desk] = [await idOf('organizer', FIRST), await idOf('desk', FIRST)];
  expect(await accounts.remove(first)).toEqual(refused('last-organizer'));
  const second = await idOf('organizer', SECOND);
  expect(await accounts.remove(first)).toMatchObject({ ok: true });
  expect(await accounts.remove(desk)).toMatchObject({ ok: true });
  expect(await accounts.remove(second)).toEqual(refused('last-organizer'));
});

test('a second official is another one of the role or an organizer, by the own password', async () => {
  const [first, chief] = [await idOf('desk', FIRST), await idOf('organizer', SECOND)];
  const second = (who: typeof FIRST) => accounts.isSecondOfficial({ id: first }, 'desk', who);
  expect(await second(FIRST)).toBe(false);
  expect(await second({ ...SECOND, password: FIRST.password })).toBe(false);
  expect(await second({ name: '韦小红', password: 'long enough' })).toBe(false);
  expect(await second(SECOND)).toBe(true);
  expect(await accounts.isSecondOfficial({ id: chief }, 'organizer', SECOND)).toBe(false);
});
