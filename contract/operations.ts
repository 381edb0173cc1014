import { z } from 'zod'
import { Instant } from './common.ts'
import { route } from './route.ts'

const tag = 'operations'
const access = 'settings.manage'

export const FailedJob = z
  .object({
    id: z.string().regex(/^\d+$/),
    task: z.string().describe('Kind of job, such as tickets.resume-waiting'),
    error: z.string().describe('Error message of the last attempt'),
    attempts: z.int(),
    lastTriedAt: Instant,
    nextTryAt: Instant.nullable().describe('null: abandoned'),
  })
  .meta({ id: 'FailedJob' })
export type FailedJob = z.infer<typeof FailedJob>

const Bytes = z.number().min(0).describe('bytes')
const Waiting = z.object({ count: z.int(), oldestSeconds: z.number() })

export const OperatingState = z
  .object({
    version: z.string(),
    database: Bytes,
    files: Bytes.describe('Of all attachments, measured every ten minutes'),
    free: Bytes.describe('Free on the disk of the data folder'),
    lastBackup: Instant.nullable().describe('null: none was made'),
    events: Waiting.describe('Not dispatched yet; counted up to 10,000'),
    jobs: Waiting.describe('Due; counted up to 10,000'),
    failedJobs: z.array(FailedJob).describe('Last attempted first, 100 at most'),
  })
  .meta({ id: 'OperatingState' })
export type OperatingState = z.infer<typeof OperatingState>

const JobParams = z.object({ id: z.string().regex(/^\d{1,18}$/) })

export const operations = {
  show: route({
    method: 'GET',
    path: '/api/operations',
    summary: 'Get the state of this installation and its failed background jobs',
    tag,
    access,
    reply: OperatingState,
  }),
  retryJob: route({
    method: 'POST',
    path: '/api/failed-jobs/:id/retries',
    summary: 'Retry a failed job now',
    tag,
    access,
    params: JobParams,
    status: 204,
  }),
  dismissJob: route({
    method: 'DELETE',
    path: '/api/failed-jobs/:id',
    summary: 'Abandon a failed job and take it off the list',
    tag,
    access,
    params: JobParams,
    status: 204,
  }),
}
