import type { FastifyInstance } from 'fastify'
import type { Task } from 'graphile-worker'
import { type UploadLimits, uploadLimits } from '../contract/limits.ts'
import { mountApiKeys } from './modules/api-keys/index.ts'
import { expireTask, expireUploads, mountAttachments, sweepFiles, sweepTask } from './modules/attachments/index.ts'
import { mountCalls } from './modules/calls/index.ts'
import { mountContacts } from './modules/contacts/index.ts'
import { mountEquipment } from './modules/equipment/index.ts'
import { deleteOldSubmissions, mountForms } from './modules/forms/index.ts'
import {
  canMailLinks,
  deleteOldMails,
  type MailEnvironment,
  mailSource,
  mountMails,
  repairMailTimes,
  startMailing,
} from './modules/mails/index.ts'
import { mountMerging } from './modules/merging/index.ts'
import { mountOperations } from './modules/operations/index.ts'
import {
  deleteOldSources,
  ensureOrganisation,
  isApiDescriptionPublic,
  loadActor,
  mountPeople,
} from './modules/people/index.ts'
import { deleteExpiredClientAccess, mountPortal, openClientSessions } from './modules/portal/index.ts'
import { mountProjects } from './modules/projects/index.ts'
import { deleteOldSecurityEvents, mountSecurity } from './modules/security/index.ts'
import {
  mountSpreadsheets,
  planReadings,
  planReadingsTask,
  readTask,
  runReading,
} from './modules/spreadsheets/index.ts'
import {
  audienceOf,
  cleanHtmlTask,
  cleanStoredHtml,
  forgetDrafts,
  mountClientTickets,
  mountTickets,
  planHtmlCleaning,
  planResumptions,
  resumeTask,
  resumeWaiting,
  resumeWhenDue,
  sightOf,
  visibleTo,
} from './modules/tickets/index.ts'
import { deleteStaleViews, mountUnread } from './modules/unread/index.ts'
import { deleteExpiredSiteTokens, mountWebsites } from './modules/websites/index.ts'
import { cleanupTask, deleteExpiredData, runCleanups } from './platform/cleanup.ts'
import { watchClock } from './platform/clock.ts'
import { type Ctx, system } from './platform/context.ts'
import { openDatabase } from './platform/database.ts'
import { type Reaction, startDispatcher } from './platform/dispatcher.ts'
import { removeOldFailedJobs } from './platform/failed-jobs.ts'
import type { Bucket } from './platform/files/bucket.ts'
import { openPreviews } from './platform/files/previews.ts'
import { type Files, openFiles } from './platform/files/store.ts'
import { serveApiDocs } from './platform/http/api-docs.ts'
import { refuseWritesOnFullDisk } from './platform/http/disk-guard.ts'
import { serveHealth, serveReadiness } from './platform/http/health.ts'
import type { MountContext } from './platform/http/mount.ts'
import { servePages } from './platform/http/pages.ts'
import { openHttp } from './platform/http/server.ts'
import { openIdentity } from './platform/identity.ts'
import { instanceSecret } from './platform/instance-secret.ts'
import { type Schedule, startJobs } from './platform/jobs.ts'
import { openLiveHub } from './platform/live/hub.ts'
import { mountLive } from './platform/live/routes.ts'
import { readBacklog } from './platform/monitoring/backlog.ts'
import { openMetrics } from './platform/monitoring/metrics.ts'
import { backlogSource, poolSource, processSource, storageSource } from './platform/monitoring/sources.ts'
import { openStorageMeter } from './platform/monitoring/storage.ts'
import { openNameCache } from './platform/name-cache.ts'
import { openRefusalRecord } from './platform/refusal-record.ts'
import { openSecrets } from './platform/secret-key.ts'
import { keyIdsIn, sealColumns } from './platform/secrets.ts'
import { openSessions } from './platform/sessions.ts'
import { version } from './platform/version.ts'
import { sealedColumns } from './sealed-columns.ts'

