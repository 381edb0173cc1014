import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { CallError, client } from '../../../contract/client.ts'
import { api } from '../../../contract/index.ts'
import { testApp } from '../../../tests/app.ts'
import { aCompany, aContact, aTicket } from '../../../tests/factories.ts'
import { followTicket, guestWithPass } from '../../../tests/guest-form.ts'
import { deleteOldSubmissions } from './delete-old-submissions.ts'

const { db, base, administrator, hire } = await testApp(undefined, undefined, { trustedProxies: ['127.0.0.1'] })
const karim = await hire('technician', 'Karim Benali')
const guest = client({ base })

const fields = [
  { id: 'nom', kind: 'name', label: 'Votre nom', required: true },
  { id: 'mail', kind: 'email', label: 'Votre e-mail', required: true },
  { id: 'objet', kind: 'subject', label: 'Objet', required: true },
  { id: 'detail', kind: 'description', label: 'Que se passe-t-il ?' },
  { id: 'type', kind: 'choice', label: 'Type', options: ['Panne', 'Devis'] },
  { id: 'code', kind: 'line', label: 'Code erreur', required: true, when: { field: 'type', is: 'Panne' } },
  { id: 'photos', kind: 'files', label: 'Photos' },
] as const
const body = {
  name: 'Dépannage',
  title: 'Demander un dépannage',
  fields: fields.map((one) => ({ ...one, options: [...('options' in one ? one.options : [])] })),
}
const form = await administrator.call(api.forms.create, { body })
const of = { params: { id: form.id } }
const answers = { nom: 'Anne Roy', mail: 'anne@example.test', objet: 'Chaudière en panne', detail: 'Plus d’eau' }

const withPass = (how: { quick?: boolean; more?: Record<string, string> } = {}) =>
  guestWithPass({ base, db }, form.id, how)
/** Moves earlier submissions to another network. */
const elsewhere = () =>
  db.updateTable('form_submission').set({ address_hash: randomUUID(), network_hash: randomUUID() }).execute()
const refusal = (act: Promise<unknown>) =>
  act.then(
    () => null,
    (error) => (error instanceof CallError ? { code: error.code, details: error.details } : error),
  )
const tickets = async () => (await db.selectFrom('ticket').select('id').where('channel', '=', 'form').execute()).length

test('a guest’s submission with a photo becomes one ticket, visible to them by its secret link alone', async () => {
  const { call } = await withPass()
  const photo = await call(api.forms.upload, { ...of, query: { name: 'panne.txt' }, body: new File(['E133'], 'x') })
  const sent = { ...of, body: { answers: { ...answers, type: 'Devis' }, attachmentIds: [photo.id] } }
  const received = await call(api.forms.submit, sent)
  expect(await call(api.forms.submit, sent)).toEqual(received)
  expect(await tickets()).toBe(1)
  const other = { ...sent, body: { ...sent.body, answers: { ...answers, objet: 'Autre' } } }
  expect(await refusal(call(api.forms.submit, other))).toMatchObject({ code: 'idempotency_mismatch' })
  const key = { params: { key: String(received.number) } }
  const ticket = await karim.call(api.tickets.show, key)
  expect(ticket).toMatchObject({
    channel: 'form',
    title: 'Chaudière en panne',
    reporter: { name: 'Anne Roy', kind: 'contact' },
    attachments: [{ name: 'panne.txt', atOpening: true }],
  })
  expect(ticket.description).toContain('Type\u00a0: Devis')
  const { call: follows } = await followTicket(base, received.path)
  expect(await follows(api.portal.me, {})).toMatchObject({ name: 'Anne Roy', onlyTicketId: ticket.id })
  const shown = await follows(api.portal.show, key)
  expect(shown.timeline.steps).toEqual([])
  const another = await aTicket(administrator, { contactIds: [ticket.contacts[0]?.id ?? ''] })
  expect(await refusal(follows(api.portal.show, { params: { key: another.id } }))).toMatchObject({ code: 'not_found' })
  expect((await follows(api.portal.list, { query: {} })).items.map(({ id }) => id)).toEqual([ticket.id])
  expect(await refusal(follows(api.portal.create, { body: { title: 'x' } }))).toMatchObject({ code: 'forbidden' })
  await followTicket(base, received.path)
  expect((await follows(api.portal.sessions, {})).items).toHaveLength(2)
  await follows(api.portal.addStep, { params: { id: ticket.id }, body: { body: 'Toujours en panne' } })
  await db.deleteFrom('guest_link').execute()
  expect((await followTicket(base, received.path)).status).toBe(403)
  await elsewhere()
})

