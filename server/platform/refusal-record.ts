import { AppError } from './app-error.ts'
import type { Db } from './database.ts'
import { recordSecurity, type SecurityEntry, securityKindOf } from './security-record.ts'

/** Refusal by the rate limit. Anonymous callers can cause any number, so few of them are written to the database. */
export class RateLimitError extends AppError {
  constructor(seconds: number) {
    super('too_many_requests', { seconds })
  }
}

type RefusalContext = Required<Pick<SecurityEntry, 'actor' | 'account' | 'network' | 'detail'>>

/** Callback that adds a refusal to the security log if it concerns security. */
export type RecordRefusal = (error: AppError, context: RefusalContext) => Promise<void>

/** Activity of one source within an hour: the accounts it tried, and its rate-limited requests not written yet. */
type Activity = { accounts: Set<string>; unwritten: number; writtenAt: number }

const maxAccounts = 50
const maxNetworks = 1_000
const minute = 60_000

/**
 * Opens the record of refusals. It limits the rows that anonymous requests can add: a number of networks an hour, and of
 * accounts for each; further entries name none. Rate-limited requests are counted in memory and written once a minute
 * without the account.
 */
export function openRefusalRecord(db: Db, now: () => number = Date.now): RecordRefusal {
  const activities = new Map<string, Activity>()
  let hour = 0

  function activityOf(source: string): Activity {
    const activity = activities.get(source) ?? {
      accounts: new Set(),
      unwritten: 0,
      writtenAt: Number.NEGATIVE_INFINITY,
    }
    activities.set(source, activity)
    return activity
  }

  function startHour(): void {
    const current = Math.floor(now() / (60 * minute))
    if (current !== hour) activities.clear()
    hour = current
  }

  return async (error, { actor, account, network: from, detail }) => {
    const kind = securityKindOf(error.code)
    if (kind === null) return
    startHour()
    const isKnown = actor.id !== null || activities.has(from) || activities.size < maxNetworks
    const network = isKnown ? from : ''
    const activity = activityOf(actor.id ?? network)
    if (error instanceof RateLimitError) {
      activity.unwritten++
      if (Math.abs(now() - activity.writtenAt) < minute) return
      const times = activity.unwritten
      Object.assign(activity, { unwritten: 0, writtenAt: now() })
      return recordSecurity(db, { kind, actor, network, detail, times })
    }
    const { accounts } = activity
    if (actor.id === null && accounts.size < maxAccounts) accounts.add(account)
    await recordSecurity(db, { kind, actor, account: accounts.has(account) ? account : '', network, detail })
  }
}
