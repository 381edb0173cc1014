import type { AddressInfo } from 'node:net'
import { type App, openApp } from '../../server/app.ts'
import { readEnv } from '../../server/env.ts'
import { migrate } from '../../server/platform/migrate.ts'

/** Server of `npm run dev`, without built pages: migrates, then sends the port to its parent process. */
const { DATABASE_URL: databaseUrl = '', DATA_DIR: dataDir = '', LOG_LEVEL } = readEnv()
let app: App | null = null

// Stops at a restart, and when the parent process has ended. Ctrl-C reaches the whole group, so it is left to the
// parent.
process.on('disconnect', () => Promise.resolve(app?.close()).then(() => process.exit(0)))
process.on('SIGINT', () => {})

await migrate(databaseUrl)
app = await openApp({
  databaseUrl,
  dataDir,
  alone: false,
  logLevel: LOG_LEVEL,
  publicUrl: undefined,
  trustedProxies: [],
  checkReplies: true,
})
await app.http.listen({ port: 0, host: '127.0.0.1' })
const [address] = app.http.addresses() as AddressInfo[]
if (process.connected) process.send?.(address?.port)
