import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { permissions } from '../../contract/permissions.ts'
import type { Route } from '../../contract/route.ts'
import { type Person, testApp } from '../app.ts'
import { signInClient } from '../client-session.ts'
import { aContact, aTicket, uploads } from '../factories.ts'
import { declared, expectRefusal, fill, guarded, isPublic, nameOf, requestsTo } from './every-route.fixtures.ts'

const { app, db, base, administrator, hire } = await testApp()

/** Routes that answer without a session, with the reason. No others may. */
const publicAddresses: Record<string, string> = {
  'GET /healthz': 'asked by supervisors and load balancers; says up or down and nothing else',
  'GET /readyz': 'asked by load balancers; says which part of the program is not ready, nothing of the data',
  'GET /metrics': 'answers requests from the machine itself, or with the token of the environment',
  'GET /api/setup': 'asked before anybody can sign in: says whose desk it is, as its pages do to whoever comes',
  'POST /api/setup': 'guarded by the one-time set-up token; closes itself',
  'POST /api/session': 'nobody is signed in before signing in',
  'POST /api/password-links': 'who has forgotten their password cannot sign in',
  'POST /api/session-by-link': 'guarded by the token of the link',
  'POST /api/session/code': 'guarded by the cookie that the right password set, for ten minutes',
  'POST /api/session/passkey-challenges': 'a challenge that says nothing of anybody',
  'POST /api/session/passkey': 'guarded by the signature of a passkey',
  'GET /api/attachment-links/:token': 'guarded by the signed token: one file, one reader, ten minutes',
  'GET /api/portal/manifest': 'the name of the company, which its sign-in page says to anybody',
  'POST /api/portal/links': 'whoever asks has no session yet; the answer never says whether the address is known',
  'POST /api/portal/links/again': 'guarded by the signed pass of a mail; mails its recipient alone',
  'POST /api/portal/session': 'guarded by the token of a mailed link, which serves once',
  'POST /api/portal/session/code': 'guarded by the secret of the browser that asked for a link, and the code',
  'POST /api/portal/session/exchange': 'guarded by the signed site token, which serves once',
  'POST /api/portal/session/guest': 'guarded by the secret link of one ticket',
  'POST /api/portal/confirmations': 'guarded by the token of a mail to that address, which serves once',
  'POST /api/portal/confirmations/renewals': 'guarded by the token of a mail to that address; mails it again',
  'GET /api/portal/logo': 'a picture, which the sign-in page shows to anybody',
  'PUT /api/portal/by-mail/:id/rating': 'guarded by the signed pass of a mail about one resolution; reads nothing',
  'POST /api/portal/by-mail/:id/contest': 'guarded by the signed pass of a mail about one resolution; reads nothing',
  'POST /api/portal/mails/stop/:pass': 'guarded by the signed pass of a mail, which serves for nothing else',
  'GET /api/portal/mails/stop/:pass': 'leads to a page that asks; changes nothing',
  'POST /api/websites/forms': 'guarded by the signed site token, which serves once',
  'POST /api/websites/check': 'guarded by the signed site token, which serves once',
  'POST /api/spreadsheets/:id/rows': 'guarded by the signature of the spreadsheet’s secret',
  'GET /api/count': 'guarded by an API key',
  'GET /api/forms/:id': 'a form is made to be shown on any web site',
  'POST /api/forms/:id/challenges': 'a proof of work to do, which serves once',
  'POST /api/forms/:id/passes': 'guarded by the proof of work',
  'POST /api/forms/:id/files': 'guarded by the pass that a proof of work gave',
  'POST /api/forms/:id/submissions': 'guarded by the pass that a proof of work gave',
  'GET /api/openapi.json': 'guarded by a session of an agent, unless the settings open it; describes the program alone',
  'GET /api/docs': 'the same description, under the same guard',
  'GET /api/docs/*': 'the reader’s own scripts and styles, under the same guard',
  'GET /api/docs/': 'the same description, under the same guard',
  'GET /api/docs/static/*': 'the reader’s own scripts and styles, under the same guard',
  'GET /api/docs/static/index.html': 'the reader’s own scripts and styles, under the same guard',
  'GET /api/docs/static/swagger-initializer.js': 'the reader’s own scripts and styles, under the same guard',
  'GET /api/docs/json': 'the same description, under the same guard',
  'GET /api/docs/yaml': 'the same description, under the same guard',
  'GET /elements/*': 'scripts for pages of other origins, the same for everybody',
  'GET *': 'the desk’s own files, the same for everybody',
}

