import { type RawBuilder, sql } from 'kysely'
import type { NewSubmission, quarantineReasons } from '../../../contract/forms.ts'
import type { Tx } from '../../platform/database.ts'
import type { Sender } from '../../platform/http/sender.ts'

export type QuarantineReason = (typeof quarantineReasons)[number]
const minFillMs = 2_000
const maxLinks = 3
const maxPerAddress = 10
const maxPerNetwork = 40

/** Returns the reasons to quarantine a submission; empty for an unsuspicious one. */
export async function findSuspicions(
  tx: Tx,
  { answers, website }: NewSubmission,
  { requestedAt, sender }: { requestedAt: string; sender: Sender },
): Promise<QuarantineReason[]> {
  const links =
    Object.values(answers)
      .join(' ')
      .match(/https?:\/\/|www\./gi)?.length ?? 0
  const [byAddress, byNetwork] = await Promise.all([
    countSince(tx, sql`address_hash = ${sender.addressHash}`),
    countSince(tx, sql`network_hash = ${sender.networkHash}`),
  ])
  const found: [QuarantineReason, boolean][] = [
    ['trap', website !== ''],
    ['too_fast', Date.now() - Date.parse(requestedAt) < minFillMs],
    ['links', links > maxLinks],
    ['address', !sender.isProxied && byAddress >= maxPerAddress],
    ['network', !sender.isProxied && byNetwork >= maxPerNetwork],
  ]
  return found.filter(([, is]) => is).map(([reason]) => reason)
}

/** Counts submissions of the last hour. */
async function countSince(tx: Tx, which: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from form_submission
    where ${which} and created_at > now() - interval '1 hour'`.execute(tx)
  return rows[0]?.count ?? 0
}
