import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { api } from '../../../../contract/index.ts'
import { testApp } from '../../../../tests/app.ts'
import { signInClient } from '../../../../tests/client-session.ts'
import {
  aCompany,
  aContact,
  aProject,
  aTicket,
  refusal,
  setProjectContacts,
  uploads,
} from '../../../../tests/factories.ts'
import { listen } from '../../../../tests/live-stream.ts'
import { limitToTicket, loadClient } from '../../portal/load-client.ts'
import { visibleTo } from '../rights/policy.ts'

const guichet = await testApp()
const { db, base, administrator, hire } = guichet
const karim = await hire('technician', 'Karim Benali')

let made = 0
const someone = (fields = {}) => aContact(administrator, { email: `projet${++made}@example.test`, ...fields })
const signedIn = async (fields = {}) => signInClient(guichet, await someone(fields))
const of = (id: string) => ({ params: { id } })
const key = (id: string) => ({ params: { key: id } })
type Who = Awaited<ReturnType<typeof signedIn>>
const show = (who: Who, id: string) => who.call(api.portal.show, key(id))
const sees = async (who: Who, query: { projectId?: string; state?: 'open' | 'closed' } = {}) =>
  (await who.call(api.portal.list, { query })).items.map(({ id }) => id)

/** Makes Marie a contact of a project in which Paul has reported an anomaly. */
async function aFollowedAnomaly() {
  const marie = await signedIn()
  const paul = await signedIn({ name: 'Paul Noir' })
  const project = await aProject(administrator)
  await setProjectContacts(administrator, project.id, [marie.id])
  const anomaly = await aTicket(administrator, {
    kind: 'anomaly',
    projectId: project.id,
    contactIds: [paul.id],
    reporterContactId: paul.id,
  })
  const untold = () => db.selectFrom('event').select('id').where('seq', 'is', null).execute()
  await expect.poll(untold).toEqual([])
  return { marie, paul, project, anomaly }
}

