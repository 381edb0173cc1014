import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { api } from '../../../contract/index.ts'
import { type Person, testApp } from '../../../tests/app.ts'
import { signInClient } from '../../../tests/client-session.ts'
import { aContact, aTicket, uploads } from '../../../tests/factories.ts'
import { mailsAt, settledMails, until } from '../../../tests/mails.ts'
import { startSmtpSink, textOf } from '../../../tests/smtp-sink.ts'
import { isUnclaimedOpening, selectRecipients } from './plan/plan.ts'

const sink = await startSmtpSink()
afterAll(() => sink.stop())
const { administrator, hire, db, base } = await testApp({
  smtpUrl: sink.url,
  sender: 'desk@thermo.test',
  retrySeconds: 1,
})
const technician = await hire('technician', 'Karim Benali')
const operator = await hire('operator', 'Zoé Petit')
await administrator.call(api.mail.changeSettings, { body: { gatherSeconds: 1 } })

let clients = 0
async function aClient(fields: { locale?: 'fr' | 'en' } = {}) {
  clients += 1
  return aContact(operator, { name: `Marie ${clients}`, email: `marie${clients}@client.test`, ...fields })
}

const mailsTo = (address: string | null, count: number) => mailsAt(sink, address, count)

const resolve = (by: Person, key: string, version: number) =>
  by.call(api.tickets.setStatus, {
    params: { id: key },
    body: { to: 'resolved', version, note: '<p>Purgeur <b>remplacé</b>.</p>' },
  })

describe('an opening', () => {
  test('is acknowledged to the client and mailed to the technicians while the ticket has no assignees', async () => {
    const client = await aClient()
    const ticket = await aTicket(operator, { title: 'Chaudière en défaut', contactIds: [client.id] })
    const [acknowledgement] = await mailsTo(client.email, 1)
    expect(acknowledgement).toMatchObject({
      from: 'desk@thermo.test',
      subject: `Demande reçue – Chaudière en défaut [T-${ticket.number}]`,
    })
    const told = await mailsTo(technician.email, 1)
    expect(told.at(-1)?.subject).toBe(`Nouveau ticket – Chaudière en défaut [T-${ticket.number}]`)
    expect(sink.to(operator.email)).toEqual([])
  })

  test('is mailed only to those on the ticket once it has assignees, each in their language', async () => {
    const client = await aClient({ locale: 'en' })
    const before = sink.to(technician.email).length
    const ticket = await aTicket(administrator, { contactIds: [client.id], leadId: operator.id })
    const [acknowledgement] = await mailsTo(client.email, 1)
    expect(acknowledgement?.subject).toBe(`Received – Chaudière en défaut E133 [T-${ticket.number}]`)
    await mailsTo(operator.email, 1)
    expect(sink.to(technician.email)).toHaveLength(before)
  })
})

test('a burst of ten openings is one mail with ten tickets, and a single opening keeps its own mail', async () => {
  const [before, own] = [sink.to(technician.email).length, sink.to(operator.email).length]
  const client = await aClient()
  const contactIds = [client.id]
  await administrator.call(api.mail.changeSettings, { body: { gatherSeconds: 4 } })
  const tickets = await Promise.all(
    Array.from({ length: 10 }, (_, at) => aTicket(operator, { title: `Fuite ${at}`, contactIds })),
  )
  const mine = await aTicket(technician, { title: 'Vu par Karim', contactIds })
  await until(
    () => db.selectFrom('opening').select('id').where('batch_id', 'is', null).execute(),
    (waiting) => waiting.length === 0,
  )
  const told = (await mailsTo(technician.email, before + 1)).slice(before)
  await administrator.call(api.mail.changeSettings, { body: { gatherSeconds: 1 } })
  expect(told).toHaveLength(1)
  expect(told[0]?.subject).toBe('10 nouveaux tickets')
  const text = textOf(told[0] as NonNullable<(typeof told)[0]>)
  for (const { number } of tickets) expect(text).toContain(`T-${number} · ${client.name} · Fuite`)
  expect(text).not.toContain(`T-${mine.number}`)
  expect(sink.to(operator.email)).toHaveLength(own)
  const rows = await db
    .selectFrom('mail_event')
    .innerJoin('mail', 'mail.id', 'mail_event.mail_id')
    .select('mail.agent_id')
    .where('mail.ticket_id', '=', sql<string>`any(${tickets.map(({ id }) => id)}::uuid[])`)
    .where('mail.agent_id', 'is not', null)
    .execute()
  expect(rows).toEqual([])
})

