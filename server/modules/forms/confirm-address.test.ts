import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { client } from '../../../contract/client.ts'
import { api } from '../../../contract/index.ts'
import { testApp } from '../../../tests/app.ts'
import { signInClient } from '../../../tests/client-session.ts'
import { aCompany, aContact, refusal } from '../../../tests/factories.ts'
import { followTicket, guestWithPass } from '../../../tests/guest-form.ts'
import { startSmtpSink } from '../../../tests/smtp-sink.ts'

const sink = await startSmtpSink()
const mail = { smtpUrl: sink.url, sender: 'sav@thermo.test', retrySeconds: 1 }
const guichet = await testApp(mail, 'https://sav.thermo.test')
const { db, base, administrator, hire } = guichet
const karim = await hire('technician', 'Karim Benali')
const anybody = client({ base })
afterAll(() => sink.stop())

const body = {
  name: 'Contact',
  title: 'Nous écrire',
  confirmEmail: true,
  fields: [
    { id: 'nom', kind: 'name', label: 'Nom', required: true },
    { id: 'mail', kind: 'email', label: 'E-mail' },
    { id: 'objet', kind: 'subject', label: 'Objet' },
  ] as const,
}
const form = await administrator.call(api.forms.create, { body: { ...body, fields: [...body.fields] } })
const of = { params: { id: form.id } }

/** Submits the form as a guest, each from another network, so that no submission is suspicious. */
async function send(address: string, more: { website?: string; locale?: 'fr' | 'en' } = {}) {
  await db.updateTable('form_submission').set({ address_hash: randomUUID(), network_hash: randomUUID() }).execute()
  const { call } = await guestWithPass({ base, db }, form.id)
  const answers = { nom: 'Anne ROY-PIRATE', mail: address, objet: 'Mots du visiteur' }
  return call(api.forms.submit, { ...of, body: { answers, ...more } })
}
const mailsTo = (address: string) => sink.received.filter(({ to }) => to === address.toLowerCase())
/** Returns the token in the only mail that an address received. */
async function tokenAt(address: string): Promise<string> {
  await expect.poll(() => mailsTo(address).length, { timeout: 5_000 }).toBe(1)
  const text =
    mailsTo(address)[0]
      ?.raw.replace(/=\r?\n/g, '')
      .replace(/=3D/g, '=') ?? ''
  return /#confirmation=([\w-]{43})/.exec(text)?.[1] ?? ''
}
const confirm = (token: string) => anybody(api.portal.confirmAddress, { body: { token } })
const ticketOf = (number: number | null) => karim.call(api.tickets.show, { params: { key: String(number) } })
const contactOf = async (number: number | null) => {
  const { contacts } = await ticketOf(number)
  return karim.call(api.contacts.show, { params: { id: contacts[0]?.id ?? '' } })
}
/** Lifts the hourly limit of confirmations for an address. */
const later = (address: string) =>
  db
    .updateTable('mail')
    .set({ created_at: new Date(Date.now() - 61 * 60_000).toISOString() })
    .where('address', '=', address)
    .execute()

test('a guest gets a fixed text with a link, and owns the address once confirmed', async () => {
  const received = await send('Anne@example.test')
  expect(received).toMatchObject({ isAddressAsked: true, number: expect.any(Number) })
  const token = await tokenAt('anne@example.test')
  const written = mailsTo('anne@example.test')[0]
  expect(written?.raw).toContain(`T-${received.number}`)
  expect(written?.raw).not.toMatch(/ROY|PIRATE|Mots du visiteur/)
  expect((await contactOf(received.number)).email).toBeNull()
  expect((await ticketOf(received.number)).timeline.steps[0]?.body).toContain('Un mail demande')

  expect(await confirm(token)).toEqual({ number: received.number, outcome: 'mailed' })
  expect(await contactOf(received.number)).toMatchObject({
    email: 'anne@example.test',
    notes: 'Contact · Anne@example.test (adresse confirmée)',
  })
  const ticket = await ticketOf(received.number)
  expect(ticket.timeline.steps.at(-1)).toMatchObject({ visibility: 'internal' })
  // A stranger may have typed the address: they lose access.
  expect((await followTicket(base, received.path)).status).toBe(403)
  const step = { kind: 'answer', body: 'Nous passons demain.', visibility: 'public' } as const
  await karim.call(api.tickets.addStep, { params: { id: ticket.id }, body: step })
  const anne = await signInClient(guichet, await contactOf(received.number))
  expect((await anne.call(api.portal.list, { query: {} })).items.map(({ id }) => id)).toEqual([ticket.id])
  const told = () =>
    db.selectFrom('mail').select('id').where('purpose', '=', 'ticket').where('contact_id', '=', anne.id).execute()
  await expect.poll(async () => (await told()).length, { timeout: 5_000 }).toBe(1)
})

