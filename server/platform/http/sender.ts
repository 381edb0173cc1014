import { createHmac } from 'node:crypto'
import { BlockList, isIP, isIPv4 } from 'node:net'

/** Origin of a request, as hashes that cannot be reversed to the address or network. */
export type Sender = {
  addressHash: string
  networkHash: string
  /** Whether the address is an untrusted proxy's, so that all its visitors would seem to be one sender. */
  isProxied: boolean
}

/** Identifies a sender by address and network, the first three parts of an IPv4 or IPv6 address. */
export function identifySender(ip: string, secret: string): Sender {
  const hash = (place: string) => createHmac('sha256', secret).update(place).digest('base64url')
  const plain = ip.replace(/^::ffff:/, '')
  const parts = isIPv4(plain) ? plain.split('.').slice(0, 3) : plain.split(':').slice(0, 3)
  return { addressHash: hash(plain), networkHash: hash(parts.join(' ')), isProxied: isPrivate(plain) }
}

/** Private addresses, which no visitor of a public website has. */
const privateAddresses = new BlockList()
privateAddresses.addSubnet('127.0.0.0', 8)
privateAddresses.addSubnet('10.0.0.0', 8)
privateAddresses.addSubnet('172.16.0.0', 12)
privateAddresses.addSubnet('192.168.0.0', 16)
privateAddresses.addAddress('::1', 'ipv6')
privateAddresses.addSubnet('fc00::', 7, 'ipv6')

function isPrivate(address: string): boolean {
  return isIP(address) > 0 && privateAddresses.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')
}
