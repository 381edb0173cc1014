import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { api } from '../../../contract/index.ts'
import { testApp } from '../../../tests/app.ts'
import { signInClient } from '../../../tests/client-session.ts'
import { aCompany, aContact, aMachine, aTicket, refusal, uploads } from '../../../tests/factories.ts'
import { secrets } from '../../../tests/secrets.ts'
import { instanceSecret } from '../../platform/instance-secret.ts'
import { composeMail } from '../mails/kinds/compose.ts'

const guichet = await testApp()
const { db, base, administrator, hire } = guichet
const karim = await hire('technician', 'Karim Benali')
const secret = await instanceSecret(db, secrets, 'mail-links')
const sending = {
  sender: 'sav@thermo.test',
  replyTo: null,
  publicUrl: 'https://sav.thermo.test',
  linkSecret: secret,
  secrets,
}

let made = 0
const someone = (fields = {}) =>
  aContact(administrator, { name: 'Marie Dupont', email: `client${++made}@example.test`, ...fields })
const signedIn = async (fields = {}) => signInClient(guichet, await someone(fields))
const of = (id: string) => ({ params: { id } })

describe('what a client sees', () => {
  test('is their own tickets, their company’s for a supervisor, those they reported as a partner, and nothing else', async () => {
    const company = await aCompany(administrator)
    const companyId = company.id
    const [marie, paul, chief] = [
      await signedIn({ companyId }),
      await signedIn({ companyId, name: 'Paul Noir' }),
      await signedIn({ companyId, supervisor: true }),
    ]
    const partner = await signedIn({ kind: 'partner' })
    const ticket = await aTicket(administrator, { contactIds: [marie.id], reporterContactId: partner.id })
    const sees = async (who: typeof marie, query: { whose?: 'company' } = {}) =>
      (await who.call(api.portal.list, { query })).items.map(({ id }) => id)
    expect(await sees(marie)).toEqual([ticket.id])
    expect(await sees(partner)).toEqual([ticket.id])
    expect(await sees(paul)).toEqual([])
    expect(await sees(chief)).toEqual([])
    expect(await sees(chief, { whose: 'company' })).toEqual([ticket.id])
    expect(await refusal(sees(paul, { whose: 'company' }))).toMatchObject({ code: 'forbidden' })
    const show = (who: typeof marie) => who.call(api.portal.show, { params: { key: ticket.id } })
    expect((await show(partner)).concerned).toEqual([{ name: 'Marie Dupont', who: 'client' }])
    expect((await show(marie)).concerned).toEqual([{ name: 'Marie Dupont', who: 'me' }])
    await show(chief)
    expect(await refusal(show(paul))).toMatchObject({ code: 'not_found' })
  })

  test('contains nothing internal in any response, nor files of internal steps', async () => {
    const marie = await signedIn()
    const [hidden = '', shown = ''] = await uploads(karim, { 'SECRET-marge.txt': 'marge', 'notice.txt': 'notice' })
    const ticket = await aTicket(administrator, { contactIds: [marie.id], tags: ['SECRET-vip'], priority: 'urgent' })
    const step = (body: object) => karim.call(api.tickets.addStep, { ...of(ticket.id), body: body as never })
    await step({
      kind: 'information',
      visibility: 'internal',
      body: 'SECRET client difficile',
      attachmentIds: [hidden],
    })
    await step({ kind: 'question', visibility: 'public', body: 'Quelle pression ?', attachmentIds: [shown] })
    await karim.call(api.tickets.setLead, { ...of(ticket.id), body: { from: null, to: karim.id } })
    const view = await marie.call(api.portal.show, { params: { key: String(ticket.number) } })
    expect(view).toMatchObject({
      lead: 'Karim Benali',
      attachments: [{ name: 'notice.txt', by: { name: 'Karim Benali', who: 'team' } }],
      timeline: { steps: [{ body: 'Quelle pression ?', by: { who: 'team' } }] },
    })
    const older = await marie.call(api.portal.timeline, {
      ...of(ticket.id),
      query: { before: 'ffffffff-ffff-7fff-bfff-ffffffffffff' },
    })
    const list = await marie.call(api.portal.list, { query: {} })
    const all = JSON.stringify([view, older, list])
    expect(all).not.toMatch(/SECRET|urgent/)
    for (const internal of [karim.id, karim.email, marie.id]) expect(all).not.toContain(internal)
    const get = async (id: string) =>
      (await fetch(`${base}/api/portal/attachments/${id}/content`, { headers: { cookie: marie.cookie } })).status
    expect([await get(shown), await get(hidden)]).toEqual([200, 404])
  })

  test('is paged by newest public news, and internal changes do not affect the order', async () => {
    const marie = await signedIn()
    const [a, b, c] = [1, 2, 3].map(() => aTicket(administrator, { contactIds: [marie.id] }))
    const [first, second, third] = [await a, await b, await c]
    const body = { kind: 'information', visibility: 'internal', body: 'x' } as const
    const before = await marie.call(api.portal.list, { query: {} })
    await karim.call(api.tickets.addStep, { ...of(before.items[2]?.id ?? ''), body })
    expect(await marie.call(api.portal.list, { query: {} })).toEqual(before)
    const page = await marie.call(api.portal.list, { query: { limit: '2' as never } })
    const rest = await marie.call(api.portal.list, { query: { cursor: page.next ?? '' } })
    expect([...page.items, ...rest.items]).toEqual(before.items)
    expect(new Set(before.items.map(({ id }) => id))).toEqual(new Set([first?.id, second?.id, third?.id]))
  })
})

