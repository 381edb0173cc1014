import { createHmac } from 'node:crypto'
import { BlockList, isIP, isIPv4 } from 'node:net'

/** Where a request comes from, as hashes from which neither address nor network can be found again. */
export type Sender = {
  addressHash: string
  networkHash: string
  /** The address is that of a proxy whose word is not trusted: everybody would seem to be one sender. */
  isProxied: boolean
}

/** Tells senders apart by their address and their network: the first three parts of either kind of address. */
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
