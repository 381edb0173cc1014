import { expect, test } from 'vitest'
import { api } from '../../../../contract/index.ts'
import { testApp } from '../../../../tests/app.ts'
import { signInClient } from '../../../../tests/client-session.ts'
import { aCompany, aContact, aMachine, refusal } from '../../../../tests/factories.ts'
import { guestWithPass } from '../../../../tests/guest-form.ts'
import { sendRow } from '../../../../tests/send-row.ts'

const mail = { smtpUrl: 'smtp://127.0.0.1:1', sender: 'sav@thermo.test', retrySeconds: 30 }
const { base, db, administrator, hire } = await testApp(mail, 'http://desk.test')
const { call } = administrator
const karim = await hire('technician')

const dupont = await aCompany(administrator, { name: 'Dupont SA' })
const machine = await aMachine(administrator, { companyId: dupont.id, serialNumber: 'SN-77' })
const pia = await signInClient({ db, base }, await aContact(administrator, { email: 'pia@pro.test', kind: 'partner' }))
const show = (key: string) => call(api.tickets.show, { params: { key } })

/** Opens a ticket as a partner, for somebody of “Dupont SA”. */
async function byPartner(phone: string) {
  const onBehalfOf = { name: 'Jean Petit', phone, email: `${phone}@intrus.test`, companyName: 'dupont sa' }
  const { id } = await pia.call(api.portal.create, { body: { title: 'Fuite', onBehalfOf } })
  return show(id)
}
const columns = {
  ...({ Date: 'timestamp', Nom: 'name', Mail: 'email', Société: 'company' } as const),
  ...({ Quoi: 'description', Série: 'serialNumber' } as const),
}
async function byRow(cells: Record<string, string>, settings: { verifiesAddresses?: boolean } = {}) {
  const { id } = await call(api.spreadsheets.create, {
    body: { name: 'Demandes', address: null, columns, ...settings },
  })
  const { secret } = await call(api.spreadsheets.secret, { params: { id } })
  const send = (row: Record<string, string>) => sendRow(base, { id, secret }, { Quoi: 'En panne', ...row })
  const { ticket } = await send({ Date: '24/11/2026 09:00:00', ...cells })
  return { send, ticket: await show(String(ticket?.number)) }
}

test('a company name typed by a partner links nobody to that company, whose machines stay hidden', async () => {
  const ticket = await byPartner('0241881240')
  expect(ticket.company).toBeNull()
  expect(ticket.contacts[0]).toMatchObject({
    company: null,
    statedCompany: { name: 'dupont sa', found: { id: dupont.id, name: 'Dupont SA' } },
  })
  const jean = await signInClient({ db, base }, { id: ticket.contacts[0]?.id ?? '', email: '0241881240@intrus.test' })
  expect((await jean.call(api.portal.equipment, { query: {} })).items).toEqual([])
})

test('an agent attaches the contact to the company and detaches it again, and the ticket follows', async () => {
  const { id, contacts } = await byPartner('0241881241')
  const [jean] = contacts
  const params = { id: jean?.id ?? '' }
  const attached = await karim.call(api.contacts.setCompany, {
    params,
    body: { version: jean?.version ?? 0, companyId: dupont.id },
  })
  expect(attached).toMatchObject({ company: { name: 'Dupont SA' }, statedCompany: null })
  expect((await show(id)).company).toMatchObject({ id: dupont.id })
  await karim.call(api.contacts.setCompany, { params, body: { version: attached.version, companyId: null } })
  const back = await show(id)
  expect(back).toMatchObject({ company: null, contacts: [{ statedCompany: { name: 'dupont sa' } }] })
  expect(back.timeline.events.at(-1)?.changes).toMatchObject([{ field: 'company', from: { id: dupont.id }, to: null }])
  const late = karim.call(api.contacts.setCompany, {
    params,
    body: { version: attached.version, companyId: dupont.id },
  })
  expect(await refusal(late)).toMatchObject({ code: 'conflict' })
})

