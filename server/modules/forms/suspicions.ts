import { createHmac } from 'node:crypto'
import { BlockList, isIP, isIPv4 } from 'node:net'
import { type RawBuilder, sql } from 'kysely'
import type { NewSubmission, quarantineReasons } from '../../../contract/forms.ts'
import type { Tx } from '../../platform/database.ts'

export type Reason = (typeof quarantineReasons)[number]
export type Sender = {
  addressHash: string
  networkHash: string
  /** The address is that of a proxy whose word is not trusted: everybody would seem to be one sender. */
  isProxied: boolean
}

const quickestMs = 2_000
const mostLinks = 3
const fromOneAddress = 10
const fromOneNetwork = 40

/** Tells senders apart by hashes of their address and network, from which neither can be found again. */
export function senderAt(ip: string, secret: string): Sender {
  const hash = (place: string) => createHmac('sha256', secret).update(place).digest('base64url')
  const plain = ip.replace(/^::ffff:/, '')
  const parts = isIPv4(plain) ? plain.split('.').slice(0, 3) : plain.split(':').slice(0, 3)
  return { addressHash: hash(plain), networkHash: hash(parts.join(' ')), isProxied: isInside(plain) }
}

/** Addresses that no visitor of a public website has. */
const insideAddresses = new BlockList()
insideAddresses.addSubnet('127.0.0.0', 8)
insideAddresses.addSubnet('10.0.0.0', 8)
insideAddresses.addSubnet('172.16.0.0', 12)
insideAddresses.addSubnet('192.168.0.0', 16)
insideAddresses.addAddress('::1', 'ipv6')
insideAddresses.addSubnet('fc00::', 7, 'ipv6')

function isInside(address: string): boolean {
  return isIP(address) > 0 && insideAddresses.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')
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
