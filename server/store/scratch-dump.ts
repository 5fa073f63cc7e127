/** Tests only: everything that the database holds. */
import { sql } from 'drizzle-orm';
import type { Database } from './database.ts';

/** Rows by the name of their table. */
export type Dump = ReadonlyMap<string, readonly string[]>;

/** Every row of every table, as text. */
export async function dumpDatabase(db: Database): Promise<Dump> {
  const tables = (await db.execute(
    sql`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  )) as unknown as readonly { readonly name: string }[];
  const all = new Map<string, readonly string[]>();
  for (const { name } of tables) {
    const rows = (await db.execute(
      sql`select row_to_json(whole)::text as row from ${sql.identifier(name)} whole order by 1`,
    )) as unknown as readonly { readonly row: string }[];
    all.set(
      name,
      rows.map(({ row }) => row),
    );
  }
  return all;
}
