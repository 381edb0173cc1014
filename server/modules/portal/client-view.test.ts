import { expect, test } from 'vitest'
import { api } from '../../../contract/index.ts'
import { testApp } from '../../../tests/app.ts'
import { signInClient } from '../../../tests/client-session.ts'
import { aCompany, aContact, aTicket, refusal } from '../../../tests/factories.ts'

const { db, base, administrator: by, hire } = await testApp()

test('an agent reads a ticket exactly as its client does', async () => {
  const company = await aCompany(by)
  const marie = await aContact(by, { companyId: company.id, email: 'marie@dupont.test' })
  const boss = await aContact(by, { name: 'Paul', companyId: company.id, supervisor: true })
  const ticket = await aTicket(by, { contactIds: [marie.id], description: '<p>E133</p>' })
  const say = (visibility: 'public' | 'internal', body: string) =>
    by.call(api.tickets.addStep, { params: { id: ticket.id }, body: { kind: 'answer', visibility, body } })
  await say('public', '<p>Nous passons demain.</p>')
  await say('internal', '<p>Client difficile.</p>')

  const show = (contactId: string) => by.call(api.clientView.show, { params: { id: ticket.id, contactId } })
  const { reader, ticket: shown } = await show(marie.id)
  const { call } = await signInClient({ db, base }, marie)
  expect(shown).toEqual(await call(api.portal.show, { params: { key: ticket.id } }))
  expect(reader).toEqual(await call(api.portal.me, {}))
  expect(JSON.stringify(shown)).not.toContain('difficile')
  expect((await show(boss.id)).ticket.concerned).toEqual([{ name: marie.name, who: 'client' }])
})

test('an agent cannot view a ticket as somebody who is not its client, or a ticket out of their sight', async () => {
  const marie = await aContact(by)
  const stranger = await aContact(by, { name: 'Autre' })
  const ticket = await aTicket(by, { contactIds: [marie.id], leadId: by.id })
  const show = (contactId: string, caller = by) =>
    refusal(caller.call(api.clientView.show, { params: { id: ticket.id, contactId } }))
  expect((await show(stranger.id)).code).toBe('not_found')
  await db.updateTable('role').set({ sight: 'own' }).where('name', '=', 'operator').execute()
  const operator = await hire('operator')
  expect((await show(marie.id, operator)).code).toBe('not_found')
  const mails = refusal(operator.call(api.clientView.mails, { params: { id: ticket.id }, query: {} }))
  expect((await mails).code).toBe('not_found')
})

test('older parts of the history match the client’s own', async () => {
  const marie = await aContact(by)
  const ticket = await aTicket(by, { contactIds: [marie.id] })
  const say = (visibility: 'public' | 'internal', body: string) =>
    by.call(api.tickets.addStep, { params: { id: ticket.id }, body: { kind: 'answer', visibility, body } })
  await say('public', '<p>Bonjour.</p>')
  await say('internal', '<p>Client difficile.</p>')
  const last = (await say('public', '<p>Merci.</p>')).timeline.steps.at(-1)
  const { steps } = await by.call(api.clientView.timeline, {
    params: { id: ticket.id, contactId: marie.id },
    query: { before: last?.id ?? '' },
  })
  expect(steps.map(({ body }) => body)).toEqual(['<p>Bonjour.</p>'])
})
