import { lookup as resolve } from 'node:dns'
import { BlockList, isIPv6, type LookupFunction } from 'node:net'

/** Link-local addresses, where cloud providers serve credentials, and the IPv6 forms that lead to them. */
const linkLocal = new BlockList()
linkLocal.addSubnet('169.254.0.0', 16, 'ipv4')
for (const [prefix, length] of [
  ['fe80::', 10],
  ['::ffff:a9fe:0', 112],
  ['::a9fe:0', 112],
  ['64:ff9b::a9fe:0', 112],
  ['2002:a9fe::', 32],
  ['fd00:ec2::254', 128],
] as const)
  linkLocal.addSubnet(prefix, length, 'ipv6')

/** Tells whether an IP address, with or without brackets, is link-local. Returns false for a name. */
export function isLinkLocal(host: string): boolean {
  const [address = ''] = host.replace(/^\[|\]$/g, '').split('%')
  return linkLocal.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

export class LinkLocalError extends Error {}

/** Resolves names, and fails for one with a link-local address. Checking here leaves no time to change the address. */
export const lookupNonLinkLocal: LookupFunction = (hostname, options, done) =>
  resolve(hostname, { ...options, all: true }, (error, found) => {
    const isRefused = !error && found.some(({ address }) => isLinkLocal(address))
    const failure = isRefused ? new LinkLocalError(hostname) : error
    if (options.all || failure) return done(failure, found)
    done(null, found[0]?.address ?? '', found[0]?.family)
  })
