import { expect, test } from 'vitest'
import { testApp } from '../../../tests/app.ts'
import { aCompany, aContact, aTicket } from '../../../tests/factories.ts'

const { hire } = await testApp()
const sonia = await hire('operator')

test('an unknown caller for a client is the reporter, and the client is concerned', async () => {
  const dupont = await aCompany(sonia)
  const marie = await aContact(sonia, { companyId: dupont.id })
  const newCaller = { name: 'Jean Martin', phone: '06 12 34 56 78', companyName: 'Garage Soleil' }
  const ticket = await aTicket(sonia, { newCaller, contactIds: [marie.id] })
  expect(ticket).toMatchObject({
    reporter: { name: 'Jean Martin', kind: 'contact' },
    contacts: [{ name: 'Marie Dupont' }],
    company: { name: 'Dupont Traiteur' },
  })
})
