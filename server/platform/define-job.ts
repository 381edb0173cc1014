import type { z } from 'zod'
import type { Ctx } from './context.ts'
import type { PlannedJob } from './dispatcher.ts'
import type { Files } from './files/store.ts'

/** Services that jobs work with; `ctx` acts as the system. */
export type JobServices = { ctx: Ctx; files: Files; dataDir: string }

/** A kind of work in the background, as the queue runs it. */
export type Job<Services = JobServices> = {
  /** The name in the queue: `<module>.<work>`. */
  name: string
  /** When it runs by itself: five cron fields, UTC. */
  schedule: string | null
  /** Throws for a payload of another form: the job fails. */
  run: (services: Services, payload: unknown) => Promise<unknown>
}

type JobDefinition<P extends z.ZodType> = {
  name: string
  payload: P
  schedule?: string
  run: (services: JobServices, payload: z.output<P>) => Promise<unknown>
}

/** Defines a kind of job, and how one is planned with a payload of its form. */
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