describe('a change of status', () => {
  test('is one mail with its step, and its author gets none', async () => {
    const client = await aClient()
    const before = sink.to(technician.email).length
    const ticket = await aTicket(operator, { contactIds: [client.id], assigneeIds: [technician.id] })
    await mailsTo(client.email, 1)
    const own = (await mailsTo(technician.email, before + 1)).length
    await technician.call(api.tickets.addStep, {
      params: { id: ticket.id },
      body: {
        kind: 'question',
        body: '<p>Quel code <script>alert(1)</script>s’affiche ?</p>',
        visibility: 'public',
        status: { to: 'waiting', version: ticket.version },
      },
    })
    const [, question] = await mailsTo(client.email, 2)
    expect(question?.subject).toBe(`En attente – Chaudière en défaut E133 [T-${ticket.number}]`)
    expect(question && textOf(question)).toContain('Karim Benali · Question\n  Quel code s’affiche ?')
    await settledMails(db, ticket.id)
    expect(sink.to(client.email ?? '')).toHaveLength(2)
    expect(sink.to(technician.email)).toHaveLength(own)
  })

  test('takes along the changes that were waiting', async () => {
    const client = await aClient()
    const ticket = await aTicket(operator, { contactIds: [client.id], leadId: operator.id })
    await mailsTo(client.email, 1)
    await administrator.call(api.mail.changeSettings, { body: { gatherSeconds: 60 } })
    await technician.call(api.tickets.addStep, {
      params: { id: ticket.id },
      body: { kind: 'information', body: '<p>Pression à 1,4 bar.</p>', visibility: 'public' },
    })
    const { version } = await technician.call(api.tickets.show, { params: { key: ticket.id } })
    await resolve(technician, ticket.id, version)
    await administrator.call(api.mail.changeSettings, { body: { gatherSeconds: 1 } })
    const [, solution] = await mailsTo(client.email, 2)
    expect(solution && textOf(solution)).toMatch(/Pression à 1,4 bar[\s\S]*Réglée[\s\S]*Purgeur remplacé/)
  })

  test('is mailed to nobody without a rule for it', async () => {
    const { rules } = await administrator.call(api.mail.settings, {})
    const less = rules.filter(({ status, recipient }) => status !== 'fixing' || recipient !== 'contact')
    await administrator.call(api.mail.changeSettings, { body: { rules: less } })
    const client = await aClient()
    const { id, version } = await aTicket(operator, { contactIds: [client.id], leadId: operator.id })
    await mailsTo(client.email, 1)
    const before = sink.to(operator.email).length
    await technician.call(api.tickets.setStatus, { params: { id }, body: { to: 'fixing', version } })
    const agents = await mailsTo(operator.email, before + 1)
    expect(agents.at(-1)?.subject).toContain('Correction en cours')
    expect(sink.to(client.email ?? '')).toHaveLength(1)
    await administrator.call(api.mail.changeSettings, { body: { rules } })
  })
})

