/** Tests only: a database of its own for one test file, copied from the migrated template. */
import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import { connectDatabase, type DatabaseConnection } from './database.ts';
import type { ScratchCluster } from './scratch-cluster.ts';

export async function scratchDatabase(): Promise<DatabaseConnection> {
  const cluster: ScratchCluster = inject('scratchCluster');
  const database = `scratch_${randomBytes(6).toString('hex')}`;
  // Copying fails while anybody is connected to the template, so copies are made from another database, one by one.
  const admin = postgres({ ...cluster, database: 'template1', max: 1 });
  try {
    await admin`select pg_advisory_lock(1)`;
    await admin.unsafe(`create database ${database} template postgres`);
  } finally {
    await admin.end();
  }
  return connectDatabase({ ...cluster, database }, { requireDurability: false });
}
