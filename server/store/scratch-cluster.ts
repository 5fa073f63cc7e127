/**
 * Tests only: one embedded PostgreSQL for a whole run, without fsync, and the real migrations in a template database.
 * A test file takes a copy of it by `scratchDatabase`.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connectDatabase } from './database.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';

export type ScratchCluster = { readonly host: string; readonly port: number; readonly user: string };

declare module 'vitest' {
  export interface ProvidedContext {
    scratchCluster: ScratchCluster;
  }
}

export default async function startScratchCluster(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'changpiao-scratch-'));
  chmodSync(dataDir, 0o711);
  const { target, stop } = await startEmbeddedPostgres({ dataDir, durable: false, report: () => {} });
  const template = await connectDatabase(target, { requireDurability: false });
  await template.close();
  const { host, port, user } = target;
  project.provide('scratchCluster', { host, port, user });
  return async () => {
    await stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
