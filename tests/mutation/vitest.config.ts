import { defineConfig } from 'vitest/config';

/** As tests/vitest.config.ts, without the database that the other areas than `casting` do not need: a mutant is judged in seconds. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['{crypto,kiosk,printables,tally,tests}/**/*.test.ts'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
