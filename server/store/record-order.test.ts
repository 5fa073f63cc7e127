import { type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database, DatabaseConnection } from './database.ts';
import { countTokens, insertAcceptances, insertTokens, loadAcceptances, setFinal } from './record-token.ts';
import { scratchDatabase } from './scratch-database.ts';

let connection: DatabaseConnection;
let db: Database;
beforeAll(async () => {
  connection = await scratchDatabase();
  db = connection.db;
  await insertTokens(db, 'm', 1, ['A', 'B', 'C']);
  await setFinal(db, 'm', 1, 'A', { state: 'cast', ballotHash: 'ha' });
  await setFinal(db, 'm', 1, 'B', { state: 'cast', ballotHash: 'other' });
  const given = ['a', 'b', 'x'].map((name) => ({ T: name.toUpperCase(), h: `h${name}`, signature: 's' }));
  await insertAcceptances(db, 'm', 1, given);
});
afterAll(() => connection.close());

const isWaiting = async (): Promise<boolean> => {
  const [row] = await db.execute(sql`select count(*)::int as waiting from pg_locks where not granted`);
  return Number(row?.waiting) > 0;
};

test('an acceptance is known to be cast only by the same ballot of the same card', async () => {
  const loaded = await loadAcceptances(db, 'm', 1);
  expect(loaded.map(({ h, accepted }) => [h, accepted])).toEqual([
    ['ha', true],
    ['hb', false],
    ['hx', false],
  ]);
  expect(await loadAcceptances(db, 'm', 2)).toEqual([]);
});

/** Tables are locked in one order everywhere: token, acceptance, waiting. Else the wiping at the close ends a reader, or itself. */
test.each<[string, () => Promise<unknown>, readonly SQL[]]>([
  ['reading acceptances', () => loadAcceptances(db, 'm', 1), [sql`acceptance`, sql`waiting`]],
  ['counting tokens', () => countTokens(db, 'm', 1), [sql`acceptance`, sql`waiting`]],
])('%s waits for the wiping of the order of casting and never stands in its way', async (_, read, later) => {
  let reading: Promise<unknown> | undefined;
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local lock_timeout = '5s'`);
    await tx.execute(sql`lock table token in access exclusive mode`);
    reading = read();
    await expect.poll(isWaiting).toBe(true);
    for (const table of later) await tx.execute(sql`lock table ${table} in access exclusive mode`);
  });
  await reading;
});
