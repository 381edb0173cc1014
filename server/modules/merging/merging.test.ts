import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { api } from '../../../contract/index.ts'
import type { MergePreview } from '../../../contract/merging.ts'
import { testApp } from '../../../tests/app.ts'
import { signInClient } from '../../../tests/client-session.ts'
import {
  aCompany,
  aContact,
  aMachine,
  aProject,
  aSite,
  aTicket,
  refusal,
  setProjectContacts,
} from '../../../tests/factories.ts'

const { db, base, administrator: by, hire } = await testApp()

const merging = {
  contact: api.contactMerging,
  company: api.companyMerging,
  equipment: api.equipmentMerging,
  project: api.projectMerging,
} as const
type Kind = keyof typeof merging

const preview = (kind: Kind, id: string, intoId: string) => by.call(merging[kind].preview, { params: { id, intoId } })

async function merge(kind: Kind, id: string, intoId: string, changed: Partial<MergePreview> = {}) {
  const { versions, gained } = { ...(await preview(kind, id, intoId)), ...changed }
  return by.call(merging[kind].merge, { params: { id, intoId }, body: { versions, gained } })
}

const show = (key: string) => by.call(api.tickets.show, { params: { key } })

describe('two contacts who are one', () => {
  test('become one with everything of both, closed tickets included', async () => {
    const company = await aCompany(by)
    const stays = await aContact(by, { name: 'Marie Dupont', email: null, phone: '', companyId: company.id })
    const goes = await aContact(by, { name: 'M. Dupont', email: 'marie@dupont.test', notes: 'Le matin', phone: '0241' })
    const alone = await aTicket(by, { contactIds: [goes.id] })
    const both = await aTicket(by, { contactIds: [goes.id, stays.id], reporterContactId: goes.id })
    const { call } = await signInClient({ db, base }, goes)
    await call(api.portal.addStep, { params: { id: alone.id }, body: { body: 'Bonjour', attachmentIds: [] } })
    const { version } = await show(alone.id)
    const body = { to: 'resolved' as const, version, note: '<p>Fait.</p>' }
    await by.call(api.tickets.setStatus, { params: { id: alone.id }, body })

    const seen = await preview('contact', goes.id, stays.id)
    expect(seen.moves).toContainEqual({ what: 'tickets', count: 2 })
    expect(seen.moves).toContainEqual({ what: 'steps', count: 1 })
    expect(seen.fields.sort()).toEqual(['email', 'notes', 'phone'])
    await merge('contact', goes.id, stays.id)

    expect((await show(alone.id)).contacts.map(({ id }) => id)).toEqual([stays.id])
    expect((await show(alone.id)).company?.id).toBe(company.id)
    expect((await show(both.id)).contacts.map(({ id }) => id)).toEqual([stays.id])
    expect((await show(both.id)).reporter?.id).toBe(stays.id)
    expect(await by.call(api.contacts.show, { params: { id: stays.id } })).toMatchObject({
      email: 'marie@dupont.test',
      phone: '0241',
      notes: 'Le matin',
    })
    expect(await by.call(api.contacts.show, { params: { id: goes.id } })).toMatchObject({
      archived: true,
      mergedInto: stays.id,
    })
    // The old session ended; a new one shows what they wrote.
    expect((await refusal(call(api.portal.me, {}))).code).toBe('unauthenticated')
    const again = await signInClient({ db, base }, { ...stays, email: 'marie@dupont.test' })
    const { timeline } = await again.call(api.portal.show, { params: { key: alone.id } })
    expect(timeline.steps[0]?.by.who).toBe('me')
    const events = await db.selectFrom('event').select('name').where('subject_id', '=', goes.id).execute()
    expect(events.map(({ name }) => name)).toContain('contact.merged')
  })

  test('are merged only while clients gain no more sight than the preview showed', async () => {
    const company = await aCompany(by)
    const boss = await aContact(by, { name: 'Cheffe', companyId: company.id, supervisor: true })
    const stays = await aContact(by, { name: 'Ada', companyId: company.id })
    const goes = await aContact(by, { name: 'Ada bis' })
    await aTicket(by, { contactIds: [goes.id] })
    const told = await preview('contact', goes.id, stays.id)
    expect(told.gained).toBe(2)
    expect(told.gainers).toEqual(
      expect.arrayContaining([
        { id: stays.id, name: 'Ada', tickets: 1 },
        { id: boss.id, name: 'Cheffe', tickets: 1 },
      ]),
    )
    await aTicket(by, { contactIds: [goes.id] })
    const refused = await refusal(merge('contact', goes.id, stays.id, { gained: told.gained }))
    expect(refused).toMatchObject({ code: 'sight_grows', details: { gained: 4 } })
  })

  test('lose the former address for signing in, and it stays in the notes', async () => {
    const stays = await aContact(by, { email: 'ada@example.test', notes: 'Le soir' })
    const goes = await aContact(by, { email: 'ada.b@example.test' })
    await merge('contact', goes.id, stays.id)
    expect((await by.call(api.contacts.show, { params: { id: goes.id } })).email).toBeNull()
    expect(await by.call(api.contacts.show, { params: { id: stays.id } })).toMatchObject({
      email: 'ada@example.test',
      notes: 'Le soir\nada.b@example.test',
    })
  })

  test('cannot be the same contact, merged twice, or an older version', async () => {
    const [a, b] = [await aContact(by), await aContact(by)]
    expect((await refusal(preview('contact', a.id, a.id))).code).toBe('invalid')
    const stale = await refusal(merge('contact', a.id, b.id, { versions: { from: 7, into: 1 } }))
    expect(stale.code).toBe('conflict')
    await merge('contact', a.id, b.id)
    expect((await refusal(preview('contact', a.id, b.id))).code).toBe('not_found')
    expect((await refusal(preview('contact', b.id, a.id))).code).toBe('not_found')
    expect((await refusal(by.call(api.contacts.restore, { params: { id: a.id } }))).code).toBe('not_found')
    expect((await refusal(preview('contact', b.id, randomUUID()))).code).toBe('not_found')
  })
})

