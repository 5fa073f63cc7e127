/**
 * The one way to the database, embedded or external (`DATABASE_URL`): postgres.js below drizzle, migrations under an
 * advisory lock, and no service before PostgreSQL says that a commit is on the disk.
 */
import { fileURLToPath } from 'node:url';
import type { PgDatabase } from 'drizzle-orm/pg-core';
import { drizzle, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';

/** A connection pool or an open transaction: queries do not care which. */
export type Database = PgDatabase<PostgresJsQueryResultHKT, Record<string, unknown>>;

export type DatabaseTarget =
  | { readonly url: string }
  | { readonly host: string; readonly port: number; readonly user: string; readonly database: string };

export type DatabaseConnection = {
  readonly db: Database;
  /** Lets running queries end, at most five seconds. */
  readonly close: () => Promise<void>;
};

const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));

/** Any fixed number will do; two servers that start on one database must use the same. */
const MIGRATION_LOCK = 1_926_208_174;

/** Settings without which an acknowledged ballot could be lost in a power cut. */
const DURABLE = ['fsync', 'synchronous_commit', 'full_page_writes'] as const;

export class NotDurableError extends Error {
  override readonly name = 'NotDurableError';
}

export async function connectDatabase(
  target: DatabaseTarget,
  options: { readonly requireDurability: boolean },
): Promise<DatabaseConnection> {
  const common = { max: 16, onnotice: () => {}, connect_timeout: 10, idle_timeout: 0 } as const;
  const client = 'url' in target ? postgres(target.url, common) : postgres({ ...target, ...common });
  try {
    if (options.requireDurability) await requireDurability(client);
    await migrateOnce(client);
  } catch (error) {
    await client.end({ timeout: 1 });
    throw error;
  }
  return { db: drizzle(client) as unknown as Database, close: () => client.end({ timeout: 5 }) };
}

async function requireDurability(client: postgres.Sql): Promise<void> {
  for (const name of DURABLE) {
    const [row] = await client.unsafe<{ value: string }[]>(`select current_setting('${name}') as value`);
    if (row?.value === 'off') {
      throw new NotDurableError(
        `数据库设置 ${name} = off：断电会丢失选票，服务器不启动。 / The database has ${name} = off: a power cut could lose ballots, so the server does not start.`,
      );
    }
  }
}

async function migrateOnce(client: postgres.Sql): Promise<void> {
  const connection = await client.reserve();
  try {
    await connection`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await migrate(drizzle(client), { migrationsFolder });
    await connection`select pg_advisory_unlock(${MIGRATION_LOCK})`;
  } finally {
    connection.release();
  }
}
