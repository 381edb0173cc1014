import { buildWhenNeeded } from '../scripts/builds.ts'

/** Vitest's global set-up of tests that start whole Guichets: they serve the pages of the present sources. */
export const setup = () => buildWhenNeeded()