const reactions: readonly Reaction[] = [resumeWhenDue]
const schedules: readonly Schedule[] = [
  { task: cleanupTask, match: '17 3 * * *' },
  { task: expireTask, match: '41 * * * *' },
  { task: sweepTask, match: '23 4 * * *' },
  { task: planReadingsTask, match: '* * * * *' },
]

function tasksOf(ctx: Ctx, files: Files, dataDir: string): Record<string, Task> {
  return {
    [cleanHtmlTask]: () => cleanStoredHtml(ctx),
    [resumeTask]: (payload) => resumeWaiting(ctx, payload as Parameters<typeof resumeWaiting>[1]),
    [cleanupTask]: () =>
      runCleanups(ctx.db, [
        deleteExpiredData,
        deleteOldSources,
        deleteOldSecurityEvents,
        deleteExpiredClientAccess,
        deleteOldSubmissions,
        forgetDrafts,
        deleteStaleViews,
        deleteExpiredSiteTokens,
        removeOldFailedJobs,
        deleteOldMails,
      ]),
    [expireTask]: () => expireUploads(ctx, files),
    [sweepTask]: () => sweepFiles(ctx, files),
    [planReadingsTask]: () => planReadings(ctx.db),
    [readTask]: (payload) => runReading(ctx, dataDir, payload as Parameters<typeof runReading>[2]),
  }
}

export type AppOptions = {
  databaseUrl: string
  /** The folder of what is kept beside the database. */
  dataDir: string
  /** Bytes of one file. */
  fileLimit?: number
  /** Where files are kept, unless in the folder. */
  bucket?: Bucket | null
  /** No other process uses this database: it is the embedded one. */
  alone: boolean
  logLevel: string
  publicUrl: string | undefined
  trustedProxies: string[]
  /** Where mail goes out, when the environment says so, and how often it is tried and looked for. */
  mail?: MailOptions
  checkReplies?: boolean
  /** Keys of encrypted secrets, the current one first; those of the data folder when unset. */
  secretKey?: string | undefined
  /** Limits of the files that agents did not send; those left out are as in contract/limits.ts. */
  uploadLimits?: Partial<UploadLimits>
  /** Opens /metrics to other machines. */
  metricsToken?: string | undefined
}

type MailOptions = Omit<MailEnvironment, 'publicUrl' | 'secrets'> & {
  retrySeconds?: number
  holdSeconds?: number
  pollMs?: number
}

export type App = {
  http: FastifyInstance
  ctx: Ctx
  /** Requests are finished first, then jobs, then the connections. */
  close: () => Promise<void>
}

/** Undo ends before the first mail leaves. */
const undoSecondsOf = (holdSeconds: number) => Math.max(0, Math.min(10, holdSeconds - 2))

