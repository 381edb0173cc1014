import { describe, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { password, signIn, testApp } from '../app.ts'
import { newestToken, signInClient } from '../client-session.ts'
import { aContact } from '../factories.ts'

const { db, base, administrator } = await testApp(undefined, 'https://sav.example.test')
const marie = await aContact(administrator, { email: 'marie@example.test' })

async function cookiesSetBy(path: string, body: object, cookie = ''): Promise<string[]> {
  const answer = await fetch(base + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  })
  return answer.headers.getSetCookie()
}

const statusWith = async (path: string, cookie: string) => (await fetch(base + path, { headers: { cookie } })).status

describe('under HTTPS', () => {
  test('every cookie belongs to this host alone and is never sent over plain HTTP', async () => {
    const agents = await cookiesSetBy(api.session.create.path, { email: 'lea@example.test', password })
    const asking = await cookiesSetBy(api.portal.mailLink.path, { email: marie.email })
    const token = await newestToken(db, marie.id)
    const opened = await cookiesSetBy(api.portal.signIn.path, { token }, asking[0]?.split(';')[0])
    const clients = [...asking, ...opened]
    expect(opened).toHaveLength(1)
    expect(agents.length).toBeGreaterThan(0)
    expect(clients.length).toBeGreaterThan(0)
    for (const cookie of [...agents, ...clients]) {
      expect(cookie).toMatch(/^__Host-guichet[\w.]+=/)
      for (const attribute of ['Path=/;', 'HttpOnly', 'Secure', 'SameSite=Lax'])
        expect(`${cookie};`).toContain(attribute)
      expect(cookie).not.toContain('Domain=')
    }
  })

  test('a cookie without the prefix, as a neighbouring host could plant it, opens nothing', async () => {
    const agent = await signIn(base, 'lea@example.test')
    const client = await signInClient({ db, base }, marie)
    expect(await statusWith(api.session.show.path, agent.cookie)).toBe(200)
    expect(await statusWith(api.session.show.path, agent.cookie.replaceAll('__Host-', ''))).toBe(401)
    expect(await statusWith(api.portal.me.path, client.cookie)).toBe(200)
    expect(await statusWith(api.portal.me.path, client.cookie.replaceAll('__Host-', ''))).toBe(401)
  })

  test('the cookie of an agent’s session lasts as long as the session can', async () => {
    const [session] = await cookiesSetBy(api.session.create.path, { email: 'lea@example.test', password })
    expect(session).toContain(`Max-Age=${90 * 86_400}`)
  })
})
