import { afterAll } from 'vitest'
import { closePages } from './browser.ts'
import { forgetGuichets } from './light-guichet.ts'

/** Vitest's set-up of each file of journeys. Vitest ignores an `afterAll` that a `beforeAll` of the file registers. */
// biome-ignore lint/correctness/noEmptyPattern: Vitest reads its fixtures from this pattern
afterAll(async ({}, file) => {
  await closePages()
  const outputs = forgetGuichets()
  if (hasFailed(file)) for (const output of outputs) console.error(`Output of a Guichet of ${file.name}:\n${output}`)
})

type Task = { result?: { state?: string }; tasks?: Task[] }

function hasFailed({ result, tasks = [] }: Task): boolean {
  return result?.state === 'fail' || tasks.some(hasFailed)
}
