import type { FastifyInstance } from 'fastify'
import { type UploadLimits, uploadLimits } from '../contract/limits.ts'
import { system } from './actors.ts'
import { allowedOnFullDisk, apiDescription, crossOriginPaths, elements, pages } from './http-surface.ts'
import { actionsModule, createActionAudience } from './modules/actions/index.ts'
import { apiKeysModule } from './modules/api-keys/index.ts'
import { attachmentsModule } from './modules/attachments/index.ts'
import { callsModule } from './modules/calls/index.ts'
import { contactsModule } from './modules/contacts/index.ts'
import { equipmentModule } from './modules/equipment/index.ts'
import { formsModule } from './modules/forms/index.ts'
import { canMailLinks, mailsModule, repairMailTimes, startMailing } from './modules/mails/index.ts'
import { mergingModule } from './modules/merging/index.ts'
import { operationsModule } from './modules/operations/index.ts'
import { ensureOrganisation, isApiDescriptionPublic, loadActor, peopleModule } from './modules/people/index.ts'
import { openClientSessions, portalModule } from './modules/portal/index.ts'
import { projectsModule } from './modules/projects/index.ts'
import { samplesModule } from './modules/samples/index.ts'
import { securityModule } from './modules/security/index.ts'
import { spreadsheetsModule } from './modules/spreadsheets/index.ts'
import { createNewsSelector, createPresencePolicy, ticketsModule, visibleTo } from './modules/tickets/index.ts'
import { unreadModule } from './modules/unread/index.ts'
import { websitesModule } from './modules/websites/index.ts'
import { cleanupJob } from './platform/cleanup.ts'
import { watchClock } from './platform/clock.ts'
import type { Ctx } from './platform/context.ts'
import { openDatabase } from './platform/database.ts'
import { startDispatcher } from './platform/dispatcher.ts'
import type { Bucket } from './platform/files/bucket.ts'
import { openPreviews } from './platform/files/previews.ts'
import { openFiles } from './platform/files/store.ts'
import { serveApiDocs } from './platform/http/api-docs.ts'
import { refuseWritesOnFullDisk } from './platform/http/disk-guard.ts'
import { serveHealth, serveReadiness } from './platform/http/health.ts'
import { servePages } from './platform/http/pages.ts'
import { openHttp } from './platform/http/server.ts'
import { openIdentity } from './platform/identity.ts'
import { readInstanceSecrets } from './platform/instance-secret.ts'
import { startJobs } from './platform/jobs.ts'
import { openLiveHub } from './platform/live/hub.ts'
import { mountLive } from './platform/live/routes.ts'
import type { MailEnvironment } from './platform/mail-environment.ts'
import type { Module, Services } from './platform/module.ts'
import { readBacklog } from './platform/monitoring/backlog.ts'
import { openMetrics } from './platform/monitoring/metrics.ts'
import { backlogSource, poolSource, processSource, storageSource } from './platform/monitoring/sources.ts'
import { openStorageMeter } from './platform/monitoring/storage.ts'
import { openNameCache } from './platform/name-cache.ts'
import { openRefusalRecord } from './platform/refusal-record.ts'
import { openSecrets } from './platform/secret-key.ts'
import { listKeyIds, sealColumns } from './platform/secrets.ts'
import { openSessions } from './platform/sessions.ts'
import { version } from './platform/version.ts'
import { sealedColumns } from './sealed-columns.ts'

/** Modules of the product: their routes, reactions, jobs and nightly cleanups. */
const modules: readonly Module[] = [
  peopleModule(canMailLinks),
  contactsModule,
  equipmentModule,
  projectsModule,
  ticketsModule,
  actionsModule,
  unreadModule,
  portalModule,
  websitesModule,
  attachmentsModule(visibleTo),
  formsModule,
  callsModule,
  mailsModule,
  mergingModule,
  samplesModule,
  spreadsheetsModule,
  apiKeysModule,
  securityModule,
  operationsModule,
]
const reactions = modules.flatMap((module) => module.reactions ?? [])
const jobs = [
  ...modules.flatMap((module) => module.jobs ?? []),
  cleanupJob(modules.flatMap((module) => module.cleanups ?? [])),
]

export type AppOptions = {
  databaseUrl: string
  /** Data folder. */
  dataDir: string
  /** Maximum size of a file in bytes. */
  fileLimit?: number
  /** Bucket for files; without one they are in the data folder. */
  bucket?: Bucket | null
  /** Whether no other process uses this database, as the embedded one. */
  alone: boolean
  logLevel: string
  publicUrl: string | undefined
  trustedProxies: string[]
  /** Mail server of the environment, if set, and the intervals of retries and polls. */
  mail?: MailOptions
  checkReplies?: boolean
  /** Keys of encrypted secrets, the current one first; those of the data folder when unset. */
  secretKey?: string | undefined
  /** Limits of the files that agents did not send; those left out are as in contract/limits.ts. */
  uploadLimits?: Partial<UploadLimits>
  /** Opens /metrics to other machines. */
  metricsToken?: string | undefined
}