describe('a contact of a project', () => {
  test('sees its anomalies, whoever reported them, and nothing else of it', async () => {
    const { marie, paul, project, anomaly } = await aFollowedAnomaly()
    const other = { projectId: project.id, contactIds: [paul.id] }
    const incident = await aTicket(administrator, other)
    const elsewhere = await aTicket(administrator, {
      ...other,
      kind: 'anomaly',
      projectId: (await aProject(administrator)).id,
    })
    expect(await sees(marie, { projectId: project.id })).toEqual([anomaly.id])
    expect(await sees(marie)).toEqual([])
    for (const { id } of [incident, elsewhere])
      expect(await refusal(show(marie, id))).toMatchObject({ code: 'not_found' })
    expect(await refusal(sees(marie, { projectId: elsewhere.project?.id ?? '' }))).toMatchObject({ code: 'not_found' })
    expect(await refusal(sees(paul, { projectId: project.id }))).toMatchObject({ code: 'not_found' })
    expect((await marie.call(api.portal.me, {})).projects).toEqual([{ id: project.id, name: 'Intranet' }])
    expect((await paul.call(api.portal.me, {})).projects).toEqual([])
  })

  test('reads them, and can change only their own', async () => {
    const { marie, paul, project, anomaly } = await aFollowedAnomaly()
    const shown = await show(marie, anomaly.id)
    expect(shown).toMatchObject({ readOnly: true, project: 'Intranet', reporter: { name: 'Paul Noir', who: 'client' } })
    expect(Object.values(shown.can)).toEqual([false, false, false, false, false])
    const step = { ...of(anomaly.id), body: { body: 'Moi aussi' } }
    const status = { ...of(anomaly.id), body: { to: 'cancelled', version: shown.version, note: 'Non' } } as const
    const acts = [
      () => marie.call(api.portal.addStep, step),
      () => marie.call(api.portal.setStatus, status),
      () => marie.call(api.portal.rate, { ...of(anomaly.id), body: { stars: 1 } }),
    ]
    for (const act of acts) expect(await refusal(act())).toMatchObject({ code: 'forbidden', status: 403 })
    expect(await show(paul, anomaly.id)).toMatchObject({ readOnly: false, can: { answer: true }, version: 1 })
    const own = await aTicket(administrator, { kind: 'anomaly', projectId: project.id, contactIds: [marie.id] })
    expect(await show(marie, own.id)).toMatchObject({ readOnly: false, can: { answer: true, cancel: true } })
    await marie.call(api.portal.addStep, { ...of(own.id), body: { body: 'Le mien' } })
  })

  test('reads public steps, files and previews, and ratings of their own tickets only', async () => {
    const { marie, paul, anomaly } = await aFollowedAnomaly()
    const [hidden = '', shown = ''] = await uploads(karim, { 'SECRET.txt': 'marge', 'notice.txt': 'notice' })
    const step = (body: object) => karim.call(api.tickets.addStep, { ...of(anomaly.id), body: body as never })
    await step({ kind: 'information', visibility: 'internal', body: 'SECRET interne', attachmentIds: [hidden] })
    await step({ kind: 'answer', visibility: 'public', body: 'Corrigé en 2.1', attachmentIds: [shown] })
    const { version } = await karim.call(api.tickets.show, key(anomaly.id))
    const solution = { to: 'resolved', version, note: '<p>Version 2.1</p>' } as const
    await karim.call(api.tickets.setStatus, { ...of(anomaly.id), body: solution })
    await paul.call(api.portal.rate, { ...of(anomaly.id), body: { stars: 2, words: 'Trop long' } })
    const read = JSON.stringify([
      await show(marie, anomaly.id),
      await marie.call(api.portal.timeline, { ...of(anomaly.id), query: { before: randomUUID().replace(/^./, 'f') } }),
    ])
    expect(read).toContain('Corrigé en 2.1')
    expect(read).not.toMatch(/SECRET|Trop long/)
    const save = (id: string) =>
      fetch(`${base}/api/portal/attachments/${id}/content`, { headers: { cookie: marie.cookie } })
    expect((await save(shown)).status).toBe(200)
    expect((await save(hidden)).status).toBe(404)
    await marie.call(api.portal.createLink, of(shown))
    expect(await refusal(marie.call(api.portal.createLink, of(hidden)))).toMatchObject({ code: 'not_found' })
  })

  test('gets news of them, of those added or removed, and of nothing internal', async () => {
    const { marie, paul, project, anomaly } = await aFollowedAnomaly()
    const [follows, owns] = [
      await listen(base, marie, undefined, api.portal.live.path),
      await listen(base, paul, undefined, api.portal.live.path),
    ]
    const news = (of = follows) => of.heard.filter(({ event }) => event === 'news').map(({ data }) => data.id)
    /** Paul hears of all that is public: then it was told to whoever was to hear it. */
    const told = async (act: Promise<unknown>) => {
      const before = news(owns).length
      await act
      await expect.poll(() => news(owns).length, { timeout: 5_000 }).toBe(before + 1)
      return news().length
    }
    const step = (visibility: 'public' | 'internal') =>
      karim.call(api.tickets.addStep, { ...of(anomaly.id), body: { kind: 'information', visibility, body: 'x' } })
    const change = (version: number, fields: object) =>
      karim.call(api.tickets.change, { ...of(anomaly.id), body: { version, ...fields } })
    await step('internal')
    expect(await told(step('public'))).toBe(1)
    expect(await told(change(3, { kind: 'incident' }))).toBe(2)
    expect(await refusal(show(marie, anomaly.id))).toMatchObject({ code: 'not_found' })
    expect(await told(step('public'))).toBe(2)
    expect(await told(change(5, { kind: 'anomaly' }))).toBe(3)
    expect(await told(change(6, { projectId: null }))).toBe(4)
    expect(await told(step('public'))).toBe(4)
    const about = { kind: 'anomaly' as const, projectId: project.id, contactIds: [paul.id] }
    expect(await told(aTicket(administrator, about))).toBe(5)
    for (const stream of [follows, owns]) stream.cut()
  })

  const undispatched = () => db.selectFrom('event').select('id').where('seq', 'is', null).execute()

  test('loses sight of it moments after leaving, gains it after joining, and gets news of both', async () => {
    const { marie, project, anomaly } = await aFollowedAnomaly()
    const stream = await listen(base, marie, undefined, api.portal.live.path)
    const resets = () => stream.heard.filter(({ event }) => event === 'reset').length
    await setProjectContacts(administrator, project.id, [])
    await expect.poll(resets, { timeout: 5_000 }).toBe(1)
    expect(await refusal(show(marie, anomaly.id))).toMatchObject({ code: 'not_found' })
    await karim.call(api.tickets.addStep, {
      ...of(anomaly.id),
      body: { kind: 'answer', visibility: 'public', body: 'Après son départ' },
    })
    // Dispatched in a batch of its own, before she joins again.
    await expect.poll(undispatched).toEqual([])
    await setProjectContacts(administrator, project.id, [marie.id])
    await expect.poll(resets, { timeout: 5_000 }).toBe(2)
    await show(marie, anomaly.id)
    expect(stream.heard.filter(({ event }) => event === 'news')).toEqual([])
    const place = stream.heard.findLast((heard) => heard.place)?.place
    stream.cut()
    await setProjectContacts(administrator, project.id, [])
    const last = await aTicket(administrator, { contactIds: [marie.id] })
    await expect.poll(() => sees(marie)).toEqual([last.id])
    const again = await listen(base, marie, place, api.portal.live.path)
    await again.waitFor(({ event }) => event === 'reset')
    again.cut()
  })

  test('is not mailed about them', async () => {
    const { marie, anomaly } = await aFollowedAnomaly()
    const step = { kind: 'answer', visibility: 'public', body: 'Corrigé' } as const
    await karim.call(api.tickets.addStep, { ...of(anomaly.id), body: step })
    const mailed = () =>
      db
        .selectFrom('mail')
        .select('contact_id')
        .where('ticket_id', '=', anomaly.id)
        .where('contact_id', 'is not', null)
        .execute()
    await expect.poll(async () => (await mailed()).length, { timeout: 10_000 }).toBeGreaterThan(0)
    expect((await mailed()).map(({ contact_id }) => contact_id)).not.toContain(marie.id)
  })

  test('sees none of it as a guest', async () => {
    const { marie, anomaly } = await aFollowedAnomaly()
    const own = await aTicket(administrator, { contactIds: [marie.id] })
    const client = await loadClient(db, marie.id)
    if (!client) throw new Error('no client')
    for (const [onlyTicketId, seen] of [
      [own.id, [own.id]],
      [anomaly.id, []],
    ] as const)
      for (const guest of [limitToTicket(client, onlyTicketId), { ...client, onlyTicketId }]) {
        const rows = await db.selectFrom('ticket').select('id').where(visibleTo(guest)).execute()
        expect(rows.map(({ id }) => id)).toEqual(seen)
      }
  })

  test('can open a ticket about it', async () => {
    const { marie, project } = await aFollowedAnomaly()
    expect((await marie.call(api.portal.projects, {})).items).toEqual([{ id: project.id, name: 'Intranet' }])
    const body = { title: 'Le menu ne s’ouvre plus', kind: 'anomaly', projectId: project.id } as const
    const { id } = await marie.call(api.portal.create, { body })
    expect(await sees(marie, { projectId: project.id })).toContain(id)
  })
})

