import { createServer } from 'node:http'
import { parseArgs } from 'node:util'
import { portalAddress, portalPaths } from '../contract/rules/page-addresses.ts'
import { readEnv } from '../server/env.ts'
import { resolveDataDir } from '../server/platform/embedded-postgres/data-dir.ts'
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres/index.ts'
import { fillDemo, printAccounts, removeDemo } from './demo-company.ts'
import { openDevPages } from './dev/pages.ts'
import { forward } from './dev/proxy.ts'
import { keepServer } from './dev/restart.ts'
import { stopWithNpm } from './stop-with-npm.ts'

/**
 * npm run dev: the demo company at one address, for development. PostgreSQL runs throughout; a saved file restarts the
 * server or updates the open pages. Data is kept in a folder of its own; `npm run dev -- --fresh` recreates it.
 */
const { values } = parseArgs({ options: { fresh: { type: 'boolean', default: false } } })
const { PORT, HOST } = readEnv()
const dataDir = `${resolveDataDir(null)}-dev`

if (values.fresh) await removeDemo(dataDir)
const postgres = await startEmbeddedPostgres({ dataDir, log: console.log })
await fillDemo(postgres)
const server = keepServer({ DATABASE_URL: postgres.url, DATA_DIR: postgres.dataDir })
const http = createServer((request, response) =>
  pages.serve(request, response, () => forward(server, request, response)),
)
const pages = await openDevPages(http)
http.listen(PORT, HOST, () => {
  printAccounts(dataDir)
  console.log(`Desk: http://localhost:${PORT} · clients: http://localhost:${PORT}${portalAddress(portalPaths.list)}\n`)
})

stopWithNpm()
let stopping = false
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.on(signal, async () => {
    if (stopping) return
    stopping = true
    http.closeAllConnections()
    await Promise.all([pages.close(), server.stop()])
    await postgres.stop()
    process.exit(0)
  })
