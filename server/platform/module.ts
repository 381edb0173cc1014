import type { UploadLimits } from '../../contract/limits.ts'
import type { Cleanup } from './cleanup.ts'
import type { Db } from './database.ts'
import type { Job } from './define-job.ts'
import type { Reaction } from './dispatcher.ts'
import type { Previews } from './files/previews.ts'
import type { Files } from './files/store.ts'
import type { MountContext } from './http/mount.ts'
import type { Identity } from './identity.ts'
import type { InstanceSecrets } from './instance-secret.ts'
import type { LiveHub } from './live/hub.ts'
import type { MailEnvironment } from './mail-environment.ts'
import type { Backlog } from './monitoring/backlog.ts'
import type { MetricSource } from './monitoring/metrics.ts'
import type { Storage } from './monitoring/storage.ts'

/** Services that a process opens once and its modules share. */
export type Services = MountContext & {
  identity: Identity
  hub: LiveHub
  files: Files
  previews: Previews
  dataDir: string
  publicUrl: string | undefined
  uploadLimits: UploadLimits
  mailEnvironment: MailEnvironment
  instanceSecrets: InstanceSecrets
  /** Seconds in which agents can undo their act. */
  undoSeconds: number
  measureStorage: () => Promise<Storage>
  readBacklog: () => Promise<Backlog>
}

/** Part of the product as the program runs it. Its index.ts exports what other modules may call. */
export type Module = {
  mount?: (services: Services) => void
  reactions?: readonly Reaction[]
  jobs?: readonly Job[]
  /** Cleanups that run each night. */
  cleanups?: readonly Cleanup[]
  /** Plans, at each start, the jobs that may be missing. */
  planJobs?: (db: Db) => Promise<void>
  metrics?: (services: Services) => MetricSource
}