test('has a paged list of it, latest news first, open and closed separately', async () => {
  const { marie, paul, project, anomaly } = await aFollowedAnomaly()
  const second = await aTicket(administrator, { kind: 'anomaly', projectId: project.id, contactIds: [paul.id] })
  const page = (query: object) => marie.call(api.portal.list, { query: { projectId: project.id, limit: 1, ...query } })
  const first = await page({})
  expect(first.items).toMatchObject([{ id: second.id, openedFor: 'Paul Noir' }])
  expect(await page({ cursor: first.next ?? '' })).toMatchObject({ items: [{ id: anomaly.id }], next: null })
  const solution = { to: 'resolved', version: 1, note: '<p>Fait</p>' } as const
  await karim.call(api.tickets.setStatus, { ...of(second.id), body: solution })
  expect(await sees(marie, { projectId: project.id, state: 'open' })).toEqual([anomaly.id])
  expect(await sees(marie, { projectId: project.id, state: 'closed' })).toEqual([second.id])
})

describe('a project’s contacts', () => {
  test('are shown by name, recorded in its history and theirs, and refused on a concurrent change', async () => {
    const company = await aCompany(administrator)
    const [zoe, abel] = [await someone({ name: 'Zoé', companyId: company.id }), await someone({ name: 'Abel' })]
    const project = await aProject(administrator)
    const set = await setProjectContacts(administrator, project.id, [zoe.id, abel.id, zoe.id])
    const contacts = [
      { id: abel.id, name: 'Abel', company: null },
      { id: zoe.id, name: 'Zoé', company: company.name },
    ]
    expect(set).toMatchObject({ version: 2, contacts })
    const events = await db
      .selectFrom('event')
      .select(['name', 'subject_id', 'data'])
      .where('subject_id', 'in', [project.id, zoe.id])
      .where('name', 'in', ['project.changed', 'contact.changed'])
      .orderBy('name', 'desc')
      .execute()
    expect(events).toMatchObject([
      { name: 'project.changed', data: { changes: [{ field: 'contacts', from: [], to: contacts }] } },
      { name: 'contact.changed', data: { changes: [{ field: 'project', from: null, to: { id: project.id } }] } },
    ])
    const stale = { ...of(project.id), body: { version: 1, contactIds: [] } }
    expect(await refusal(administrator.call(api.projects.setContacts, stale))).toMatchObject({ code: 'conflict' })
    const nobody = { ...of(project.id), body: { version: 2, contactIds: [randomUUID()] } }
    expect(await refusal(administrator.call(api.projects.setContacts, nobody))).toMatchObject({ code: 'not_found' })
    const body = { version: 2, contactIds: [] }
    expect(await refusal(karim.call(api.projects.setContacts, { ...of(project.id), body }))).toMatchObject({
      code: 'forbidden',
    })
    const renamed = await administrator.call(api.projects.change, {
      ...of(project.id),
      body: { version: 2, name: 'Extranet' },
    })
    expect(renamed.contacts).toEqual(contacts)
  })
})
