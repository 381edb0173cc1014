import { buildWhenNeeded, type Part } from './builds.ts'

/** npm run build: builds what was never built or whose sources changed since; all of it, or the parts that are named. */
await buildWhenNeeded(...(process.argv.slice(2) as Part[])).catch((error: Error) => {
  console.error(error.message)
  process.exitCode = 1
})
