import { expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import type { Route } from '../../contract/route.ts'
import { testApp } from '../app.ts'
import { signInClient } from '../client-session.ts'
import { aContact } from '../factories.ts'

const guichet = await testApp()
const { base, administrator } = guichet
const origin = 'https://boutique.example'
const marie = await signInClient(guichet, await aContact(administrator, { email: 'marie@example.test' }))
const authorization = `Bearer ${marie.cookie.split('=')[1]}`

const ask = (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
  fetch(base + path, { ...init, headers: { origin, 'sec-fetch-site': 'cross-site', ...init.headers } })
const allowed = (answer: Response) => answer.headers.get('access-control-allow-origin')

test('a page of another origin can call clients’ routes without credentials, and none of the desk', async () => {
  const may = await ask('/api/portal/tickets', { method: 'OPTIONS' })
  expect([may.status, allowed(may)]).toEqual([204, '*'])
  expect(may.headers.get('access-control-allow-credentials')).toBeNull()
  expect(may.headers.get('access-control-allow-headers')).toContain('authorization')
  for (const path of ['/api/tickets', '/api/session', '/api/portalx', '/']) {
    expect(allowed(await ask(path, { method: 'OPTIONS' }))).toBeNull()
    expect(allowed(await ask(path))).toBeNull()
  }
})

test('public routes can be read there', async () => {
  const routes = Object.values(api).flatMap((group): Route[] => Object.values(group))
  const ofAnyOrigin = routes.filter(({ anyOrigin }) => anyOrigin)
  expect(ofAnyOrigin.length).toBeGreaterThan(5)
  for (const { path } of ofAnyOrigin)
    expect([path, allowed(await ask(path, { method: 'OPTIONS' }))]).toEqual([path, '*'])
})

test('responses, refusals and the stream can be read there with a bearer token', async () => {
  const mine = await ask('/api/portal/tickets', { headers: { authorization } })
  expect([mine.status, allowed(mine)]).toEqual([200, '*'])
  expect(mine.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
  const nobody = await ask('/api/portal/tickets')
  expect([nobody.status, allowed(nobody)]).toEqual([401, '*'])
  const stop = new AbortController()
  const stream = await ask(api.portal.live.path, { headers: { authorization }, signal: stop.signal })
  expect([stream.status, allowed(stream)]).toEqual([200, '*'])
  stop.abort()
})

test('changes that a cookie could authorise are refused there, and those without credentials are not', async () => {
  const post = (path: string, body: object) =>
    ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  expect((await post('/api/portal/session', { token: 'x' })).status).toBe(403)
  const withCookie = { cookie: marie.cookie, 'content-type': 'application/json' }
  const body = JSON.stringify({ title: 'x' })
  expect((await ask('/api/portal/tickets', { method: 'POST', headers: withCookie, body })).status).toBe(403)
  const asked = await post('/api/portal/links', { email: 'x@example.test', withoutCookie: true })
  expect([asked.status, asked.headers.getSetCookie()]).toEqual([200, []])
  expect((await post('/api/portal/session/exchange', { token: 'x' })).status).toBe(401)
})

test('a bearer token beside a cookie does not exempt a change from the check of its origin', async () => {
  const headers = { cookie: marie.cookie, authorization, 'content-type': 'application/json' }
  const body = JSON.stringify({ title: 'x' })
  const refused = await ask('/api/portal/tickets', { method: 'POST', headers, body })
  expect([refused.status, await refused.json()]).toMatchObject([403, { code: 'foreign_origin' }])
})