type MailOptions = Pick<MailEnvironment, 'smtpUrl' | 'sender'> & {
  retrySeconds?: number
  holdSeconds?: number
  pollMs?: number
}

export type App = {
  http: FastifyInstance
  ctx: Ctx
  /** Finishes requests, then jobs, then closes the connections. */
  close: () => Promise<void>
}

/** Returns the seconds for undo, which end before the first mail is sent. */
const undoSecondsOf = (holdSeconds: number) => Math.max(0, Math.min(10, holdSeconds - 2))

/** Opens Guichet on a migrated database, with all modules. It does not listen yet. */
export async function openApp(options: AppOptions): Promise<App> {
  const { http, outages } = await openHttp({ ...options, crossOriginPaths, api: apiDescription })
  const metrics = openMetrics(http)
  if (options.alone) refuseWritesOnFullDisk(http, options.dataDir, allowedOnFullDisk)
  let closing = false
  const onError = (error: unknown) => {
    if (closing) return // Connections are closed on purpose.
    if (error instanceof Error && 'client' in error) error.client = undefined // pg attaches its whole connection to the error.
    if (!outages.absorb(error)) http.log.error({ err: error })
  }
  const { db, pool, close: closeDatabase } = openDatabase(options.databaseUrl, { onError })
  await ensureOrganisation(db)
  const { dataDir, alone, bucket = null, fileLimit = 25_000_000 } = options
  const files = await openFiles({ dataDir, bucket, alone, limit: fileLimit })
  const secrets = await openSecrets(dataDir, options.secretKey, await listKeyIds(db, sealedColumns))
  await sealColumns(db, secrets, sealedColumns)
  const instanceSecrets = await readInstanceSecrets(db, secrets)
  const { databaseUrl, publicUrl } = options
  const identity = openIdentity({ databaseUrl, secret: instanceSecrets.sessions, publicUrl })
  const sessions = openSessions({ db, identity, loadActor: (userId) => loadActor(db, userId) })
  const clients = openClientSessions(db, identity.isSecure)
  const dispatcher = startDispatcher({ db, reactions, onError })
  const hub = openLiveHub({
    db,
    names: openNameCache(db, ['user_account', 'contact', 'company', 'project', 'team']),
    databaseUrl,
    sessions,
    clients,
    audience: createNewsSelector(db, createActionAudience(db)),
    sight: createPresencePolicy(db),
    onError,
  })
  const ctx: Ctx = { db, actor: system, wakeDispatcher: dispatcher.wake, secrets, idempotency: null }
  const unset: MailOptions = { smtpUrl: undefined, sender: undefined }
  const { retrySeconds = 30, holdSeconds = 12, pollMs = 1_000, ...outlet } = options.mail ?? unset
  const environment: MailEnvironment = { ...outlet, publicUrl, secrets }
  const mailing = startMailing({
    ctx,
    alone,
    environment,
    linkSecret: instanceSecrets['mail-links'],
    retrySeconds,
    holdSeconds,
    pollMs,
    onError,
  })
  for (const { planJobs } of modules) await planJobs?.(db)
  const runner = await startJobs({ ...options, jobs, services: { ctx, files, dataDir }, onError })

  const clock = watchClock((seconds) => {
    http.log.warn({ seconds }, `The clock was set ${seconds < 0 ? 'back' : 'forward'} by ${Math.abs(seconds)} s.`)
    Promise.all([runner.restart(), repairMailTimes(db)]).catch(onError)
  })

  const measureStorage = openStorageMeter(db, dataDir)
  const services: Services = {
    app: http,
    db,
    sessions,
    clients,
    recordRefusal: openRefusalRecord(db),
    wakeDispatcher: dispatcher.wake,
    secrets,
    identity,
    hub,
    files,
    previews: openPreviews(files),
    dataDir,
    publicUrl,
    uploadLimits: { ...uploadLimits, ...options.uploadLimits },
    mailEnvironment: environment,
    instanceSecrets,
    undoSeconds: undoSecondsOf(holdSeconds),
    measureStorage,
    readBacklog: () => readBacklog(pool),
  }
  for (const { mount } of modules) mount?.(services)
  mountLive(services, hub)
  serveHealth(http, db)
  serveReadiness(http, pool, dataDir)
  const sources = [
    processSource(version, hub.countStreams),
    poolSource({ requests: pool, identity: identity.pool, jobs: runner.pool }),
    backlogSource(pool),
    storageSource(measureStorage),
    ...modules.flatMap(({ metrics: source }) => source?.(services) ?? []),
  ]
  metrics.serve(sources, { token: options.metricsToken, publicUrl })
  await serveApiDocs(http, sessions, () => isApiDescriptionPublic(db))
  await servePages(http, pages, elements)

  return {
    http,
    ctx,
    async close() {
      closing = true
      clock.stop()
      await hub.close()
      await http.close()
      await runner.stop()
      await mailing.stop()
      await dispatcher.stop()
      await identity.close()
      await closeDatabase()
      outages.stop()
    },
  }
}
