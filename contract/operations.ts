import { z } from 'zod'
import { Instant } from './common.ts'
import { route } from './route.ts'

const tag = 'operations'
const access = 'settings.manage'

export const FailedJob = z
  .object({
    id: z.string().regex(/^\d+$/),
    task: z.string().describe('The kind of work, such as tickets.resume-waiting'),
    error: z.string().describe('Of the last try, in the words of the program'),
    attempts: z.int(),
    lastTriedAt: Instant,
    nextTryAt: Instant.nullable().describe('Null when it is given up'),
  })
  .meta({ id: 'FailedJob' })
export type FailedJob = z.infer<typeof FailedJob>

const Bytes = z.number().min(0).describe('bytes')
const Waiting = z.object({ count: z.int(), oldestSeconds: z.number() })

export const OperatingState = z
  .object({
    version: z.string(),
    database: Bytes,
    files: Bytes.describe('of all attachments, read every ten minutes'),
    free: Bytes.describe('left on the disk of the data folder'),
    lastBackup: Instant.nullable().describe('Null when none was made'),
    events: Waiting.describe('Not dispatched yet; counted up to 10,000'),
    jobs: Waiting.describe('Due; counted up to 10,000'),
    failedJobs: z.array(FailedJob).describe('Last tried first, 100 at most'),
  })
  .meta({ id: 'OperatingState' })
export type OperatingState = z.infer<typeof OperatingState>

const JobParams = z.object({ id: z.string().regex(/^\d{1,18}$/) })

export const operations = {
  show: route({
    method: 'GET',
    path: '/api/operations',
    summary: 'How this installation is doing, and the background jobs that failed',
    tag,
    access,
    reply: OperatingState,
  }),
  retryJob: route({
    method: 'POST',
    path: '/api/failed-jobs/:id/retries',
    summary: 'Try a failed job again now',
    tag,
    access,
    params: JobParams,
    status: 204,
  }),
  dismissJob: route({
    method: 'DELETE',
    path: '/api/failed-jobs/:id',
    summary: 'Give a failed job up, and take it off the list',
    tag,
    access,
    params: JobParams,
    status: 204,
  }),
}
