import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAttendance, forgetArrivalOrder, moveAttendance } from './attendance.ts';
import type { DatabaseConnection } from './database.ts';
import { scratchDatabase } from './scratch-database.ts';

let connection: DatabaseConnection;
beforeAll(async () => {
  connection = await scratchDatabase();
});
afterAll(() => connection.close());

type Column = { readonly table_name: string; readonly column_name: string; readonly data_type: string };

async function columns(): Promise<readonly Column[]> {
  return (await connection.db.execute(
    sql`select table_name, column_name, data_type from information_schema.columns where table_schema = 'public'`,
  )) as unknown as Column[];
}

/** Columns that say who, and columns that say which card or ballot. */
const PERSON = /^(member|name|official|officials|birth)$/;
const CARD = /^(t|token|tokens|ballot|ballot_hash|h|hash)$/;

test('no table has both a person and a card or ballot (specification §5)', async () => {
  const byTable = new Map<string, Column[]>();
  for (const column of await columns())
    byTable.set(column.table_name, [...(byTable.get(column.table_name) ?? []), column]);
  const cards = [...byTable].filter(([, own]) => own.some(({ column_name }) => CARD.test(column_name)));
  expect(cards.map(([table]) => table).sort()).toContain('token');
  for (const [table, own] of byTable) {
    const names = own.map(({ column_name }) => column_name);
    // A session's hash is that of its cookie.
    if (table === 'session') continue;
    expect(names.some((name) => PERSON.test(name)) && names.some((name) => CARD.test(name)), `${table}: ${names}`).toBe(
      false,
    );
  }
});

test('no table of cards, ballots or attendance keeps a time, a sequence or a machine', async () => {
  const all = await columns();
  for (const table of ['token', 'waiting', 'acceptance', 'audit', 'attendance']) {
    const own = all.filter(({ table_name }) => table_name === table);
    expect(own.length, table).toBeGreaterThan(0);
    for (const { column_name, data_type } of own) {
      expect(data_type, `${table}.${column_name}`).not.toMatch(/time|date/);
      expect(column_name, table).not.toMatch(/^(position|sequence|created|updated|machine|kiosk|session)/);
    }
  }
});

test('no foreign key leads from the roll to a card or back', async () => {
  const rows = await connection.db.execute(
    sql`select constraint_name from information_schema.table_constraints where constraint_type = 'FOREIGN KEY' and table_schema = 'public'`,
  );
  expect(rows).toHaveLength(0);
});

test('after the desk closes, row versions and transaction numbers say nothing about who came first', async () => {
  const { db } = connection;
  const members = Array.from({ length: 12 }, () => crypto.randomUUID());
  await createAttendance(db, 'desk-order', members);
  for (const member of members) await moveAttendance(db, 'desk-order', member, 'absent', 'here');
  const physical = async () =>
    (await db.execute(
      sql`select member::text, xmin::text from attendance where meeting = 'desk-order' order by ctid`,
    )) as unknown as { member: string; xmin: string }[];

  // The order of arrival is there to be read before: that is what has to be wiped.
  expect((await physical()).map(({ member }) => member)).toEqual(members);

  await db.transaction(forgetArrivalOrder);
  const rows = await physical();
  expect(rows.map(({ member }) => member)).toEqual(members.toSorted());
  expect(new Set(rows.map(({ xmin }) => xmin)).size).toBe(1);
});
