import type { AddressInfo } from 'node:net'
import { setUpPath } from '../contract/rules/page-addresses.ts'
import { translate } from '../i18n/index.ts'
import { type App, openApp } from './app.ts'
import { type Env, readEnv } from './env.ts'
import { pages } from './http-surface.ts'
import { completeSetUp, isSetUp, setUpToken } from './modules/people/index.ts'
import { AppError } from './platform/app-error.ts'
import { refuseUnfinishedRestore } from './platform/backup/index.ts'
import { prepareDataDir, resolveDataDir, startEmbeddedPostgres } from './platform/embedded-postgres/index.ts'
import { bucketAt } from './platform/files/bucket.ts'
import { requireBuiltPages } from './platform/http/pages.ts'
import { migrate } from './platform/migrate.ts'

const say = (line: string) => console.log(line)
const drainMs = 10_000

type Running = { app: App; database: { stop: () => Promise<void> } | null }

/** Starts in order: environment → PostgreSQL → migrations → pages → HTTP and jobs; stops in reverse on SIGTERM. */
async function start(): Promise<Running> {
  const env = readEnv()
  requireBuiltPages(pages)
  const database = env.DATABASE_URL ? null : await startDatabase(env)
  try {
    const databaseUrl = database?.url ?? env.DATABASE_URL ?? ''
    await refuseUnfinishedRestore(database?.dataDir ?? resolveDataDir(env.DATA_DIR ?? null), databaseUrl)
    await migrate(databaseUrl)
    const app = await openApp({
      databaseUrl,
      dataDir: database?.dataDir ?? (await prepareDataDir(resolveDataDir(env.DATA_DIR ?? null))),
      bucket: bucketAt(env.S3_URL),
      fileLimit: env.FILE_LIMIT_MB * 1_000_000,
      alone: database !== null,
      logLevel: env.LOG_LEVEL,
      publicUrl: env.PUBLIC_URL,
      metricsToken: env.METRICS_TOKEN,
      secretKey: env.SECRET_KEY,
      mail: {
        smtpUrl: env.SMTP_URL,
        sender: env.MAIL_FROM,
        retrySeconds: env.MAIL_RETRY_SECONDS,
        holdSeconds: env.MAIL_HOLD_SECONDS,
      },
      trustedProxies: env.TRUSTED_PROXIES?.split(',').map((address) => address.trim()) ?? [],
    })
    if (env.ADMIN_EMAIL && env.ADMIN_PASSWORD && !(await isSetUp(app.ctx.db))) await setUpUnattended(app.ctx, env)
    await app.http.listen({ port: env.PORT, host: env.HOST })
    await welcome(app, env)
    return { app, database }
  } catch (error) {
    await database?.stop()
    throw error
  }
}

function startDatabase(env: Env) {
  say('Starting the database…')
  return startEmbeddedPostgres({ dataDir: env.DATA_DIR ?? null, log: say })
}

/** Prints the address, and how to begin when nobody can sign in yet. */
async function welcome({ http, ctx }: App, env: Env) {
  const [address] = http.addresses() as AddressInfo[]
  const base = env.PUBLIC_URL ?? `http://localhost:${address?.port ?? env.PORT}`
  say(`Guichet answers at ${base}`)
  if (await isSetUp(ctx.db)) return
  say('To begin, open this link (it works once):')
  say(`  ${base}${setUpPath(await setUpToken(ctx))}`)
}

async function setUpUnattended(ctx: App['ctx'], { ADMIN_EMAIL, ADMIN_PASSWORD }: Env) {
  await completeSetUp(ctx, {
    token: await setUpToken(ctx),
    organisation: 'Guichet',
    name: nameIn(ADMIN_EMAIL ?? ''),
    email: ADMIN_EMAIL ?? '',
    password: ADMIN_PASSWORD ?? '',
    locale: 'fr',
  }).catch((error) => {
    if (error instanceof AppError && error.code === 'set_up_done') return // Another process of this installation did it.
    if (error instanceof AppError && error.code.startsWith('password_'))
      throw new Error(`ADMIN_PASSWORD is easy to guess: ${translate('en', `error.${error.code}`)}`)
    throw error
  })
}

/** Returns a preliminary name from an address: lea.martin@… → “Lea Martin”. */
function nameIn(email: string): string {
  const words = (email.split(/[@+]/)[0] ?? '').split(/[._-]+/).filter((word) => word !== '')
  return words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join(' ') || email
}

/** Stops on a signal, after a start in progress, so that no database is left running. */
function stopOnSignal(starting: Promise<Running>) {
  let stopping = false
  async function stop(signal: string) {
    if (stopping) return
    stopping = true
    say(`${signal}: finishing what is under way…`)
    const { app, database } = await starting
    setTimeout(() => process.exit(1), drainMs * 2).unref()
    await app.close()
    await database?.stop()
    say('Stopped.')
    process.exit(0)
  }
  // Handle every signal: Ctrl-C sends one from the terminal and one from npm, and the default would end the process at
  // the second.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stop(signal).catch(fail))
}

function fail(error: unknown) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

const starting = start()
stopOnSignal(starting)
starting.catch(fail)