/** Guichet on a migrated database: every module, by hand. Not listening yet. */
export async function openApp(options: AppOptions): Promise<App> {
  const { http, outages } = await openHttp(options)
  const metrics = openMetrics(http)
  if (options.alone) refuseWritesOnFullDisk(http, options.dataDir)
  let closing = false
  const onError = (error: unknown) => {
    if (closing) return // connections are being cut on purpose
    if (error instanceof Error && 'client' in error) error.client = undefined // pg attaches its whole connection
    if (!outages.absorb(error)) http.log.error({ err: error })
  }
  const { db, pool, close: closeDatabase } = openDatabase(options.databaseUrl, { onError })
  await ensureOrganisation(db)
  const { dataDir, alone, bucket = null, fileLimit = 25_000_000 } = options
  const files = await openFiles({ dataDir, bucket, alone, limit: fileLimit })
  const secrets = await openSecrets(dataDir, options.secretKey, await keyIdsIn(db, sealedColumns))
  await sealColumns(db, secrets, sealedColumns)
  const linkSecret = await instanceSecret(db, secrets, 'attachment-links')
  const secret = await instanceSecret(db, secrets, 'sessions')
  const identity = openIdentity({ databaseUrl: options.databaseUrl, secret, publicUrl: options.publicUrl })
  const sessions = openSessions({ db, identity, loadActor: (userId) => loadActor(db, userId) })
  const clients = openClientSessions(db, identity.isSecure)
  const mailLinkSecret = await instanceSecret(db, secrets, 'mail-links')
  const dispatcher = startDispatcher({ db, reactions, onError })
  const hub = openLiveHub({
    db,
    names: openNameCache(db, ['user_account', 'contact', 'company', 'project', 'team']),
    databaseUrl: options.databaseUrl,
    sessions,
    clients,
    audience: audienceOf(db),
    sight: sightOf(db),
    onError,
  })
  const ctx: Ctx = { db, actor: system, wakeDispatcher: dispatcher.wake, secrets, idempotency: null }
  const unset: MailOptions = { smtpUrl: undefined, sender: undefined }
  const { retrySeconds = 30, holdSeconds = 12, pollMs = 1_000, ...outlet } = options.mail ?? unset
  const environment: MailEnvironment = { ...outlet, publicUrl: options.publicUrl, secrets }
  const mailing = startMailing({
    ctx,
    alone,
    environment,
    linkSecret: mailLinkSecret,
    retrySeconds,
    holdSeconds,
    pollMs,
    onError,
  })
  await planResumptions(db)
  await planHtmlCleaning(db)
  const jobs = await startJobs({ ...options, tasks: tasksOf(ctx, files, dataDir), schedules, onError })

  const clock = watchClock((seconds) => {
    http.log.warn({ seconds }, `The clock was set ${seconds < 0 ? 'back' : 'forward'} by ${Math.abs(seconds)} s.`)
    Promise.all([jobs.restart(), repairMailTimes(db)]).catch(onError)
  })

  const recordRefusal = openRefusalRecord(db)
  const mounting: MountContext = {
    app: http,
    db,
    sessions,
    clients,
    recordRefusal,
    wakeDispatcher: dispatcher.wake,
    secrets,
  }
  mountPeople(mounting, identity, () => canMailLinks(db, environment))
  mountContacts(mounting)
  mountEquipment(mounting)
  mountProjects(mounting)
  mountTickets(mounting, hub, undoSecondsOf(holdSeconds))
  mountClientTickets(mounting)
  mountUnread(mounting)
  mountPortal(mounting, { environment, linkSecret: mailLinkSecret }, hub)
  mountWebsites(mounting, options.publicUrl)
  const proofSecret = await instanceSecret(db, secrets, 'form-proofs')
  const outsiders = { files, limits: { ...uploadLimits, ...options.uploadLimits }, senderSecret: proofSecret }
  mountAttachments(mounting, { ...outsiders, previews: openPreviews(files), visibleTo, linkSecret })
  const guestContact = {
    environment,
    mailSecret: mailLinkSecret,
    linkSecret: await instanceSecret(db, secrets, 'guest-links'),
  }
  mountForms(mounting, { ...outsiders, proofSecret, guestContact })
  mountCalls(mounting)
  mountMails(mounting, environment)
  mountMerging(mounting)
  mountSpreadsheets(mounting, dataDir)
  mountApiKeys(mounting)
  mountSecurity(mounting)
  mountLive(mounting, hub)
  const measureStorage = openStorageMeter(db, dataDir)
  mountOperations(mounting, { measureStorage, readBacklog: () => readBacklog(pool) })
  serveHealth(http, db)
  serveReadiness(http, pool, dataDir)
  const sources = [
    processSource(version, hub.countStreams),
    poolSource({ requests: pool, identity: identity.pool, jobs: jobs.pool }),
    backlogSource(pool),
    storageSource(measureStorage),
    mailSource(db, environment),
  ]
  metrics.serve(sources, { token: options.metricsToken, publicUrl: options.publicUrl })
  await serveApiDocs(http, sessions, () => isApiDescriptionPublic(db))
  await servePages(http)

  return {
    http,
    ctx,
    async close() {
      closing = true
      clock.stop()
      await hub.close()
      await http.close()
      await jobs.stop()
      await mailing.stop()
      await dispatcher.stop()
      await identity.close()
      await closeDatabase()
      outages.stop()
    },
  }
}
