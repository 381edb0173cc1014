import { buildWhenNeeded, type Part } from './builds.ts'

/**
 * npm run build: builds the parts that were never built or whose sources have changed: all of them, or the named ones.
 */
await buildWhenNeeded(...(process.argv.slice(2) as Part[])).catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
