import { expect, test } from 'vitest'
import { CallError } from '../../../contract/client.ts'
import { api } from '../../../contract/index.ts'
import { testApp } from '../../../tests/app.ts'
import { aContact, aTicket } from '../../../tests/factories.ts'
import { followTicket, guestWithPass } from '../../../tests/guest-form.ts'
import { listen } from '../../../tests/live-stream.ts'

const { db, base, administrator, hire } = await testApp()
const karim = await hire('technician', 'Karim Benali')
const form = await administrator.call(api.forms.create, {
  body: { name: 'Dépannage', title: 'x', fields: [{ id: 'objet', kind: 'subject', label: 'Objet' }] },
})
const refusal = (act: Promise<unknown>) =>
  act.then(
    () => null,
    (error) => (error instanceof CallError ? error.code : error),
  )

/** Submits a form as a guest, and returns the ticket with the path of its secret link. */
async function sent() {
  const { call } = await guestWithPass({ base, db }, form.id)
  const body = { answers: { objet: 'Chaudière en panne' } }
  const { path, number } = await call(api.forms.submit, { params: { id: form.id }, body })
  const { id } = await karim.call(api.tickets.show, { params: { key: String(number) } })
  return { path, id, of: { params: { id } } }
}

test('revoking a secret link ends its streams, and a new one is shown once, also for a closed ticket', async () => {
  const { path, id, of } = await sent()
  const linked = async () => (await karim.call(api.guestLinks.show, of)).link
  expect(await linked()).toMatchObject({ usedAt: null })
  const guest = await followTicket(base, path)
  expect(await linked()).toMatchObject({ usedAt: expect.any(String) })
  const stream = await listen(base, guest, undefined, api.portal.live.path)
  const { version } = await karim.call(api.tickets.show, { params: { key: id } })
  await karim.call(api.tickets.setStatus, { ...of, body: { to: 'resolved', version, note: 'Fait.' } })
  const began = Date.now()
  await karim.call(api.guestLinks.revoke, of)
  expect(await refusal(guest.call(api.portal.me, {}))).toBe('unauthenticated')
  await stream.waitFor(({ event }) => event === 'bye')
  expect(Date.now() - began).toBeLessThan(5_000)
  expect((await followTicket(base, path)).status).toBe(403)
  expect(await karim.call(api.guestLinks.show, of)).toEqual({ link: null, can: { make: true, revoke: false } })
  expect(await refusal(karim.call(api.guestLinks.revoke, of))).toBe('not_found')

  const idempotencyKey = 'lien-1234'
  const made = await karim.call(api.guestLinks.make, of, { idempotencyKey })
  expect(await db.selectFrom('idempotency_key').select('key').where('key', '=', idempotencyKey).execute()).toEqual([])
  const again = await followTicket(base, made.path)
  expect(await again.call(api.portal.me, {})).toMatchObject({ onlyTicketId: id })
  const { timeline, status } = await karim.call(api.tickets.show, { params: { key: id } })
  const changes = timeline.events.flatMap((event) => event.changes).filter(({ field }) => field === 'guestLink')
  expect(changes).toEqual([
    { field: 'guestLink', from: 'on', to: 'off' },
    { field: 'guestLink', from: 'off', to: 'new' },
  ])
  expect(status).toBe('resolved')

  const { path: next } = await karim.call(api.guestLinks.make, of)
  expect((await followTicket(base, made.path)).status).toBe(403)
  expect((await followTicket(base, next)).status).toBe(200)
})

test('agents who cannot see or edit the ticket change no link, and a ticket without a form has none', async () => {
  const { path, of } = await sent()
  const reader = await hire('reader')
  expect(await refusal(reader.call(api.guestLinks.revoke, of))).toBe('forbidden')
  expect(await refusal(reader.call(api.guestLinks.make, of))).toBe('forbidden')
  expect((await followTicket(base, path)).status).toBe(200)
  const contact = await aContact(administrator)
  const { id } = await aTicket(administrator, { contactIds: [contact.id], reporterContactId: contact.id })
  const ofAnother = { params: { id } }
  expect(await karim.call(api.guestLinks.show, ofAnother)).toEqual({ link: null, can: { make: false, revoke: false } })
  expect(await refusal(karim.call(api.guestLinks.make, ofAnother))).toBe('not_found')
})
