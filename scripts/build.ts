import { buildPagesWhenNeeded } from './pages.ts'

/** Runs before npm start: builds the pages, unless they are those of the present sources. */
await buildPagesWhenNeeded().catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
