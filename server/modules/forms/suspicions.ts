import { createHmac } from 'node:crypto'
import { isIPv4 } from 'node:net'
import { type RawBuilder, sql } from 'kysely'
import type { NewSubmission, quarantineReasons } from '../../../contract/forms.ts'
import type { Tx } from '../../platform/database.ts'

export type Reason = (typeof quarantineReasons)[number]
export type Sender = { addressHash: string; networkHash: string }

const quickestMs = 2_000
const mostLinks = 3
const fromOneAddress = 10
const fromOneNetwork = 40

/** Where a request came from, told apart and not to be found again. */
export function senderAt(ip: string, secret: string): Sender {
  const hash = (place: string) => createHmac('sha256', secret).update(place).digest('base64url')
  const plain = ip.replace(/^::ffff:/, '')
  const parts = isIPv4(plain) ? plain.split('.').slice(0, 3) : plain.split(':').slice(0, 3)
  return { addressHash: hash(plain), networkHash: hash(parts.join(' ')) }
}

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
    ['address', byAddress >= fromOneAddress],
    ['network', byNetwork >= fromOneNetwork],
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