describe('other changes', () => {
  test('that are close together share one mail, without internal content', async () => {
    const client = await aClient()
    const ticket = await aTicket(operator, { contactIds: [client.id], leadId: operator.id })
    const opened = (await mailsTo(client.email, 1)).length
    const agentMails = sink.to(operator.email).length
    const step = (body: string, visibility: 'public' | 'internal') =>
      technician.call(api.tickets.addStep, {
        params: { id: ticket.id },
        body: { kind: 'information', body, visibility },
      })
    await step('<p>Gaz ouvert.</p>', 'public')
    await step('<p>Client pénible.</p>', 'internal')
    const { version } = await technician.call(api.tickets.show, { params: { key: ticket.id } })
    await technician.call(api.tickets.change, { params: { id: ticket.id }, body: { version, criticality: 'high' } })
    const mails = await mailsTo(client.email, opened + 1)
    expect(mails.at(-1)?.raw).not.toContain('nible')
    const agent = (await mailsTo(operator.email, agentMails + 1)).at(-1)
    expect(agent && textOf(agent)).toMatch(
      /Gaz ouvert[\s\S]*\(interne\)\n {2}Client pénible[\s\S]*Criticité : Normale → Haute/,
    )
    await settledMails(db, ticket.id)
    expect(sink.to(client.email ?? '')).toHaveLength(opened + 1)
    expect(sink.to(operator.email)).toHaveLength(agentMails + 1)
  })
})

describe('a watcher', () => {
  test('is mailed about changes like assignees, but not their own or those of tickets they may not see', async () => {
    const watcher = await hire('operator', 'Inès Faure')
    const ticket = await aTicket(administrator, { leadId: technician.id })
    const watch = { params: { id: ticket.id }, body: { add: [watcher.id] } }
    await watcher.call(api.tickets.changeWatchers, watch)
    const body = { kind: 'information', body: '<p>Pression à 1,4 bar.</p>', visibility: 'internal' } as const
    await technician.call(api.tickets.addStep, { params: { id: ticket.id }, body })
    const [told] = await mailsTo(watcher.email, 1)
    expect(told && textOf(told)).toContain('Pression à 1,4 bar')
    await db.updateTable('role').set({ sight: 'own' }).where('name', '=', 'operator').execute()
    await technician.call(api.tickets.addStep, { params: { id: ticket.id }, body })
    const rows = await until(
      () => db.selectFrom('mail').select('state').where('agent_id', '=', watcher.id).orderBy('id').execute(),
      (mails) => mails.length === 2 && mails.every(({ state }) => state !== 'waiting'),
    )
    expect(rows.map(({ state }) => state)).toEqual(['sent', 'cancelled'])
    await db.updateTable('role').set({ sight: 'all' }).where('name', '=', 'operator').execute()
    expect(sink.to(watcher.email)).toHaveLength(1)
  })

  test('does not stop the opening from reaching the subscribers', () => {
    const preferences = { opening: true, status: true, messages: true }
    const person = (id: string) => ({ kind: 'agent' as const, id, address: `${id}@thermo.test`, preferences })
    const people = { contacts: [], agents: [], watchers: [person('ines')], subscribers: [person('karim')] }
    const news = {
      id: 'e',
      name: 'ticket.created' as const,
      ticketId: 't',
      actorId: 'zoe',
      byClient: false,
      at: '',
      to: null,
      visibility: null,
    }
    const rules = new Set(['opened agent'])
    expect(isUnclaimedOpening(news, people, rules)).toBe(true)
    expect(isUnclaimedOpening(news, { ...people, agents: [person('zoé')] }, rules)).toBe(false)
    expect(selectRecipients(news, people, rules)).toEqual([])
    const step = { ...news, name: 'ticket.step_added' as const, visibility: 'public' as const }
    const ids = (of: ReturnType<typeof selectRecipients>) => of.map(({ person: { id } }) => id)
    expect(ids(selectRecipients({ ...step, byClient: true }, people, new Set()))).toEqual(['karim', 'ines'])
    expect(ids(selectRecipients(step, people, new Set()))).toEqual(['ines'])
    expect(
      ids(selectRecipients({ ...step, byClient: true }, { ...people, agents: [person('zoé')] }, new Set())),
    ).toEqual(['zoé', 'ines'])
  })
})

