import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DatabaseConnection } from '../store/database.ts';
import { scratchDatabase } from '../store/scratch-database.ts';
import { createRounds } from './rounds.ts';

let connection: DatabaseConnection;
beforeAll(async () => {
  connection = await scratchDatabase();
});
afterAll(() => connection.close());

test('a sum that fails again and again has the order of casting wiped once, not at every attempt (§3)', async () => {
  const { db } = connection;
  const file = async () => (await db.execute(sql`select pg_relation_filenode('token') as file`))[0]?.file;
  const state = { meeting: undefined, rounds: new Map([[1, { round: 1, close: { index: 9 } }]]) };
  let attempts = 0;
  const parts = {
    db,
    log: { state: async () => state },
    cosigning: { cosigners: async () => ({ scrutineers: new Set(), witnesses: new Set() }) },
    counting: {
      aggregate: async () => {
        attempts += 1;
        throw new Error('the sum fails');
      },
    },
    now: () => new Date(0),
  };
  const { goOn } = createRounds(parts as unknown as Parameters<typeof createRounds>[0]);
  const before = await file();
  await expect(goOn('meeting')).rejects.toThrow('the sum fails');
  const wiped = await file();
  expect(wiped).not.toBe(before);
  await expect(goOn('meeting')).rejects.toThrow('the sum fails');
  expect(attempts).toBe(2);
  expect(await file()).toBe(wiped);
});