test('only an agent can create an unknown company', async () => {
  const count = async () => (await call(api.companies.list, { query: { text: 'Nouvelle' } })).items.length
  const { ticket } = await byRow({ Nom: 'Zoé', Société: 'Nouvelle & Fils' })
  expect(ticket.contacts[0]?.statedCompany).toEqual({ name: 'Nouvelle & Fils', found: null })
  expect(await count()).toBe(0)
  const [zoe] = ticket.contacts
  const body = { version: zoe?.version ?? 0, companyName: zoe?.statedCompany?.name }
  await karim.call(api.contacts.setCompany, { params: { id: zoe?.id ?? '' }, body })
  expect(await show(ticket.id)).toMatchObject({ company: { name: 'Nouvelle & Fils' } })
  expect(await count()).toBe(1)
})

test('a company name typed by a guest links nobody to that company', async () => {
  const fields = (['name', 'company', 'description'] as const).map((kind) => ({
    ...{ id: kind, kind, label: kind, required: false, options: [] },
  }))
  const form = await call(api.forms.create, { body: { name: 'Aide', title: 'Aide', fields } })
  const guest = await guestWithPass({ base, db }, form.id)
  const { number } = await guest.call(api.forms.submit, {
    params: { id: form.id },
    body: {
      ...{ attachmentIds: [], consent: false, locale: 'fr' as const, website: '' },
      answers: { name: 'Anne', company: 'Dupont SA', description: 'Fuite' },
    },
  })
  const ticket = await show(String(number))
  expect(ticket).toMatchObject({ company: null, contacts: [{ statedCompany: { found: { id: dupont.id } } }] })
})

test('a serial number in a row stays text until an agent links the machine', async () => {
  const { ticket } = await byRow({ Nom: 'Zoé', Série: 'SN-77' })
  expect(ticket).toMatchObject({ equipment: [], company: null })
  expect(ticket.statedSerial).toMatchObject({ number: 'SN-77', found: { id: machine.id } })
  const body = { version: ticket.version, equipmentIds: [machine.id] }
  await karim.call(api.tickets.change, { params: { id: ticket.id }, body })
  expect((await show(ticket.id)).statedSerial).toEqual({ number: 'SN-77', found: null })
  await aMachine(administrator, { serialNumber: 'SN-77' })
  const again = await byRow({ Nom: 'Zoé', Série: 'SN-77' })
  expect(again.ticket.statedSerial).toEqual({ number: 'SN-77', found: null })
})

test('a row with a known client’s address gets neither that client’s ticket, mail nor company', async () => {
  const marie = await aContact(administrator, { email: 'marie@dupont.test', companyId: dupont.id })
  const { ticket, send } = await byRow({ Nom: 'Marie', Mail: 'Marie@dupont.test' })
  expect(ticket).toMatchObject({ company: null, contacts: [{ name: 'Marie', email: null }] })
  expect(ticket.contacts[0]?.id).not.toBe(marie.id)
  expect(ticket.timeline.steps).toMatchObject([{ visibility: 'internal' }])
  expect(ticket.timeline.steps[0]?.body).toContain('marie@dupont.test')
  expect(ticket.timeline.steps[0]?.body).toContain('Marie Dupont (Dupont SA)')
  const second = await show(
    String((await send({ Date: '25/11/2026 09:00:00', Nom: 'Marie', Mail: 'marie@dupont.test' })).ticket?.number),
  )
  expect(second.contacts[0]?.id).toBe(ticket.contacts[0]?.id)
  const named = ticket.contacts[0]
  const body = { version: named?.version ?? 0, companyId: dupont.id }
  await karim.call(api.contacts.setCompany, { params: { id: named?.id ?? '' }, body })
  const third = await send({ Date: '26/11/2026 09:00:00', Nom: 'Marie', Mail: 'marie@dupont.test' })
  expect((await show(String(third.ticket?.number))).contacts[0]?.id).not.toBe(named?.id)
})

test('a source that verifies addresses identifies clients by them', async () => {
  const luc = await aContact(administrator, { email: 'luc@dupont.test', companyId: dupont.id })
  const { ticket } = await byRow({ Nom: 'Luc', Mail: 'luc@dupont.test' }, { verifiesAddresses: true })
  expect(ticket).toMatchObject({ company: { id: dupont.id }, contacts: [{ id: luc.id }] })
  const { ticket: other } = await byRow({ Nom: 'Ève', Mail: 'eve@x.test' }, { verifiesAddresses: true })
  expect(other.contacts[0]).toMatchObject({ name: 'Ève', email: 'eve@x.test' })
})