test('a client’s message on a ticket without assignees reaches the subscribers', async () => {
  const client = await aClient()
  const ticket = await aTicket(operator, { contactIds: [client.id] })
  const anne = await signInClient({ db, base }, client)
  await anne.call(api.portal.addStep, { params: { id: ticket.id }, body: { body: 'L’eau coule sur le palier.' } })
  await until(
    () => sink.to(technician.email).map(textOf),
    (told) => told.some((text) => text.includes('L’eau coule sur le palier.')),
  )
})

test('an agent’s own mail choice overrides the default of their role', async () => {
  const agent = await hire('operator', 'Paul Roy')
  const shown = await agent.call(api.session.show, {})
  expect(shown.mails).toEqual({ newTickets: false, changes: true })
  const body = { mails: { newTickets: true, changes: false } }
  expect(await agent.call(api.session.changePreferences, { body })).toMatchObject({ ...body, locale: shown.locale })
  const { id } = await aTicket(operator)
  await mailsTo(agent.email, 1)
  await agent.call(api.tickets.changeWatchers, { params: { id }, body: { add: [agent.id] } })
  const step = { kind: 'information', body: '<p>Relevé.</p>', visibility: 'internal' } as const
  await technician.call(api.tickets.addStep, { params: { id }, body: step })
  await resolve(technician, id, 2)
  const [, resolved] = await mailsTo(agent.email, 2)
  expect(resolved && textOf(resolved)).not.toContain('Relevé')
  const suggested = await agent.call(api.session.changePreferences, { body: { mails: { newTickets: null } } })
  expect(suggested.mails).toEqual({ newTickets: false, changes: false })
})

describe('a step', () => {
  test('names its files in the mail, and they show on the ticket', async () => {
    const client = await aClient()
    const ticket = await aTicket(operator, { contactIds: [client.id], leadId: operator.id })
    await mailsTo(client.email, 1)
    const attachmentIds = await uploads(technician, { 'devis.txt': '120 €', 'notice.txt': 'x' })
    const body = { kind: 'document', visibility: 'public', body: '', attachmentIds } as const
    await technician.call(api.tickets.addStep, { params: { id: ticket.id }, body })
    const [, told] = await mailsTo(client.email, 2)
    expect(told && textOf(told)).toMatch(/Pièces jointes, à voir sur le ticket\s: devis\.txt, notice\.txt/)
  })
})

describe('the mails of a ticket', () => {
  const list = (id: string) =>
    technician.call(api.clientView.mails, { params: { id }, query: {} }).then(({ items }) => items)
  const textOfMail = (id: string, mailId: string) =>
    technician.call(api.clientView.mailText, { params: { id, mailId } })

  test('appear to its agents as sent, without the recipients’ links', async () => {
    const client = await aClient()
    const ticket = await aTicket(operator, { contactIds: [client.id], leadId: operator.id, title: 'Fuite' })
    const [received] = await mailsTo(client.email, 1)
    const mails = await until(
      () => list(ticket.id),
      (found) => found.some(({ recipient, state }) => recipient.id === client.id && state === 'sent'),
    )
    const [sent] = mails.filter(({ recipient }) => recipient.id === client.id)
    expect(sent).toMatchObject({ state: 'sent', address: client.email, subject: received?.subject, problem: null })
    expect(sent?.sentAt).not.toBeNull()
    const { subject, text } = await textOfMail(ticket.id, sent?.id ?? '')
    expect(subject).toBe(received?.subject)
    expect(text).toMatch(/Fuite.+ est enregistrée/)
    expect(text).not.toContain('http')

    // Later changes do not alter a sent mail.
    const { version } = await technician.call(api.tickets.show, { params: { key: ticket.id } })
    await technician.call(api.tickets.change, { params: { id: ticket.id }, body: { version, title: 'Autre chose' } })
    expect((await textOfMail(ticket.id, sent?.id ?? '')).text).toBe(text)
  })
})