test('merging companies moves people, sites, machines, projects and tickets', async () => {
  const stays = await aCompany(by, { name: 'Dupont SA', externalRef: null })
  const goes = await aCompany(by, { name: 'Dupond', phone: '02 41 00 00 00', externalRef: 'C-9' })
  const contact = await aContact(by, { companyId: goes.id })
  const boss = await aContact(by, {
    name: 'Cheffe',
    email: 'cheffe@dupond.test',
    companyId: goes.id,
    supervisor: true,
  })
  const site = await aSite(by, { companyId: goes.id })
  const machine = await aMachine(by, { companyId: goes.id, siteId: site.id })
  const project = await aProject(by, { companyId: goes.id })
  const ticket = await aTicket(by, { contactIds: [contact.id] })
  const other = await aTicket(by, { contactIds: [(await aContact(by, { companyId: stays.id })).id] })
  const told = await preview('company', goes.id, stays.id)
  expect(told.moves.map(({ what, count }) => `${what} ${count}`).sort()).toEqual([
    'contacts 2',
    'equipment 1',
    'projects 1',
    'sites 1',
    'tickets 1',
  ])
  expect(told.gainers).toEqual([{ id: boss.id, name: 'Cheffe', tickets: 1 }])
  await merge('company', goes.id, stays.id)

  expect((await show(ticket.id)).company?.id).toBe(stays.id)
  expect((await by.call(api.contacts.show, { params: { id: contact.id } })).company?.id).toBe(stays.id)
  expect(await by.call(api.equipment.show, { params: { id: machine.id } })).toMatchObject({
    company: { id: stays.id },
    site: { id: site.id },
  })
  expect((await by.call(api.projects.show, { params: { id: project.id } })).company?.id).toBe(stays.id)
  expect(await by.call(api.companies.show, { params: { id: stays.id } })).toMatchObject({
    phone: '02 41 00 00 00',
    externalRef: 'C-9',
  })
  const { call } = await signInClient({ db, base }, boss)
  expect((await call(api.portal.show, { params: { key: other.id } })).id).toBe(other.id)
})

test('merging machines moves their tickets, each once', async () => {
  const [stays, goes] = [await aMachine(by), await aMachine(by, { serialNumber: 'SN-7' })]
  const both = await aTicket(by, { equipmentIds: [goes.id, stays.id] })
  const alone = await aTicket(by, { equipmentIds: [goes.id] })
  await merge('equipment', goes.id, stays.id)
  for (const { id } of [both, alone]) expect((await show(id)).equipment.map((one) => one.id)).toEqual([stays.id])
  expect((await by.call(api.equipment.show, { params: { id: stays.id } })).serialNumber).toBe('SN-7')
})

test('merging projects moves their tickets and contacts', async () => {
  const [stays, goes] = [await aProject(by), await aProject(by)]
  const client = await aContact(by, { name: 'Dora' })
  await setProjectContacts(by, goes.id, [client.id])
  await aTicket(by, { kind: 'anomaly', projectId: stays.id })
  const ticket = await aTicket(by, { kind: 'anomaly', projectId: goes.id })
  expect((await preview('project', goes.id, stays.id)).gainers).toEqual([{ id: client.id, name: 'Dora', tickets: 1 }])
  await merge('project', goes.id, stays.id)
  expect((await show(ticket.id)).project?.id).toBe(stays.id)
  const { contacts } = await by.call(api.projects.show, { params: { id: stays.id } })
  expect(contacts.map(({ id }) => id)).toEqual([client.id])
})

test('agents without the right to change records cannot preview a merge', async () => {
  const reader = await hire('reader')
  const [a, b] = [await aContact(by), await aContact(by)]
  const params = { id: a.id, intoId: b.id }
  expect((await refusal(reader.call(api.contactMerging.preview, { params }))).code).toBe('forbidden')
})