test('the owner of a typed address is named to the team alone, and gets no mail', async () => {
  const company = await aCompany(administrator, { name: 'Dupont SA' })
  await aContact(administrator, { name: 'Marie Dupont', email: 'marie@example.test', companyId: company.id })
  const { call } = await withPass()
  const sent = { answers: { ...answers, mail: 'Marie@example.test', nom: 'Anne Roy' } }
  const received = await call(api.forms.submit, { ...of, body: sent })
  const key = { params: { key: String(received.number) } }
  const ticket = await karim.call(api.tickets.show, key)
  expect(ticket.timeline.steps).toMatchObject([{ visibility: 'internal' }])
  expect(ticket.timeline.steps[0]?.body).toContain('Marie Dupont (Dupont SA)')
  const { call: follows } = await followTicket(base, received.path)
  const seen = JSON.stringify([await follows(api.portal.show, key), await follows(api.portal.me, {})])
  expect(seen).not.toContain('Dupont')
  await expect.poll(() => db.selectFrom('event').select('id').where('seq', 'is', null).execute()).toEqual([])
  expect(
    await db
      .selectFrom('mail')
      .select('id')
      .where(({ eb, fn }) => eb(fn('lower', ['address']), '=', 'marie@example.test'))
      .execute(),
  ).toEqual([])
  await elsewhere()
})

test('a submission needs a proof, and each proof and pass serves once', async () => {
  const before = await tickets()
  const forged = client({ base, headers: () => ({ authorization: `Bearer ${'x'.repeat(43)}` }) })
  expect(await refusal(guest(api.forms.submit, { ...of, body: { answers } }))).toMatchObject({ code: 'proof_refused' })
  expect(await refusal(forged(api.forms.submit, { ...of, body: { answers } }))).toMatchObject({ code: 'proof_refused' })
  const { proof, call } = await withPass()
  expect(await refusal(guest(api.forms.pass, { ...of, body: proof }))).toMatchObject({ code: 'proof_refused' })
  const wrong = { ...proof, number: proof.number + 1 }
  expect(await refusal(guest(api.forms.pass, { ...of, body: wrong }))).toMatchObject({ code: 'proof_refused' })
  expect(await tickets()).toBe(before)
  await call(api.forms.submit, { ...of, body: { answers } })
  expect(await tickets()).toBe(before + 1)
  await elsewhere()
})

test('required fields are required only while they are visible', async () => {
  const { call } = await withPass()
  const send = (more: object) => call(api.forms.submit, { ...of, body: { answers: { ...answers, ...more } } })
  expect(await refusal(send({ mail: 'x', objet: ' ', type: 'Panne' }))).toMatchObject({
    code: 'invalid',
    details: {
      fields: [
        { path: 'answers.mail', problem: 'invalid' },
        { path: 'answers.objet', problem: 'required' },
        { path: 'answers.code', problem: 'required' },
      ],
    },
  })
  expect((await send({ type: 'Devis' })).number).toEqual(expect.any(Number))
  await elsewhere()
})

test('a suspicious submission waits in quarantine until an agent accepts or deletes it', async () => {
  const suspect = async (more: object, quick = false) => {
    const { call } = await withPass({ quick })
    const photo = await call(api.forms.upload, { ...of, query: { name: 'a.txt' }, body: new File(['a'], 'x') })
    const sent = { ...of, body: { answers, attachmentIds: [photo.id], ...more } }
    return call(api.forms.submit, sent)
  }
  const trapped = await suspect({ website: 'https://spam.example' })
  const quick = await suspect({}, true)
  const linked = await suspect({ answers: { ...answers, detail: 'http://a http://b http://c http://d' } })
  for (const { number, path } of [trapped, quick, linked]) {
    expect([number, path]).toEqual([expect.any(Number), expect.stringContaining('#lien=')])
    expect((await followTicket(base, path)).refusal).toMatchObject({ code: 'submission_waits', details: { number } })
  }
  const { items } = await administrator.call(api.forms.quarantine, { query: {} })
  expect(items.map(({ reasons }) => reasons)).toEqual([['links'], ['too_fast'], ['trap']])
  const [links, fast] = items
  await administrator.call(api.forms.discard, { params: { id: links?.id ?? '' } })
  const { number } = await administrator.call(api.forms.accept, { params: { id: fast?.id ?? '' } })
  expect(number).toBe(quick.number)
  const follower = await followTicket(base, quick.path)
  expect(await follower.call(api.portal.show, { params: { key: String(number) } })).toMatchObject({ number })
  expect((await followTicket(base, linked.path)).refusal).toMatchObject({ code: 'link_refused' })
  expect(await karim.call(api.tickets.show, { params: { key: String(number) } })).toMatchObject({
    reporter: { name: 'Anne Roy' },
    attachments: [{ name: 'a.txt' }],
  })
  const again = administrator.call(api.forms.accept, { params: { id: fast?.id ?? '' } })
  expect(await refusal(again)).toMatchObject({ code: 'not_found' })
  expect((await administrator.call(api.forms.list, {})).items[0]?.quarantined).toBe(1)
  await elsewhere()
})

