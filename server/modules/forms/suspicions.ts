import { type RawBuilder, sql } from 'kysely'
import type { NewSubmission, quarantineReasons } from '../../../contract/forms.ts'
import type { Tx } from '../../platform/database.ts'
import type { Sender } from '../../platform/http/sender.ts'

export type Reason = (typeof quarantineReasons)[number]
const quickestMs = 2_000
const mostLinks = 3
const fromOneAddress = 10
const fromOneNetwork = 40

/** Why somebody should look at it before it becomes a ticket; empty when nothing speaks against it. */
export async function suspicions(
  tx: Tx,
  { answers, website }: NewSubmission,
  { askedAt, sender }: { askedAt: string; sender: Sender },
): Promise<Reason[]> {
  const links =
    Object.values(answers)
      .join(' ')
      .match(/https?:\/\/|www\./gi)?.length ?? 0
  const [byAddress, byNetwork] = await Promise.all([
    countSince(tx, sql`address_hash = ${sender.addressHash}`),
    countSince(tx, sql`network_hash = ${sender.networkHash}`),
  ])
  const found: [Reason, boolean][] = [
    ['trap', website !== ''],
    ['too_fast', Date.now() - Date.parse(askedAt) < quickestMs],
    ['links', links > mostLinks],
    ['address', !sender.isProxied && byAddress >= fromOneAddress],
    ['network', !sender.isProxied && byNetwork >= fromOneNetwork],
  ]
  return found.filter(([, is]) => is).map(([reason]) => reason)
}

/** In the last hour. */
async function countSince(tx: Tx, which: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from form_submission
    where ${which} and created_at > now() - interval '1 hour'`.execute(tx)
  return rows[0]?.count ?? 0
}
