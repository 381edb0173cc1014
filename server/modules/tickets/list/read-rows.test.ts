import fc from 'fast-check'
import { expect, test } from 'vitest'
import { api } from '../../../../contract/index.ts'
import { testApp } from '../../../../tests/app.ts'
import { aCompany, aContact, aTicket } from '../../../../tests/factories.ts'

const { administrator: by, hire } = await testApp()
const technician = await hire('technician')
const company = await aCompany(by)
const ticket = await aTicket(by, { contactIds: [(await aContact(by, { companyId: company.id })).id] })

const show = () => by.call(api.tickets.show, { params: { key: ticket.id } })

/** Returns the line of the list, and the same fields from the ticket's page, which uses no row cache. */
async function lineAndPage() {
  const [{ items }, page] = [await by.call(api.tickets.list, { query: { state: 'all' } }), await show()]
  const { kind, title, status, criticality, priority, version, reportedAt, updatedAt, dueAt, waitingUntil, lead } = page
  const { edit, claim, assign, status: settable, cancel } = page.can
  const facts = {
    kind,
    title,
    status,
    criticality,
    priority,
    version,
    reportedAt,
    updatedAt,
    dueAt,
    waitingUntil,
    lead,
    can: { edit, claim, assign, status: settable, cancel },
  }
  const named = { company: page.company?.name ?? null, contact: page.contacts[0]?.name ?? null }
  return [items.find(({ id }) => id === ticket.id), { ...facts, ...named }] as const
}

let count = 0
const numbered = (word: string) => {
  count += 1
  return `${word} ${count}`
}
const params = { id: ticket.id }

/** Acts that change a line: every kind of write to a ticket or to a record that it names. */
const acts: (() => Promise<unknown>)[] = [
  async () => {
    const { version } = await show()
    return by.call(api.tickets.change, { params, body: { version, title: numbered('Titre') } })
  },
  async () => {
    const { version, lead } = await show()
    if (version % 2 === 0) return by.call(api.tickets.setAssignees, { params, body: { version, agentIds: [by.id] } })
    const to = lead?.id === technician.id ? by.id : technician.id
    return by.call(api.tickets.setLead, { params, body: { from: lead?.id ?? null, to, note: '' } })
  },
  async () => {
    const { version, status } = await show()
    const to = status === 'fixing' ? ('waiting' as const) : ('fixing' as const)
    return by.call(api.tickets.setStatus, { params, body: { to, version, note: '' } })
  },
  async () => {
    const { version } = await show()
    const contact = await aContact(by, { name: numbered('Contact') })
    return by.call(api.tickets.change, { params, body: { version, contactIds: [contact.id] } })
  },
  async () => {
    const [contact] = (await show()).contacts
    const into = await aContact(by, { name: numbered('Fusion') })
    const ids = { id: contact?.id ?? '', intoId: into.id }
    const { versions, gained } = await by.call(api.contactMerging.preview, { params: ids })
    return by.call(api.contactMerging.merge, { params: ids, body: { versions, gained } })
  },
  async () => {
    const [contact] = (await show()).contacts
    const owner = await aCompany(by, { name: numbered('Société') })
    const { version, name } = await by.call(api.contacts.show, { params: { id: contact?.id ?? '' } })
    const body = { version, name, companyId: owner.id }
    return by.call(api.contacts.change, { params: { id: contact?.id ?? '' }, body })
  },
  async () => {
    const { id } = (await show()).company ?? (await aCompany(by))
    const { version } = await by.call(api.companies.show, { params: { id } })
    return by.call(api.companies.change, { params: { id }, body: { version, name: numbered('Garage') } })
  },
  async () => {
    const from = (await show()).company ?? (await aCompany(by))
    const into = await aCompany(by, { name: numbered('Reprise') })
    const ids = { id: from.id, intoId: into.id }
    const { versions, gained } = await by.call(api.companyMerging.preview, { params: ids })
    return by.call(api.companyMerging.merge, { params: ids, body: { versions, gained } })
  },
]

test('a line of the list never shows less than the ticket’s page, whatever was changed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(acts, { minLength: acts.length }), async (sequence) => {
      for (const act of sequence) {
        await act()
        const [line, page] = await lineAndPage()
        expect(line).toMatchObject(page)
      }
    }),
    { numRuns: 8, endOnFailure: true },
  )
}, 60_000)
