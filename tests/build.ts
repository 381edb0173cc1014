import { buildWhenNeeded } from '../scripts/builds.ts'

/** Vitest's global set-up for tests that start whole Guichets, which serve pages built from the current sources. */
export const setup = () => buildWhenNeeded()
