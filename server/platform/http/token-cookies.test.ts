import { expect, test } from 'vitest'
import { cookieName, readTokenCookie, tokenCookie } from './token-cookies.ts'

const token = 'A-z_'.padEnd(43, '0')
const settings = { name: 'guichet_portal', maxAgeSeconds: 3_600 }

test('a cookie is read among others, and only as a token', () => {
  expect(readTokenCookie(`a=1; guichet_portal=${token}; b="2"`, 'guichet_portal')).toBe(token)
  expect(readTokenCookie(`guichet_portal=${token}`, '__Host-guichet_portal')).toBeNull()
  for (const header of [undefined, '', 'guichet_portal=', `guichet_portal=${token}0`, `xguichet_portal=${token}`])
    expect(readTokenCookie(header, 'guichet_portal')).toBeNull()
})

test('a cookie that was set is read back, and null deletes it', () => {
  const set = tokenCookie(token, { ...settings, isSecure: true })
  expect(set.split('; ').sort()).toEqual(
    [`__Host-guichet_portal=${token}`, 'Path=/', 'HttpOnly', 'SameSite=Lax', 'Max-Age=3600', 'Secure'].sort(),
  )
  expect(readTokenCookie(set.split(';')[0], cookieName(settings.name, true))).toBe(token)
  expect(tokenCookie(null, { ...settings, isSecure: false })).toMatch(/^guichet_portal=; .*Max-Age=0/)
})
