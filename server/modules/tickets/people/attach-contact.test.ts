import { expect, test } from 'vitest'
import { api } from '../../../../contract/index.ts'
import { testApp } from '../../../../tests/app.ts'
import { aCompany, aContact, aTicket } from '../../../../tests/factories.ts'

const { db, administrator } = await testApp()

test('all open tickets of a contact who is attached to a company follow, however many there are', async () => {
  const company = await aCompany(administrator)
  const contact = await aContact(administrator)
  for (let made = 0; made < 13; made += 1)
    await Promise.all(Array.from({ length: 10 }, () => aTicket(administrator, { contactIds: [contact.id] })))
  await administrator.call(api.contacts.setCompany, {
    params: { id: contact.id },
    body: { version: contact.version, companyId: company.id },
  })
  const left = await db
    .selectFrom('ticket')
    .innerJoin('ticket_contact', 'ticket_contact.ticket_id', 'ticket.id')
    .select('number')
    .where('contact_id', '=', contact.id)
    .where('company_id', 'is distinct from', company.id)
    .execute()
  expect(left).toEqual([])
}, 60_000)
