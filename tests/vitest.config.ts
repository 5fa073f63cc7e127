import { defineConfig } from 'vitest/config';

/** Two projects: unit tests beside the code, and everything that needs more than one folder in tests/. */
export default defineConfig({
  test: {
    // Every file has its own server, database and ports; more at once than this only wait for one another.
    maxWorkers: 2,
    root: new URL('..', import.meta.url).pathname,
    projects: [
      {
        test: {
          name: 'unit',
          globalSetup: ['server/store/scratch-cluster.ts'],
          include: ['{crypto,tally,printables,server,kiosk}/**/*.test.ts'],
          exclude: ['**/node_modules/**'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'tests',
          include: ['tests/**/*.test.ts'],
          // What is waited for here goes through pages, servers and files, on a machine that does other things besides.
          expect: { poll: { timeout: 20_000 } },
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
