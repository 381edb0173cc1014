import { defineConfig } from 'vitest/config'

/** Tests that start servers and databases of their own, kill them, and watch the clock: one file at a time. */
const ownProcesses = [
  'server/platform/embedded-postgres/**/*.test.ts',
  'tests/{backup,lifecycle,many-clients,two-processes}/**/*.test.ts',
]
const journeys = ['tests/{journeys,wordpress}/**/*.test.ts']
/** Apart from npm test: it measures how quick pages are, which a busy machine is not. */
const lighthouse = ['tests/lighthouse/**/*.test.ts']

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{browser,client,contract,i18n,seeds,server,web,ui,scripts,tests}/**/*.test.{ts,tsx}'],
          exclude: [...ownProcesses, ...journeys, ...lighthouse],
          globalSetup: 'tests/start-postgres.ts',
          testTimeout: 15_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'processes',
          include: ownProcesses,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: journeys,
          globalSetup: 'tests/start-postgres.ts',
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'lighthouse',
          include: lighthouse,
          globalSetup: 'tests/start-postgres.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
