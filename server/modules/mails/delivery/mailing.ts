import type { Ctx } from '../../../platform/context.ts'
import { gatherOpenings } from '../plan/gather-openings.ts'
import { planMails } from '../plan/plan-mails.ts'
import { type MailEnvironment, readMailDomain } from '../settings.ts'
import { openDelivery, repairMailTimes } from './deliver.ts'

/** Plans and sends mail from committed events until stopped. Runs in every process; locks in the database share the work. */
export function startMailing(options: {
  ctx: Ctx
  /** Whether no other process sends from this database. */
  alone: boolean
  environment: MailEnvironment
  linkSecret: string
  retrySeconds: number
  /** Delay before an agent's change is mailed; until shortly before, the agent can undo it. */
  holdSeconds: number
  /** Interval between polls for due work. */
  pollMs: number
  onError: (error: unknown) => void
}): { stop: () => Promise<void> } {
  const { ctx, environment, onError } = options
  const delivery = openDelivery(options)
  const stopped = Promise.withResolvers<void>()
  let isStopped = false

  async function run() {
    if (options.alone) await delivery.releaseLeases().catch(onError)
    await repairMailTimes(ctx.db).catch(onError)
    while (!isStopped) {
      try {
        while (
          !isStopped &&
          (await planMails(ctx, await readMailDomain(ctx.db, environment), options.holdSeconds)) > 0
        );
        if (!isStopped) await gatherOpenings(ctx, environment)
        if (!isStopped) await delivery.deliverDue()
      } catch (error) {
        onError(error)
      }
      await Promise.race([stopped.promise, new Promise((resolve) => setTimeout(resolve, options.pollMs))])
    }
  }
  const running = run()
  return {
    async stop() {
      isStopped = true
      stopped.resolve()
      await running
      await delivery.stop()
    },
  }
}
