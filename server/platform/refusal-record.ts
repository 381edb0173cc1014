import { AppError } from './app-error.ts'
import type { Db } from './database.ts'
import { recordSecurity, type SecurityEntry, securityKindOf } from './security-record.ts'

/** A refusal by the rate limit. Anybody causes as many as they like, so that few of them reach the database. */
export class RateLimited extends AppError {
  constructor(seconds: number) {
    super('too_many_requests', { seconds })
  }
}

type Refused = Required<Pick<SecurityEntry, 'actor' | 'account' | 'network' | 'detail'>>

/** Adds a refusal to the record of security when it says something of security. */
export type RecordRefusal = (error: AppError, refused: Refused) => Promise<void>

/** Record of one source within an hour: the accounts that it aimed at, and its rate-limited requests not written yet. */
type Activity = { accounts: Set<string>; unwritten: number; writtenAt: number }

const accountsAtMost = 50
const networksAtMost = 1_000
const minute = 60_000

/**
 * Opens the record of refusals, with bounds on the rows that anonymous requests add: so many networks an hour, so many
 * accounts of each; beyond them, entries name none. Rate-limited requests are counted in memory, and written once a
 * minute without the account.
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
    const isKnown = actor.id !== null || activities.has(from) || activities.size < networksAtMost
    const network = isKnown ? from : ''
    const activity = activityOf(actor.id ?? network)
    if (error instanceof RateLimited) {
      activity.unwritten++
      if (Math.abs(now() - activity.writtenAt) < minute) return
      const times = activity.unwritten
      Object.assign(activity, { unwritten: 0, writtenAt: now() })
      return recordSecurity(db, { kind, actor, network, detail, times })
    }
    const { accounts } = activity
    if (actor.id === null && accounts.size < accountsAtMost) accounts.add(account)
    await recordSecurity(db, { kind, actor, account: accounts.has(account) ? account : '', network, detail })
  }
}