test('a link serves once, even for concurrent clicks, and an expired or unknown one is refused', async () => {
  await send('deux@example.test')
  const token = await tokenAt('deux@example.test')
  const tries = await Promise.allSettled([confirm(token), confirm(token)])
  expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await refusal(confirm(token))).toMatchObject({ code: 'link_spent', status: 403 })
  expect(await refusal(confirm('x'.repeat(43)))).toMatchObject({ code: 'link_expired' })
  const { number } = await send('tard@example.test')
  const late = await tokenAt('tard@example.test')
  const past = new Date(Date.now() - 1_000).toISOString()
  await db
    .updateTable('address_confirmation')
    .set({ expires_at: past })
    .where('address', '=', 'tard@example.test')
    .execute()
  expect(await refusal(confirm(late))).toMatchObject({ code: 'link_expired' })
  expect((await contactOf(number)).email).toBeNull()
})

test('an expired confirmation can be renewed for the same address', async () => {
  const address = 'encore@example.test'
  const { number } = await send(address)
  const late = await tokenAt(address)
  const past = new Date(Date.now() - 1_000).toISOString()
  await db.updateTable('address_confirmation').set({ expires_at: past }).where('address', '=', address).execute()
  await later(address)
  sink.received.length = 0

  await anybody(api.portal.askConfirmationAgain, { body: { token: late } })

  const token = await tokenAt(address)
  expect(token).not.toBe(late)
  expect(await confirm(token)).toEqual({ number, outcome: 'mailed' })
  const again = (spent: string) => refusal(anybody(api.portal.askConfirmationAgain, { body: { token: spent } }))
  expect(await again(token)).toMatchObject({ code: 'link_spent' })
  expect(await again('x'.repeat(43))).toMatchObject({ code: 'link_refused' })
})

test('the ticket of a known contact passes to them, and the secret link dies', async () => {
  const company = await aCompany(administrator, { name: 'Dupont SA' })
  const marie = await aContact(administrator, {
    name: 'Marie Dupont',
    email: 'Marie@example.test',
    companyId: company.id,
  })
  const { number, path } = await send('marie@EXAMPLE.test')
  const token = await tokenAt('marie@example.test')
  const guest = await followTicket(base, path)
  expect(await guest.call(api.portal.me, {})).toMatchObject({ name: 'Anne ROY-PIRATE' })
  const before = await ticketOf(number)

  expect(await confirm(token)).toEqual({ number, outcome: 'passed_on' })
  const ticket = await ticketOf(number)
  expect(ticket).toMatchObject({
    reporter: { id: marie.id },
    contacts: [{ id: marie.id }],
    company: { name: 'Dupont SA' },
    version: before.version + 1,
  })
  expect(await refusal(guest.call(api.portal.me, {}))).toMatchObject({ code: 'unauthenticated' })
  expect((await followTicket(base, path)).status).toBe(403)
  const client = await signInClient(guichet, marie)
  expect(await client.call(api.portal.show, { params: { key: String(number) } })).toMatchObject({
    reporter: { name: 'Marie Dupont', who: 'me' },
  })
  const event = await db
    .selectFrom('event')
    .select(['name', 'actor_id', 'data'])
    .where('subject_id', '=', ticket.id)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  expect(event).toMatchObject({ name: 'ticket.changed', actor_id: marie.id, data: { companyBefore: null } })
  const changed = (event.data as { changes: { field: string; from: unknown; to: unknown }[] }).changes
  expect(changed.map(({ field }) => field)).toEqual(['reporter', 'contacts'])
  expect(changed[0]).toMatchObject({ from: { name: 'Anne ROY-PIRATE' }, to: { name: 'Marie Dupont' } })
})