test('a guest’s language does not change that of the contact with this address', async () => {
  const { call } = await withPass()
  const { path, number } = await call(api.forms.submit, { ...of, body: { answers } })
  const guest = await followTicket(base, path)
  expect(await guest.call(api.portal.changeMe, { body: { locale: 'en' } })).toMatchObject({ locale: 'en' })
  const { contacts } = await karim.call(api.tickets.show, { params: { key: String(number) } })
  const { locale } = await karim.call(api.contacts.show, { params: { id: contacts[0]?.id ?? '' } })
  expect(locale).toBe('fr')
  await elsewhere()
})

test('a file sent twice with one key is stored once', async () => {
  const { call } = await withPass()
  const send = (text: string) =>
    call(
      api.forms.upload,
      { ...of, query: { name: 'a.txt' }, body: new File([text], 'x') },
      { idempotencyKey: 'photo-un-deux' },
    )
  const first = await send('a')
  expect(await send('a')).toEqual(first)
  expect(await refusal(send('b'))).toMatchObject({ code: 'idempotency_mismatch' })
  const other = await withPass()
  const again = await other.call(
    api.forms.upload,
    { ...of, query: { name: 'a.txt' }, body: new File(['a'], 'x') },
    { idempotencyKey: 'photo-un-deux' },
  )
  expect(again.id).not.toBe(first.id)
})

test('many submissions from one address are quarantined, unless a proxy hides the addresses', async () => {
  const waiting = async () => (await administrator.call(api.forms.countQuarantine, {})).count
  const before = await waiting()
  const send = async (more: Record<string, string>) => {
    const { call } = await withPass({ more })
    return call(api.forms.submit, { ...of, body: { answers } })
  }
  /** Adds nine copies of the newest submission, from the same sender. */
  const repeatNewest = () =>
    sql`
    insert into form_submission (id, form_id, pass_id, request_hash, answers, locale, address_hash, network_hash, ticket_id)
    select gen_random_uuid(), form_id, gen_random_uuid(), request_hash, answers, locale, address_hash, network_hash, ticket_id
    from (select * from form_submission order by created_at desc limit 1) newest, generate_series(1, 9)`.execute(db)
  const sendEleven = async (more: Record<string, string>) => {
    await send(more)
    await repeatNewest()
    await send(more)
  }
  await sendEleven({})
  expect(await waiting()).toBe(before)
  await sendEleven({ 'x-forwarded-for': '203.0.113.7' })
  expect(await waiting()).toBe(before + 1)
})

test('subscribed agents get one mail about a burst in quarantine, and may settle it', async () => {
  const { call } = await withPass({ quick: true })
  await call(api.forms.submit, { ...of, body: { answers } })
  const mails = () => db.selectFrom('mail').select(['agent_id', 'state']).where('purpose', '=', 'quarantine').execute()
  await vi.waitFor(async () => expect(await mails()).toEqual([{ agent_id: karim.id, state: 'waiting' }]), 10_000)
  const { items } = await karim.call(api.forms.quarantine, { query: {} })
  await karim.call(api.forms.accept, { params: { id: items[0]?.id ?? '' } })
  const reader = await hire('reader')
  expect(await refusal(reader.call(api.forms.quarantine, { query: {} }))).toMatchObject({ code: 'forbidden' })
})

test('a submission that was never shown is kept, a shown one is deleted after 30 days', async () => {
  const old = sql<string>`now() - interval '40 days'`
  await db.deleteFrom('mail').where('purpose', '=', 'quarantine').execute()
  await db
    .updateTable('form_submission')
    .set({ created_at: old, noticed_at: null })
    .where('ticket_id', 'is', null)
    .execute()
  const waiting = async () => (await administrator.call(api.forms.countQuarantine, {})).count
  const before = await waiting()
  expect(before).toBeGreaterThan(0)
  await deleteOldSubmissions(db)
  expect(await waiting()).toBe(before)
  await db
    .updateTable('form_submission')
    .set({ noticed_at: sql<string>`now() - interval '31 days'` })
    .where('ticket_id', 'is', null)
    .execute()
  await deleteOldSubmissions(db)
  expect(await waiting()).toBe(0)
})