const ofClients = guarded.filter((route) => route.access === 'client')
const send = requestsTo(base)
const marie = await signInClient({ db, base }, await aContact(administrator, { email: 'marie@example.test' }))
/** Returns the cookie of somebody who may call a route. */
const cookieFor = (route: Route) => (route.access === 'client' ? marie.cookie : administrator.cookie)

/** Lists all routes of Fastify, as “METHOD /path”. */
function registered(): string[] {
  const lines = app.http.printRoutes({ commonPrefix: false, includeHooks: false }).split('\n')
  const stack: string[] = []
  return lines.flatMap((line) => {
    const match = /^((?:[│ ] {3})*)[├└]── (.+?) \(([A-Z, ]+)\)$/u.exec(line)
    const bare = /^((?:[│ ] {3})*)[├└]── (.+)$/u.exec(line)
    const found = match ?? bare
    if (!found) return []
    const depth = (found[1]?.length ?? 0) / 4
    stack.length = depth
    stack.push(found[2] ?? '')
    if (!match?.[3]) return []
    const address = stack.join('').replace(':key|:id', ':id')
    return match[3].split(', ').map((method) => `${method} ${address}`)
  })
}

test('every address that is registered is declared in the contract, or public for a reason given here', () => {
  const known = new Set([...declared.map(nameOf), ...Object.keys(publicAddresses)])
  const unknown = registered().filter(
    (name) => !name.startsWith('OPTIONS ') && !known.has(name.replace(/^HEAD (?!\/api\/(?!docs|openapi))/, 'GET ')),
  )
  expect(unknown).toEqual([])
  expect(registered()).toEqual(expect.arrayContaining(declared.map(nameOf)))
  expect(declared.filter(isPublic).map(nameOf).toSorted()).toEqual(
    Object.keys(publicAddresses)
      .filter((name) => declared.some((route) => nameOf(route) === name))
      .toSorted(),
  )
})

describe('without a session', () => {
  test.each(guarded.map((route) => [nameOf(route), route] as const))('%s is unauthenticated', async (_, route) => {
    expectRefusal(await send(route, { body: '{}', type: 'application/json' }), 'unauthenticated')
    expectRefusal(await send(route, { cookie: 'guichet.session_token=forged.signature' }), 'unauthenticated')
    expectRefusal(await send(route, { cookie: `guichet_portal=${'x'.repeat(43)}` }), 'unauthenticated')
    const cookie = route.access === 'client' ? administrator.cookie : marie.cookie
    expectRefusal(await send(route, { cookie, body: '{}', type: 'application/json' }), 'unauthenticated')
  })
})

describe('without the permission', () => {
  let nobody: Person
  beforeAll(async () => {
    await db.deleteFrom('role_permission').where('role', '=', 'reader').execute()
    nobody = await hire('reader')
  })
  const needing = guarded.filter((route) => (permissions as readonly unknown[]).includes(route.access))
  test.each(needing.map((route) => [nameOf(route), route] as const))('%s is forbidden', async (_, route) => {
    expectRefusal(await send(route, { cookie: nobody.cookie, body: '{}', type: 'application/json' }), 'forbidden')
  })
})

