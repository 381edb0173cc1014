import { afterAll } from 'vitest'
import { closePages } from './browser.ts'

/** Vitest's set-up of each file of journeys. Vitest ignores an `afterAll` that a `beforeAll` of the file registers. */
afterAll(closePages)
