import type { Ctx } from '../../platform/context.ts'
import { openDelivery, settleMailTimes } from './deliver.ts'
import { gatherOpenings } from './gather-openings.ts'
import { planMails } from './plan-mails.ts'
import { type MailEnvironment, mailDomain } from './settings.ts'

/** Plans and sends mail, from the committed events, until stopped. Every process does; the database shares out the work. */
export function startMailing(options: {
  ctx: Ctx
  /** No other process sends from this database. */
  alone: boolean
  environment: MailEnvironment
  linkSecret: string
  retrySeconds: number
  /** An agent's act is told to nobody for so long, and can be undone until just before. */
  holdSeconds: number
  /** Between two looks for what is due. */
  pollMs: number
  onError: (error: unknown) => void
}): { stop: () => Promise<void> } {
  const { ctx, environment, onError } = options
  const delivery = openDelivery(options)
  const stopped = Promise.withResolvers<void>()
  let isStopped = false

  async function run() {
    if (options.alone) await delivery.takeBack().catch(onError)
    await settleMailTimes(ctx.db).catch(onError)
    while (!isStopped) {
      try {
        while (!isStopped && (await planMails(ctx, await mailDomain(ctx.db, environment), options.holdSeconds)) > 0);
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
