import { defineConfig } from 'vitest/config'

const needsPostgres = ['access', 'db', 'faults', 'fuzz', 'stories'].map((folder) => `test/${folder}/**/*.test.ts`)
const needsBrowser = ['test/browser/**/*.test.ts']

export default defineConfig({
  test: {
    // Stories wait for jobs and servers for a third of their time: on two cores three processes leave neither idle.
    pool: 'forks',
    maxWorkers: 3,
    silent: 'passed-only',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...needsPostgres, ...needsBrowser],
          // Large files and pictures are made beside two other workers, on a machine that may be busy.
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'db',
          // The files of a worker share what they import: loading it anew for each took a third of the time.
          isolate: false,
          include: needsPostgres,
          globalSetup: ['test/support/postgres.ts'],
          // PGlite hangs where a query leaves its transaction: this makes it a failure, also on a busy machine.
          testTimeout: 15_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: needsBrowser,
          globalSetup: ['test/browser/first-start.ts'],
          // A browser and a product each: on two cores a third pair makes pages miss their time.
          maxWorkers: 2,
          // As long as the page waits for what is to be seen.
          expect: { poll: { timeout: 15_000 } },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
