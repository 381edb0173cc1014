import { operations } from '../../../contract/operations.ts'
import { dismissFailedJob, listFailedJobs, retryFailedJob } from '../../platform/failed-jobs.ts'
import { type MountContext, mount } from '../../platform/http/mount.ts'
import type { Backlog } from '../../platform/monitoring/backlog.ts'
import type { Storage } from '../../platform/monitoring/storage.ts'
import { version } from '../../platform/version.ts'

type Readings = { measureStorage: () => Promise<Storage>; readBacklog: () => Promise<Backlog> }

export function mountOperations(mounting: MountContext, { measureStorage, readBacklog }: Readings): void {
  mount(mounting, operations.show, async ({ db }) => {
    const [storage, { events, jobs }, failedJobs] = await Promise.all([
      measureStorage(),
      readBacklog(),
      listFailedJobs(db),
    ])
    const due = { count: jobs.due, oldestSeconds: jobs.oldestSeconds }
    return { version, ...storage, events, jobs: due, failedJobs }
  })
  mount(mounting, operations.retryJob, async ({ db }, { params }) => {
    await retryFailedJob(db, params.id)
    return undefined
  })
  mount(mounting, operations.dismissJob, async ({ db }, { params }) => {
    await dismissFailedJob(db, params.id)
    return undefined
  })
}