describe('of what does not exist', () => {
  const bodies: Record<string, unknown> = {
    'PATCH /api/tickets/:id': { version: 1, title: 'x' },
    'PUT /api/tickets/:id/status': { to: 'resolved', version: 1, note: '<p>x</p>' },
    'PUT /api/tickets/:id/lead': { from: null, to: null },
    'POST /api/tickets/:id/undo': { since: 1, version: 2 },
    'PUT /api/tickets/:id/assignees': { version: 1, agentIds: [] },
    'PUT /api/tickets/:id/seen': { version: 1 },
    'PATCH /api/tickets/:id/watchers': { add: [], remove: [] },
    'POST /api/tickets/:id/attachments': { attachmentIds: [randomUUID()] },
    'PUT /api/tickets/:id/draft': { content: { kind: 'answer', visibility: 'public', html: 'x' } },
    'POST /api/tickets/:id/presence': { page: 'page-one', doing: 'looking' },
    'POST /api/tickets/:id/steps': { kind: 'answer', visibility: 'public', body: '<p>x</p>' },
    'PUT /api/contacts/:id': { version: 1, name: 'x' },
    'PUT /api/contacts/:id/company': { version: 1 },
    'PUT /api/companies/:id': { version: 1, name: 'x' },
    'PUT /api/sites/:id': { version: 1, companyId: randomUUID(), name: 'x' },
    'PUT /api/equipment/:id': { version: 1, brand: 'x' },
    'PUT /api/projects/:id': { version: 1, name: 'x' },
    'PUT /api/projects/:id/contacts': { version: 1, contactIds: [] },
    'PATCH /api/agents/:id': { name: 'x' },
    'PUT /api/agents/:id/password': { password: 'orage-violet-43' },
    'POST /api/agents/:id/access-links': { by: 'mail' },
    'PUT /api/roles/:role/second-factor': { required: true },
    'PATCH /api/teams/:id': { name: 'x' },
    'PUT /api/teams/:id/archive': { ticketsTo: null },
    ...Object.fromEntries(
      ['contacts', 'companies', 'equipment', 'projects'].map((kind) => [
        `POST /api/${kind}/:id/merge/:intoId`,
        { versions: { from: 1, into: 1 }, gained: 0 },
      ]),
    ),
    'PATCH /api/actions/:id': { version: 1, title: 'x' },
    'PUT /api/tags/:id/name': { name: 'x' },
    'POST /api/tags/:id/merge': { intoId: '0190a000-0000-7000-8000-000000000000' },
    'PATCH /api/spreadsheets/:id': { version: 1, name: 'x' },
    'PUT /api/spreadsheet-rows/:id/settlement': { as: 'seen' },
    'PUT /api/websites/:id': { version: 1, name: 'x', origin: 'https://x.example' },
    'PUT /api/form-definitions/:id': {
      version: 1,
      name: 'x',
      title: 'x',
      fields: [{ id: 'a', kind: 'line', label: 'x' }],
    },
    'PUT /api/mails/:id/state': { to: 'waiting' },
    'POST /api/portal/tickets/:id/steps': { body: 'x' },
    'PUT /api/portal/tickets/:id/status': { to: 'cancelled', version: 1, note: 'x' },
    'PUT /api/portal/tickets/:id/rating': { stars: 5 },
    'POST /api/portal/forms/:id/submissions': { answers: {} },
  }
  const named = guarded.filter((route) => route.path.includes(':'))
  test.each(named.map((route) => [nameOf(route), route] as const))('%s is not found', async (name, route) => {
    const body = JSON.stringify(bodies[name] ?? {})
    expectRefusal(await send(route, { cookie: cookieFor(route), body, type: 'application/json' }), 'not_found')
  })
  test.each(named.map((route) => [nameOf(route), route] as const))(
    '%s refuses an id that is none',
    async (_, route) => {
      const path = route.path.replace(/:\w+/g, "'%20or%201=1--")
      expectRefusal(
        await send(route, { path, cookie: cookieFor(route), body: '{}', type: 'application/json' }),
        'invalid',
      )
    },
  )
})

