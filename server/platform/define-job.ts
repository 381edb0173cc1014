import type { z } from 'zod'
import type { Ctx } from './context.ts'
import type { PlannedJob } from './dispatcher.ts'
import type { Files } from './files/store.ts'

/** Services that jobs work with; `ctx` acts as the system. */
export type JobServices = { ctx: Ctx; files: Files; dataDir: string }

/** Kind of background job, as the queue runs it. */
export type Job<Services = JobServices> = {
  /** Name in the queue: `<module>.<work>`. */
  name: string
  /** Cron schedule in UTC with five fields; null for none. */
  schedule: string | null
  /** Throws for a payload of another shape, which makes the job fail. */
  run: (services: Services, payload: unknown) => Promise<unknown>
}

type JobDefinition<P extends z.ZodType> = {
  name: string
  payload: P
  schedule?: string
  run: (services: JobServices, payload: z.output<P>) => Promise<unknown>
}

/** Defines a kind of job. `plan` creates one with a valid payload. */
export function defineJob<P extends z.ZodType>({ name, payload, schedule, run }: JobDefinition<P>) {
  return {
    name,
    schedule: schedule ?? null,
    run: (services: JobServices, stored: unknown) => run(services, payload.parse(stored)),
    plan: (input: z.input<P>, options: Pick<PlannedJob, 'runAt' | 'key'> = {}): PlannedJob => ({
      task: name,
      payload: input,
      ...options,
    }),
  }
}
