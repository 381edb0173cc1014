import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { api } from '../../../contract/index.ts'
import { testApp } from '../../../tests/app.ts'
import { aContact, aTicket, refusal, uploads } from '../../../tests/factories.ts'
import { startSmtpSink } from '../../../tests/smtp-sink.ts'

const sink = await startSmtpSink()
const { db, administrator, hire } = await testApp({ smtpUrl: sink.url, sender: 'sav@thermo.test' })
const technician = await hire('technician')

const show = () => administrator.call(api.samples.show, {})
const fill = () => administrator.call(api.samples.fill, {})
const remove = () => administrator.call(api.samples.remove, {})
const listTickets = async () => (await administrator.call(api.tickets.list, { query: { state: 'all' } })).items

/** Resolves once mails are planned for all events, and none waits. */
const mailsSettled = () =>
  vi.waitFor(async () => {
    const { rows } = await sql<{ done: boolean }>`
      select not exists (select from event where seq is null or seq > (select seq from mail_progress))
        and not exists (select from mail where state = 'waiting') as done`.execute(db)
    expect(rows[0]?.done).toBe(true)
  }, 10_000)

/** Counts the rows that sample data may leave behind, by table. */
async function countRows() {
  const names = [
    'ticket',
    'step',
    'ticket_contact',
    'ticket_equipment',
    'ticket_search',
    'contact',
    'company',
    'equipment',
  ]
  const counts: Record<string, number> = {}
  for (const name of [...names, 'sample', 'attachment', 'ticket_seen', 'draft', 'mail']) {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(name)}`.execute(db)
    counts[name] = rows[0]?.n ?? 0
  }
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from event where subject in ('ticket', 'contact', 'company', 'equipment')`.execute(db)
  return { ...counts, event: rows[0]?.n ?? 0 } as Record<string, number>
}

test('only agents who manage the settings can fill a desk, and only an empty one, once', async () => {
  expect(await show()).toEqual({ fillable: true, tickets: 0 })
  expect((await refusal(technician.call(api.samples.fill, {}))).code).toBe('forbidden')
  await fill()
  expect(await show()).toEqual({ fillable: false, tickets: 6 })
  expect((await refusal(fill())).code).toBe('desk_not_empty')
  expect((await refusal(technician.call(api.samples.remove, {}))).code).toBe('forbidden')
})

test('nobody is mailed about sample tickets, and they are removed with everything written on them', async () => {
  const [first] = await listTickets()
  const params = { id: first?.id ?? '' }
  const { version } = await administrator.call(api.tickets.show, { params: { key: params.id } })
  const colleague = { version, agentIds: [technician.id] }
  await administrator.call(api.tickets.setAssignees, { params, body: colleague })
  const [attachmentId = ''] = await uploads(administrator, { 'plan.txt': 'plan' })
  const step = { kind: 'answer', visibility: 'public', body: '<p>Nous passons demain.</p>' } as const
  await administrator.call(api.tickets.addStep, { params, body: { ...step, attachmentIds: [attachmentId] } })
  await mailsSettled()
  expect((await countRows()).mail).toBe(0)

  await remove()
  expect(await show()).toEqual({ fillable: true, tickets: 0 })
  expect(Object.entries(await countRows()).filter(([, count]) => count !== 0)).toEqual([])
})

test('real records that refer to sample data prevent its removal', async () => {
  await fill()
  const [sample] = await listTickets()
  const { contacts } = await administrator.call(api.tickets.show, { params: { key: sample?.id ?? '' } })
  const ticket = await aTicket(administrator, { contactIds: [contacts[0]?.id ?? ''] })
  expect(await refusal(remove())).toMatchObject({ code: 'samples_in_use', details: { tickets: [ticket.number] } })
  expect((await show()).tickets).toBe(6)
})

test('a real contact of a sample company prevents it too', async () => {
  await mailsSettled() // Its transactions and the locks on these tables would wait for each other.
  await sql`truncate ticket, contact, company, equipment, sample cascade`.execute(db)
  await fill()
  const { items } = await administrator.call(api.companies.list, { query: {} })
  await aContact(administrator, { name: 'Anne Roy', companyId: items[0]?.id ?? null })
  expect(await refusal(remove())).toMatchObject({ code: 'samples_in_use', details: { tickets: [] } })
  expect((await show()).tickets).toBe(6)
})
