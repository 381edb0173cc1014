import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { api } from '../../../../contract/index.ts'
import { testApp } from '../../../../tests/app.ts'
import { signInClient } from '../../../../tests/client-session.ts'
import { aContact, aTicket } from '../../../../tests/factories.ts'
import { guestWithPass } from '../../../../tests/guest-form.ts'
import { newId } from '../../../platform/new-id.ts'
import { cleanStoredHtml } from './clean-stored-html.ts'

const { app, base, db, administrator } = await testApp(
  { smtpUrl: 'smtp://127.0.0.1:1', sender: 'sav@thermo.test', retrySeconds: 30 },
  'http://desk.test',
)
const { call } = administrator

const hostile = '<meta http-equiv="refresh" content="0;url=https://evil.test"><p>Bonjour</p>'
const escaped = '&lt;meta http-equiv="refresh" content="0;url=https://evil.test"&gt;&lt;p&gt;Bonjour&lt;/p&gt;'
const bodiesOf = async (ticketId: string) =>
  (await db.selectFrom('step').select('body').where('ticket_id', '=', ticketId).orderBy('id').execute()).map(
    ({ body }) => body,
  )

test('the note about a guest escapes the names in it', async () => {
  await aContact(administrator, { name: hostile, email: 'anne@example.test' })
  const fields = [
    { id: 'nom', kind: 'name' as const, label: 'Votre nom', required: true, options: [] },
    { id: 'mail', kind: 'email' as const, label: 'Votre e-mail', required: true, options: [] },
    { id: 'quoi', kind: 'description' as const, label: hostile, required: true, options: [] },
  ]
  const form = await call(api.forms.create, { body: { name: 'Dépannage', title: 'Dépannage', fields } })
  const { call: send } = await guestWithPass({ base, db }, form.id)
  const answers = { nom: hostile, mail: 'anne@example.test', quoi: hostile }
  const { number } = await send(api.forms.submit, {
    params: { id: form.id },
    body: { answers, attachmentIds: [], consent: false, locale: 'fr', website: '' },
  })
  const ticket = await call(api.tickets.show, { params: { key: String(number) } })
  expect(ticket.description).toContain(escaped)
  expect(ticket.timeline.steps).toHaveLength(1)
  expect(ticket.timeline.steps[0]?.body).toContain(escaped)
  expect(ticket.timeline.steps[0]?.body).not.toContain('<meta')
})

test('markup in a client’s text is shown as text', async () => {
  const marie = await aContact(administrator, { email: 'marie@dupont.test' })
  const { call: as } = await signInClient({ db, base }, marie)
  const { id } = await as(api.portal.create, { body: { title: 'Fuite', description: `Avant\n${hostile}` } })
  await as(api.portal.addStep, { params: { id }, body: { body: hostile } })
  const shown = await as(api.portal.show, { params: { key: id } })
  expect(shown.description).toBe(`<p>Avant<br />${escaped}</p>`)
  const body = { to: 'cancelled', note: hostile, version: shown.version } as const
  await as(api.portal.setStatus, { params: { id }, body })
  expect(await bodiesOf(id)).toEqual([`<p>${escaped}</p>`, `<p>${escaped}</p>`])
})

test('text from an agent is cleaned wherever it becomes a step', async () => {
  const { id, version } = await aTicket(administrator)
  const step = { kind: 'information', visibility: 'public', body: hostile } as const
  await call(api.tickets.addStep, { params: { id }, body: step })
  await call(api.tickets.setStatus, { params: { id }, body: { to: 'resolved', version: version + 1, note: hostile } })
  expect(await bodiesOf(id)).toEqual(['<p>Bonjour</p>', '<p>Bonjour</p>'])
})

test('rich text from older versions is cleaned once, in parts, and found by its clean words', async () => {
  const ids: string[] = []
  for (let n = 0; n < 3; n += 1) ids.push((await aTicket(administrator)).id)
  const dirty = '<style>secretmot</style><p>Bonjour <b>ancienmot</b></p><img src=x onerror=alert(1)>'
  await sql`update ticket set description = ${dirty} where id = any(${ids}::uuid[])`.execute(db)
  for (const ticket_id of ids)
    await db
      .insertInto('step')
      .values({
        ...{ id: newId(), ticket_id, kind: 'information', body: dirty, visibility: 'internal' },
        ...{ happened_at: new Date().toISOString(), author_agent_id: administrator.id },
        performer_agent_id: administrator.id,
      })
      .execute()
  await sql`insert into html_cleaning (source) values ('step'), ('ticket') on conflict do nothing`.execute(db)
  await Promise.all([cleanStoredHtml(app.ctx, 2), cleanStoredHtml(app.ctx, 2)])
  await cleanStoredHtml(app.ctx, 2)
  const clean = '<p>Bonjour <b>ancienmot</b></p>'
  for (const id of ids) {
    expect(await bodiesOf(id)).toEqual([clean])
    expect((await call(api.tickets.show, { params: { key: id } })).description).toBe(clean)
  }
  const find = async (text: string) => (await call(api.tickets.list, { query: { text } })).items.length
  expect(await find('ancienmot')).toBe(3)
  expect(await find('secretmot')).toBe(0)
  expect(await db.selectFrom('html_cleaning').selectAll().execute()).toEqual([])
})
