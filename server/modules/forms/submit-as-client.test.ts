import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { api } from '../../../contract/index.ts'
import { testApp } from '../../../tests/app.ts'
import { signInClient } from '../../../tests/client-session.ts'
import { aCompany, aContact, aMachine, refusal } from '../../../tests/factories.ts'
import { followTicket, guestWithPass } from '../../../tests/guest-form.ts'

const guichet = await testApp()
const { db, base, administrator, hire } = guichet
const karim = await hire('technician', 'Karim Benali')
const { id: teamId } = await administrator.call(api.teams.create, { body: { name: 'Dépannage' } })
const company = await aCompany(administrator, { name: 'Dupont SA' })
const boiler = await aMachine(administrator, { companyId: company.id })
const foreign = await aMachine(administrator, { companyId: (await aCompany(administrator, { name: 'Autre' })).id })
const client = async (fields = {}) =>
  signInClient(guichet, await aContact(administrator, { email: `${randomUUID()}@example.test`, ...fields }))
const marie = await client({ name: 'Marie Dupont', companyId: company.id })

const fields = [
  { id: 'nom', kind: 'name', label: 'Votre nom', required: true },
  { id: 'mail', kind: 'email', label: 'Votre e-mail', required: true },
  { id: 'societe', kind: 'company', label: 'Votre société', required: true },
  { id: 'objet', kind: 'subject', label: 'Objet', required: true },
  { id: 'machine', kind: 'machine', label: 'Machine', required: true },
  { id: 'projet', kind: 'project', label: 'Projet', required: true },
  { id: 'photos', kind: 'files', label: 'Photos' },
] as const
const form = await administrator.call(api.forms.create, {
  body: {
    name: 'Dépannage',
    title: 'Demander un dépannage',
    kind: 'request',
    criticality: 'high',
    confirmEmail: true,
    teamId,
    fields: [...fields],
  },
})
const of = { params: { id: form.id } }
const ticketOf = (number: number | null) => karim.call(api.tickets.show, { params: { key: String(number) } })

test('a signed-in client needs no proof, and gets a ticket about their own machine', async () => {
  const photo = await marie.call(api.portal.upload, { query: { name: 'panne.txt' }, body: new File(['E133'], 'x') })
  const sent = { ...of, body: { answers: { objet: 'Fuite' }, equipmentId: boiler.id, attachmentIds: [photo.id] } }
  const key = { idempotencyKey: randomUUID() }
  const received = await marie.call(api.forms.submitAsClient, sent, key)
  expect(await marie.call(api.forms.submitAsClient, sent, key)).toEqual(received)
  expect(received).toEqual({ number: expect.any(Number), path: null, isAddressAsked: false })
  expect(await ticketOf(received.number)).toMatchObject({
    title: 'Fuite',
    description: '',
    channel: 'form',
    kind: 'request',
    criticality: 'high',
    team: { id: teamId },
    reporter: { id: marie.id },
    contacts: [{ id: marie.id }],
    company: { id: company.id },
    equipment: [{ id: boiler.id }],
    attachments: [{ name: 'panne.txt', atOpening: true }],
  })
  expect(await marie.call(api.portal.show, { params: { key: String(received.number) } })).toMatchObject({
    reporter: { who: 'me' },
  })
  expect((await administrator.call(api.forms.list, {})).items).toMatchObject([{ submissions: 1, quarantined: 0 }])
  expect(await db.selectFrom('mail').select('id').where('purpose', '=', 'confirmation').execute()).toEqual([])
})

test('an unlisted machine is described in text, and a machine of another company does not exist', async () => {
  const send = (more: object) =>
    marie.call(api.forms.submitAsClient, { ...of, body: { answers: { objet: 'x' }, ...more } })
  const { number } = await send({ answers: { objet: 'x', machine: 'La vieille du fond', nom: 'Un autre' } })
  const ticket = await ticketOf(number)
  expect(ticket).toMatchObject({ equipment: [], contacts: [{ name: 'Marie Dupont' }] })
  expect(ticket.description).toContain('Machine\u00a0: La vieille du fond')
  expect(ticket.description).not.toContain('Un autre')
  expect(await refusal(send({}))).toMatchObject({
    details: { fields: [{ path: 'answers.machine', problem: 'required' }] },
  })
  expect(await refusal(send({ equipmentId: foreign.id }))).toMatchObject({ code: 'not_found' })
})

test('the project field appears only to clients with projects', async () => {
  const { id: companyId } = await aCompany(administrator, { name: 'Chantiers Loire' })
  const paul = await client({ name: 'Paul', companyId })
  const project = { name: 'Extension', state: 'active', companyId } as const
  const { id: projectId } = await administrator.call(api.projects.create, { body: project })
  const answers = { objet: 'Fissure', machine: '—' }
  const send = (by: typeof paul, more = {}) => by.call(api.forms.submitAsClient, { ...of, body: { answers, ...more } })
  expect(await refusal(send(paul))).toMatchObject({
    details: { fields: [{ path: 'answers.projet', problem: 'required' }] },
  })
  expect(await ticketOf((await send(paul, { projectId })).number)).toMatchObject({ project: { id: projectId } })
  expect(await ticketOf((await send(marie, { projectId })).number)).toMatchObject({ project: null })
})

test('anonymous visitors, agents and guests with a secret link cannot submit as a client', async () => {
  const body = { answers: { objet: 'x', machine: 'y' } }
  expect(await refusal(karim.call(api.forms.submitAsClient, { ...of, body }))).toMatchObject({
    code: 'unauthenticated',
  })
  const { call } = await guestWithPass(guichet, form.id)
  const answers = { ...body.answers, nom: 'Anne', mail: 'anne@example.test', societe: 'Roy' }
  const { path } = await call(api.forms.submit, { ...of, body: { answers } })
  const guest = await followTicket(base, path)
  expect(await refusal(guest.call(api.forms.submitAsClient, { ...of, body }))).toMatchObject({ code: 'forbidden' })
})
