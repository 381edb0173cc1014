import path from 'node:path'
import { defineConfig } from 'vitest/config'

/** Cache of compiled modules, for the workers of Vitest and for the servers and commands that tests start by the hundred. */
process.env.NODE_COMPILE_CACHE ??= path.resolve('node_modules/.cache/node-compile')

/** Tests that hold the product to seconds, or to milliseconds: nothing else runs beside them. */
const timed = [
  'tests/many-clients/**/*.test.ts',
  'tests/two-processes/two-processes.test.ts',
  'server/modules/people/link-timing.test.ts',
  'tests/journeys/within-seconds.test.ts',
]
/** Tests that start servers and databases of their own, kill them, and watch the clock. */
const ownProcesses = [
  'server/platform/embedded-postgres/**/*.test.ts',
  'tests/{backup,lifecycle,many-clients,two-processes}/**/*.test.ts',
]
const journeys = ['tests/{journeys,wordpress}/**/*.test.ts']
/** Unit tests that need a process of their own. */
const apart = [
  // Draws SVG, which a process refuses once it has read a picture that somebody sent.
  'seeds/**/*.test.ts',
  // Counts turns of the event loop, in which servers of earlier files may still be at work.
  'browser/live/stream.test.ts',
]
/** Apart from npm test: it measures how quick pages are, which a busy machine is not. */
const lighthouse = ['tests/lighthouse/**/*.test.ts']

export default defineConfig({
  test: {
    // A condition that holds in the end is waited for as long as a locator is: a busy machine fails no test.
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{browser,contract,desk,i18n,portal,server,ui,scripts,tests}/**/*.test.{ts,tsx}'],
          exclude: [...apart, ...ownProcesses, ...timed, ...journeys, ...lighthouse],
          globalSetup: 'tests/start-postgres.ts',
          // Files share the modules they import: the server keeps its state by database, and pages have no test with state.
          isolate: false,
          maxWorkers: 2,
          testTimeout: 15_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'apart',
          include: apart,
          globalSetup: 'tests/start-postgres.ts',
          maxWorkers: 2,
          testTimeout: 15_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'processes',
          include: ownProcesses,
          exclude: timed,
          globalSetup: 'tests/build.ts',
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'timed',
          include: timed,
          globalSetup: ['tests/build.ts', 'tests/start-postgres.ts'],
          setupFiles: 'tests/end-journey.ts',
          isolate: false,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: journeys,
          exclude: timed,
          globalSetup: ['tests/build.ts', 'tests/start-postgres.ts'],
          setupFiles: 'tests/end-journey.ts',
          // One browser for all files of a worker.
          isolate: false,
          maxWorkers: 2,
          sequence: { groupOrder: 3 },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'lighthouse',
          include: lighthouse,
          globalSetup: ['tests/build.ts', 'tests/start-postgres.ts'],
          setupFiles: 'tests/end-journey.ts',
          sequence: { groupOrder: 4 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
