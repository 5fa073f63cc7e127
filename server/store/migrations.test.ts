import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('the committed migrations are exactly what the schema asks for', () => {
  const folder = mkdtempSync(join(tmpdir(), 'changpiao-migrations-'));
  try {
    cpSync(join(root, 'server/store/migrations'), join(folder, 'migrations'), { recursive: true });
    const config = join(folder, 'drizzle.config.json');
    writeFileSync(
      config,
      JSON.stringify({
        dialect: 'postgresql',
        schema: join(root, 'server/store/schema/*.ts'),
        // The tool puts './' before it.
        out: relative(root, join(folder, 'migrations')),
      }),
    );
    const before = readdirSync(join(folder, 'migrations'));
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(root, 'node_modules/drizzle-kit/bin.cjs'), 'generate', '--config', config],
      { cwd: root, encoding: 'utf8' },
    );
    expect(status, stdout + stderr).toBe(0);
    expect(stdout + stderr).toContain('No schema changes');
    expect(readdirSync(join(folder, 'migrations'))).toEqual(before);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
