import { defineConfig } from 'vitest/config';

/** Two projects: `unit` needs nothing but Node; `browser` drives a real Chromium and is started by test/run.ts. */
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: ['test/e2e/**', 'test/a11y/**', 'test/electron/**', 'test/package/**', 'test/bench/**', '**/node_modules/**'],
          testTimeout: 120_000,
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/e2e/**/*.test.ts', 'test/a11y/**/*.test.ts', 'test/electron/**/*.test.ts', 'test/package/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
          // After the unit tests: a real browser wants the machine to itself.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