describe('what a client does', () => {
  test('can refer to an active project of their company, and no other', async () => {
    const [own, foreign] = [await aCompany(administrator), await aCompany(administrator)]
    const project = async (name: string, companyId: string, state: 'active' | 'done' = 'active') =>
      (await administrator.call(api.projects.create, { body: { name, companyId, state } })).id
    const [site, theirs, past] = [
      await project('Site marchand', own.id),
      await project('Autre', foreign.id),
      await project('Ancien', own.id, 'done'),
    ]
    const [marie, paul] = [await signedIn({ companyId: own.id }), await signedIn()]
    expect((await marie.call(api.portal.projects, {})).items).toEqual([{ id: site, name: 'Site marchand' }])
    expect((await paul.call(api.portal.projects, {})).items).toEqual([])
    const about = (projectId: string) =>
      marie.call(api.portal.create, { body: { title: 'Panier vide', kind: 'anomaly', projectId } })
    const { id } = await about(site)
    expect(await administrator.call(api.tickets.show, { params: { key: id } })).toMatchObject({
      kind: 'anomaly',
      project: { id: site },
    })
    for (const other of [theirs, past]) expect(await refusal(about(other))).toMatchObject({ code: 'not_found' })
  })

  test('can be opening a ticket with a photo and a machine of theirs, once for one key', async () => {
    const company = await aCompany(administrator)
    const marie = await signedIn({ companyId: company.id })
    const [own, foreign] = [await aMachine(administrator, { companyId: company.id }), await aMachine(administrator)]
    const { items } = await marie.call(api.portal.equipment, { query: { text: 'frisquet' } })
    expect(items.map(({ id }) => id)).toEqual([own.id])
    const sent = await marie.call(api.portal.upload, { query: { name: 'panne.txt' }, body: new File(['E133'], 'x') })
    const body = {
      title: 'Plus d’eau chaude',
      description: 'Depuis ce matin\nCode <E133',
      equipmentIds: [own.id],
      attachmentIds: [sent.id],
    }
    const idempotencyKey = randomUUID()
    const { id } = await marie.call(api.portal.create, { body }, { idempotencyKey })
    expect((await marie.call(api.portal.create, { body }, { idempotencyKey })).id).toBe(id)
    const atDesk = await karim.call(api.tickets.show, { params: { key: id } })
    expect(atDesk).toMatchObject({
      channel: 'portal',
      description: '<p>Depuis ce matin<br />Code &lt;E133</p>',
      reporter: { id: marie.id, kind: 'contact' },
      contacts: [{ id: marie.id }],
      company: { id: company.id },
      equipment: [{ id: own.id }],
      attachments: [{ name: 'panne.txt', atOpening: true }],
    })
    expect(atDesk.timeline.events[0]?.by).toMatchObject({ name: 'Marie Dupont', kind: 'contact' })
    const stolen = marie.call(api.portal.create, { body: { title: 'x', equipmentIds: [foreign.id] } })
    expect(await refusal(stolen)).toMatchObject({ code: 'not_found' })
  })

  test('can be opening a ticket for somebody else as a partner, and not otherwise', async () => {
    const partner = await signedIn({ kind: 'partner', name: 'Syndic Loire' })
    const body = { title: 'Fuite', onBehalfOf: { name: 'Jean Petit', phone: '0241000000' } }
    const { id } = await partner.call(api.portal.create, { body })
    expect(await partner.call(api.portal.show, { params: { key: id } })).toMatchObject({
      reporter: { name: 'Syndic Loire', who: 'me' },
      concerned: [{ name: 'Jean Petit', who: 'client' }],
    })
    const marie = await signedIn()
    expect(await refusal(marie.call(api.portal.create, { body }))).toMatchObject({ code: 'forbidden' })
  })

  test('can be a reply, which reopens a waiting ticket in the same change and is sanitised', async () => {
    const marie = await signedIn()
    const ticket = await aTicket(administrator, { contactIds: [marie.id] })
    await karim.call(api.tickets.setStatus, {
      ...of(ticket.id),
      body: { to: 'waiting', version: 1, note: 'Pression ?' },
    })
    const body = { body: '<p>1,4 bar<script>alert(1)</script></p>' }
    const answered = await marie.call(api.portal.addStep, { ...of(ticket.id), body })
    expect(answered).toMatchObject({ status: 'investigating', version: 3 })
    expect(answered.timeline.steps.at(-1)).toMatchObject({
      kind: 'answer',
      body: '<p>&lt;p&gt;1,4 bar&lt;script&gt;alert(1)&lt;/script&gt;&lt;/p&gt;</p>',
      by: { who: 'me' },
    })
    expect(answered.timeline.events.at(-1)).toMatchObject({ to: 'investigating', by: { who: 'me' } })
    const more = await marie.call(api.portal.addStep, { ...of(ticket.id), body: { body: 'Merci' } })
    expect(more.timeline.steps.at(-1)).toMatchObject({ kind: 'information', body: '<p>Merci</p>' })
  })

  test('shows which agent entered a text in their name', async () => {
    const marie = await signedIn()
    const ticket = await aTicket(administrator, { contactIds: [marie.id] })
    const step = { kind: 'answer', visibility: 'public', body: '<p>1,4 bar</p>' } as const
    const performer = { kind: 'contact', id: marie.id } as const
    await karim.call(api.tickets.addStep, { ...of(ticket.id), body: { ...step, performer } })
    await marie.call(api.portal.addStep, { ...of(ticket.id), body: { body: 'Merci' } })
    const { timeline } = await marie.call(api.portal.show, { params: { key: ticket.id } })
    expect(timeline.steps).toMatchObject([
      { by: { who: 'me' }, notedBy: 'Karim Benali' },
      { by: { who: 'me' }, notedBy: null },
    ])
  })

  test('can be contesting, cancelling or reopening with a reason, while a closed ticket stays frozen otherwise', async () => {
    const marie = await signedIn()
    const ticket = await aTicket(administrator, { contactIds: [marie.id] })
    const set = (to: 'cancelled' | 'disputed' | 'opened', version: number, note = 'Toujours en panne') =>
      marie.call(api.portal.setStatus, { ...of(ticket.id), body: { to, version, note } })
    await karim.call(api.tickets.setStatus, { ...of(ticket.id), body: { to: 'resolved', version: 1, note: 'Fait.' } })
    const answer = marie.call(api.portal.addStep, { ...of(ticket.id), body: { body: 'x' } })
    expect(await refusal(answer)).toMatchObject({ code: 'ticket_closed', status: 409 })
    expect(await refusal(set('cancelled', 2))).toMatchObject({ code: 'ticket_closed' })
    expect(await refusal(set('disputed', 2, ' '))).toMatchObject({ code: 'reason_required' })
    const disputed = await set('disputed', 2)
    expect(disputed).toMatchObject({ status: 'disputed', closedAt: null, can: { contest: false, cancel: true } })
    expect(disputed.timeline.steps.at(-1)).toMatchObject({ kind: 'reason', body: '<p>Toujours en panne</p>' })
    const cancelled = await set('cancelled', 3)
    expect(cancelled.can).toEqual({ answer: false, cancel: false, contest: false, rate: false, reopen: true })
    expect(await set('opened', 4)).toMatchObject({ status: 'opened' })
  })

  test('can be contesting a solution, refusal or answer once, but not an unanswered or waiting ticket', async () => {
    const marie = await signedIn()
    const { id } = await aTicket(administrator, { contactIds: [marie.id] })
    const atDesk = async () => karim.call(api.tickets.show, { params: { key: id } })
    const atHome = () => marie.call(api.portal.show, { params: { key: id } })
    const shown = async () => (await atHome()).can.contest
    const set = async (to: 'investigating' | 'waiting' | 'resolved' | 'rejected', note?: string) => {
      const body = { to, version: (await atDesk()).version, ...(note && { note }) }
      await karim.call(api.tickets.setStatus, { ...of(id), body })
    }
    const say = (visibility: 'public' | 'internal', kind: 'question' | 'answer') =>
      karim.call(api.tickets.addStep, { ...of(id), body: { kind, visibility, body: 'Purgez le circuit.' } })
    const contest = async () => {
      const body = { to: 'disputed', version: (await atHome()).version, note: 'Rien n’y fait' } as const
      return marie.call(api.portal.setStatus, { ...of(id), body })
    }
    expect(await shown()).toBe(false)
    expect(await refusal(contest())).toMatchObject({ code: 'transition_refused' })
    await set('investigating')
    await say('internal', 'answer')
    await say('public', 'question')
    expect(await shown()).toBe(false)
    await say('public', 'answer')
    expect(await shown()).toBe(true)
    await set('waiting', 'Pièce commandée')
    expect(await shown()).toBe(false)
    expect(await refusal(contest())).toMatchObject({ code: 'transition_refused' })
    await set('investigating')
    expect(await contest()).toMatchObject({ status: 'disputed', can: { contest: false } })
    await set('investigating')
    expect(await shown()).toBe(false)
    await set('rejected', 'Hors contrat.')
    expect(await contest()).toMatchObject({ status: 'disputed' })
    await set('resolved', 'Fait.')
    expect(await contest()).toMatchObject({ status: 'disputed' })
  })

  test('is refused on a concurrent change of status, naming who was first', async () => {
    const marie = await signedIn()
    const ticket = await aTicket(administrator, { contactIds: [marie.id] })
    await karim.call(api.tickets.setStatus, { ...of(ticket.id), body: { to: 'investigating', version: 1 } })
    const step = { kind: 'answer', visibility: 'public', body: 'Purgez le circuit.' } as const
    await karim.call(api.tickets.addStep, { ...of(ticket.id), body: step })
    const cancel = marie.call(api.portal.setStatus, {
      ...of(ticket.id),
      body: { to: 'cancelled', version: 1, note: 'x' },
    })
    expect(await refusal(cancel)).toMatchObject({
      code: 'conflict',
      details: { fields: ['status'], by: 'Karim Benali' },
    })
    await marie.call(api.portal.setStatus, { ...of(ticket.id), body: { to: 'disputed', version: 3, note: 'x' } })
    const late = karim.call(api.tickets.setStatus, { ...of(ticket.id), body: { to: 'fixing', version: 3 } })
    expect(await refusal(late)).toMatchObject({ code: 'conflict', details: { by: 'Marie Dupont' } })
  })

  test('is mailed to the agents who follow the ticket and not to themselves', async () => {
    const marie = await signedIn()
    const ticket = await aTicket(administrator, { contactIds: [marie.id], leadId: karim.id })
    await marie.call(api.portal.setStatus, { ...of(ticket.id), body: { to: 'cancelled', version: 1, note: 'Non' } })
    const told = () =>
      db
        .selectFrom('mail')
        .innerJoin('mail_event', 'mail_event.mail_id', 'mail.id')
        .innerJoin('event', 'event.id', 'mail_event.event_id')
        .select(['mail.id', 'mail.address'])
        .where('event.name', '=', 'ticket.status_changed')
        .where('mail.ticket_id', '=', ticket.id)
        .execute()
    await expect.poll(told, { timeout: 5_000 }).toMatchObject([{ address: karim.email }])
    const composed = await composeMail(db, (await told())[0]?.id ?? '', sending)
    expect(composed?.text).toContain('Marie Dupont')
  })
})