test('a contact whom an agent added meanwhile stays concerned, and the confirmed sender becomes the reporter', async () => {
  const luc = await aContact(administrator, { name: 'Luc' })
  const zoe = await aContact(administrator, { name: 'Zoé', email: 'zoe@example.test' })
  const { number } = await send('zoe@example.test')
  const { id, version } = await ticketOf(number)
  await administrator.call(api.tickets.change, { params: { id }, body: { version, contactIds: [luc.id] } })
  expect(await confirm(await tokenAt('zoe@example.test'))).toEqual({ number, outcome: 'passed_on' })
  expect(await ticketOf(number)).toMatchObject({ reporter: { id: zoe.id }, contacts: [{ id: luc.id }] })
})

test('an address shared by several contacts goes to none, and the team learns that it was confirmed', async () => {
  for (const name of ['Paul', 'Jeanne']) await aContact(administrator, { name, email: 'atelier@example.test' })
  const { number, path } = await send('atelier@example.test')
  expect(await confirm(await tokenAt('atelier@example.test'))).toEqual({ number, outcome: 'noted' })
  const { timeline, contacts } = await ticketOf(number)
  expect(timeline.steps.map(({ visibility }) => visibility)).toEqual(['internal', 'internal'])
  expect(timeline.steps.at(-1)?.body).toContain('d’autres contacts')
  expect(contacts).toMatchObject([{ name: 'Anne ROY-PIRATE' }])
  expect(await contactOf(number)).toMatchObject({ email: null, notes: expect.stringContaining('adresse confirmée') })
  expect((await followTicket(base, path)).status).toBe(200)
})

test('a closed ticket does not change, and its address is confirmed all the same', async () => {
  const known = await aContact(administrator, { name: 'Luc', email: 'luc@example.test' })
  const sent = { own: await send('neuf@example.test'), known: await send('luc@example.test') }
  const close = async (number: number | null) => {
    const { id, version } = await ticketOf(number)
    const status = { to: 'resolved', version } as const
    const step = { kind: 'solution', body: 'Réglé.', visibility: 'public', status } as const
    await administrator.call(api.tickets.addStep, { params: { id }, body: step })
    return ticketOf(number)
  }
  const own = await close(sent.own.number)
  const other = await close(sent.known.number)
  expect(await confirm(await tokenAt('neuf@example.test'))).toMatchObject({ outcome: 'mailed' })
  expect(await confirm(await tokenAt('luc@example.test'))).toMatchObject({ outcome: 'noted' })
  expect(await ticketOf(sent.own.number)).toMatchObject({ version: own.version })
  expect(await ticketOf(sent.known.number)).toMatchObject({
    version: other.version,
    contacts: [{ name: 'Anne ROY-PIRATE' }],
  })
  expect((await contactOf(sent.own.number)).email).toBe('neuf@example.test')
  const luc = await signInClient(guichet, known)
  expect((await luc.call(api.portal.list, { query: {} })).items).toEqual([])
})

test('an address gets one confirmation an hour and three a day, with the same response each time', async () => {
  const address = 'victime@example.test'
  const asked = () => db.selectFrom('mail').select('id').where('address', '=', address).execute()
  for (const most of [1, 2, 3, 3]) {
    expect(await send(address)).toMatchObject({ isAddressAsked: true })
    expect(await send(address.toUpperCase())).toMatchObject({ isAddressAsked: true })
    expect(await asked()).toHaveLength(most)
    await later(address)
  }
})

test('a quarantined submission sends no confirmation until it is accepted', async () => {
  const address = 'suspect@example.test'
  expect(await send(address, { website: 'x', locale: 'en' })).toMatchObject({ isAddressAsked: false })
  const { items } = await administrator.call(api.forms.quarantine, { query: {} })
  const asked = () => db.selectFrom('mail').select('id').where('address', '=', address).execute()
  expect(await asked()).toEqual([])
  const { number } = await administrator.call(api.forms.accept, { params: { id: items[0]?.id ?? '' } })
  const token = await tokenAt(address)
  expect(mailsTo(address)[0]?.subject).toMatch(/Confirm your address/)
  expect(await confirm(token)).toEqual({ number, outcome: 'mailed' })
})

test('a form without address confirmation sends no mail', async () => {
  const { version } = form
  const fields = [...body.fields]
  await administrator.call(api.forms.change, { ...of, body: { ...body, fields, confirmEmail: false, version } })
  expect(await send('rien@example.test')).toMatchObject({ isAddressAsked: false })
  expect(await db.selectFrom('mail').select('id').where('address', '=', 'rien@example.test').execute()).toEqual([])
})
