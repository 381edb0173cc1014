import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { api } from '../../../contract/index.ts'
import type { SecurityFilter } from '../../../contract/security.ts'
import { signIn, testApp } from '../../../tests/app.ts'
import { signInClient } from '../../../tests/client-session.ts'
import { aContact, aTicket, refusal } from '../../../tests/factories.ts'
import { deleteOldSecurityEvents } from './delete-old-events.ts'

const { db, base, administrator, hire } = await testApp()
const { call } = administrator

const read = async (query: SecurityFilter = {}) => (await call(api.security.list, { query })).items

test('sign-ins, failures and throttling are recorded, repeated ones as one entry', async () => {
  const person = await hire('technician', 'Karim Benali')
  const wrong = { body: { email: person.email, password: 'wrong' } }
  for (let n = 0; n < 3; n++) await refusal(call(api.session.create, wrong))
  for (let n = 0; n < 9; n++) await refusal(call(api.session.create, wrong))
  const entries = await read()
  const route = 'POST /api/session'
  expect(entries.find(({ kind, actor }) => kind === 'sign_in' && actor === 'Karim Benali')).toMatchObject({
    detail: 'password',
    network: '127.0.0.1',
  })
  const failures = entries.filter(({ kind, account }) => kind === 'failure' && account === person.email)
  const throttled = entries.filter(({ kind, account }) => kind === 'throttled' && account === person.email)
  expect(failures).toMatchObject([{ detail: route, network: '127.0.0.1' }])
  expect(throttled).toMatchObject([{ detail: route, network: '127.0.0.1' }])
  expect([...failures, ...throttled].reduce((sum, { times }) => sum + times, 0)).toBe(9)
  const limited = entries.filter(({ kind, account }) => kind === 'throttled' && account === '')
  expect(limited).toMatchObject([{ detail: route, network: '127.0.0.1', times: 1 }])
})

test('refused rights are recorded with the agent who tried', async () => {
  const reader = await hire('reader', 'Ana Lopez')
  await refusal(reader.call(api.apiKeys.list, {}))
  expect(await read({ kind: 'forbidden' })).toMatchObject([{ actor: 'Ana Lopez', detail: 'GET /api/api-keys' }])
  expect(await refusal(reader.call(api.security.list, { query: {} }))).toMatchObject({ code: 'forbidden' })
})

test('changes of accounts, keys and settings are recorded by name, without their values', async () => {
  const person = await hire('operator', 'Paul Roy')
  await call(api.agents.change, { params: { id: person.id }, body: { role: 'technician' } })
  await call(api.apiKeys.create, { body: { name: 'Tableau de bord' } })
  await call(api.mail.changeSettings, { body: { senderAddress: 'sav@thermo.test' } })
  const entries = await read({ kind: 'change' })
  expect(entries.map(({ detail }) => detail)).toEqual(
    expect.arrayContaining([
      'agent.changed: role',
      'api_key.created: name, scope',
      'mail.settings_changed: senderAddress',
    ]),
  )
  expect(entries.find(({ detail }) => detail === 'agent.changed: role')).toMatchObject({
    actor: 'Léa Martin',
    subject: 'Paul Roy',
  })
  expect(JSON.stringify(entries)).not.toContain('sav@thermo.test')
})

test('nothing of a ticket is recorded, but a client’s sign-in is', async () => {
  const contact = await aContact(administrator, { name: 'Marie Dupont', email: 'marie@example.test' })
  await aTicket(administrator, { title: 'Secret de fabrication', contactIds: [contact.id] })
  await signInClient({ db, base }, contact)
  const entries = await read()
  expect(JSON.stringify(entries)).not.toContain('Secret de fabrication')
  expect(entries.filter(({ actor }) => actor === 'Marie Dupont')).toMatchObject([{ kind: 'sign_in', detail: 'link' }])
})

test('the record is filtered by person and by day, and read page by page', async () => {
  const person = await hire('operator', 'Nina Faure')
  await signIn(base, person.email)
  const theirs = await read({ agentId: person.id })
  expect(theirs.length).toBeGreaterThan(0)
  expect(theirs.every(({ actor }) => actor === 'Nina Faure')).toBe(true)
  expect(await read({ to: '2026-01-01' })).toEqual([])
  await sql`
    insert into security_event (id, kind, actor_kind, account, network, detail, merge_key)
    select gen_random_uuid(), 'failure', 'system', 'x', '', n::text, 'filler ' || n from generate_series(1, 120) n`.execute(
    db,
  )
  const first = await call(api.security.list, { query: { kind: 'failure' } })
  expect(first.items).toHaveLength(50)
  const second = await call(api.security.list, { query: { kind: 'failure', cursor: first.next ?? '' } })
  expect(second.items.map(({ id }) => id)).not.toEqual(expect.arrayContaining([first.items[0]?.id]))
  await sql`delete from security_event where merge_key like 'filler %'`.execute(db)
})

test('the export neutralises formulas, and is recorded itself', async () => {
  const body = { email: '+cmd@example.test', password: 'wrong' }
  await refusal(call(api.session.create, { body }))
  const answer = await fetch(`${base}/api/security-events/export?kind=failure`, {
    headers: { cookie: administrator.cookie },
  })
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  const text = await answer.text()
  expect(text).toContain('"\'+cmd@example.test"')
  expect(text).not.toContain('"+cmd')
  expect(text).toContain('"Date et heure";"Type";"Nombre de fois";"Qui"')
  expect(text).toContain('"Échec"')
  expect(text).not.toContain('"failure"')
  expect(await read({ kind: 'export' })).toMatchObject([{ actor: 'Léa Martin', detail: 'security' }])
})

test('entries are deleted after the retention period', async () => {
  await call(api.security.setRetention, { body: { months: 2 } })
  expect((await call(api.security.list, { query: {} })).months).toBe(2)
  const { length } = await read()
  await sql`update security_event set at = now() - interval '3 months' where kind = 'export'`.execute(db)
  await deleteOldSecurityEvents(db)
  expect(await read({ kind: 'export' })).toEqual([])
  expect((await read()).length).toBeGreaterThanOrEqual(Math.min(50, length - 1))
})
