import { expect, test } from 'vitest'
import { fetchExternal } from './fetch-external.ts'
import { isLinkLocal, lookupNonLinkLocal } from './link-local.ts'

const refused = [
  ...['169.254.169.254', '169.254.0.1', 'fe80::1', 'febf::1', '[fe80::1%eth0]', '::ffff:169.254.169.254'],
  ...['[::ffff:a9fe:a9fe]', '::169.254.169.254', '64:ff9b::a9fe:a9fe', '2002:a9fe:a9fe::', 'fd00:ec2::254'],
]

test.each(refused)('%s is link-local', (address) => {
  expect(isLinkLocal(address)).toBe(true)
})

test.each(['127.0.0.1', '10.0.0.1', '192.168.1.10', '169.253.0.1', '::1', 'fd00::1', 'example.test', ''])(
  '%s is not link-local',
  (address) => {
    expect(isLinkLocal(address)).toBe(false)
  },
)

test.each([
  'http://169.254.169.254/latest',
  'http://[fe80::1]/',
  'http://[::ffff:169.254.169.254]/',
  'http://2852039166/',
])('%s is never opened, even where private addresses are allowed', async (address) => {
  const options = { allowsPrivate: true, maxBytes: 1_000, timeoutMs: 2_000 }
  await expect(fetchExternal(address, options)).rejects.toMatchObject({ reason: 'link_local' })
})

test('does not resolve a name with a link-local address', async () => {
  const { promise, resolve } = Promise.withResolvers<unknown>()
  lookupNonLinkLocal('169.254.169.254', { all: true }, resolve)
  expect(await promise).toBeInstanceOf(Error)
})