describe('of what the reader may not see', () => {
  let outsider: Person
  const ids: Record<string, string> = {}
  beforeAll(async () => {
    await db.updateTable('role').set({ sight: 'teams' }).where('name', '=', 'technician').execute()
    outsider = await hire('technician')
    const [attachmentId] = await uploads(administrator, { 'a.txt': 'a' })
    const ticket = await aTicket(administrator, { attachmentIds: [attachmentId ?? ''] })
    ids.ticket = ticket.id
    ids.attachment = attachmentId ?? ''
  })
  const nested = guarded.filter((route) => route.path.startsWith('/api/tickets/:'))
  test.each(nested.map((route) => [nameOf(route), route] as const))(
    '%s of another team’s ticket is as if missing',
    async (name, route) => {
      const path = fill(route).replace(/\/api\/tickets\/[^/?]+/, `/api/tickets/${ids.ticket}`)
      const version = { version: 1 }
      const body = name.startsWith('PUT /api/tickets/:id/status')
        ? { ...version, to: 'investigating' }
        : name.endsWith('/lead')
          ? { from: null, to: outsider.id }
          : name.endsWith('/steps')
            ? { kind: 'answer', visibility: 'public', body: 'x' }
            : name.endsWith('/presence')
              ? { page: 'page-one', doing: 'looking' }
              : name.endsWith('/draft')
                ? { content: { kind: 'answer', visibility: 'public', html: 'x' } }
                : name.endsWith('/undo')
                  ? { since: 1, version: 2 }
                  : name.endsWith('/assignees')
                    ? { ...version, agentIds: [] }
                    : name.endsWith('/attachments')
                      ? { attachmentIds: [randomUUID()] }
                      : { ...version, title: 'x' }
      const refused = await send(route, {
        path,
        cookie: outsider.cookie,
        body: JSON.stringify(body),
        type: 'application/json',
      })
      expectRefusal(refused, 'not_found', ...(route.access === 'tickets.assign' ? ['forbidden'] : []))
    },
  )

  const bodies: Record<string, unknown> = {
    'POST /api/portal/tickets/:id/steps': { body: 'x' },
    'PUT /api/portal/tickets/:id/status': { to: 'cancelled', version: 1, note: 'x' },
    'PUT /api/portal/tickets/:id/rating': { stars: 5 },
    'POST /api/portal/forms/:id/submissions': { answers: {} },
  }
  const theirs = ofClients.filter((route) => route.path.includes(':'))
  test.each(theirs.map((route) => [nameOf(route), route] as const))(
    '%s of another client’s ticket or file is as if missing',
    async (name, route) => {
      const id = (route.path.includes('/attachments/') ? ids.attachment : ids.ticket) ?? ''
      const path = fill(route).replace(/(\/api\/portal\/\w+\/)[^/?]+/, `$1${id}`)
      const body = JSON.stringify(bodies[name] ?? {})
      expectRefusal(await send(route, { path, cookie: marie.cookie, body, type: 'application/json' }), 'not_found')
    },
  )

  const files = guarded.filter((route) => route.path.startsWith('/api/attachments/:'))
  test.each(files.map((route) => [nameOf(route), route] as const))(
    '%s of a file of another team’s ticket is as if missing',
    async (_, route) => {
      const path = route.path.replace(':id', ids.attachment ?? '')
      expectRefusal(await send(route, { path, cookie: outsider.cookie }), 'not_found')
    },
  )
})

test('a change asked by another site’s page with our cookie is refused', async () => {
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
  ]
  for (const headers of foreign) {
    const answer = await fetch(`${base}/api/teams`, {
      method: 'POST',
      headers: { ...headers, cookie: administrator.cookie, 'content-type': 'application/json' },
      body: '{"name":"Pirates"}',
    })
    expectRefusal({ status: answer.status, text: await answer.text() }, 'foreign_origin')
  }
})

test('the description of the API is for agents, until the settings open it to anybody', async () => {
  const addresses = Object.keys(publicAddresses).flatMap(
    (name) => /^GET (\/api\/(?:docs|openapi)[^*]*)$/.exec(name)?.[1] ?? [],
  )
  expect(addresses.length).toBeGreaterThan(5)
  const statuses = (cookie?: string) =>
    Promise.all(addresses.map(async (path) => (await fetch(base + path, cookie ? { headers: { cookie } } : {})).status))
  expect(new Set(await statuses())).toEqual(new Set([401]))
  expect(new Set(await statuses(marie.cookie))).toEqual(new Set([401]))
  expect(new Set(await statuses(administrator.cookie))).toEqual(new Set([200]))
  await administrator.call(api.organisation.change, { body: { apiDescriptionPublic: true } })
  expect(new Set(await statuses())).toEqual(new Set([200]))
})
