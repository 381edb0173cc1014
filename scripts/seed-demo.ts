import { Client } from 'pg'
import { client } from '../contract/client.ts'
import { api } from '../contract/index.ts'
import * as demo from './demo-company.ts'

export const password = 'orage-violet-42'
const manager = { name: 'Léa Martin', email: 'lea@thermo-loire.example' }
const mailOf = (name: string) => `${name.toLowerCase().replace(/ .*/, '')}@thermo-loire.example`

type Seeded = { base: string; setUpToken: string; databaseUrl: string }

/** Fills a new Guichet with the demo company through its API, then dates back what would otherwise all be of this minute. */
export async function seedDemo({ base, setUpToken, databaseUrl }: Seeded): Promise<{ email: string }> {
  const anybody = client({ base })
  const body = { token: setUpToken, organisation: demo.organisation, ...manager, password }
  await anybody(api.setup.complete, { body })
  const lea = await signIn(base, manager.email)
  const agents = await hire(lea, base)
  const { contacts, machines } = await addClients(lea)
  await addTickets(agents, contacts, machines)
  await dateBack(databaseUrl)
  return { email: mailOf('Karim') }
}

type Caller = ReturnType<typeof client>
type Agent = { id: string; call: Caller }

async function signIn(base: string, email: string): Promise<Caller> {
  const answer = await fetch(base + api.session.create.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0])
  return client({ base, headers: () => ({ cookie: cookie.join('; ') }) })
}

async function hire(lea: Caller, base: string): Promise<Map<string, Agent>> {
  const teams = new Map<string, string>()
  for (const name of demo.teams) teams.set(name, (await lea(api.teams.create, { body: { name } })).id)
  const agents = new Map<string, Agent>()
  for (const { name, role, team } of demo.agents) {
    const email = mailOf(name)
    const teamIds = [teams.get(team ?? '')].filter((id) => id !== undefined)
    const { id } = await lea(api.agents.create, { body: { name, email, role, password, teamIds } })
    agents.set(name, { id, call: await signIn(base, email) })
  }
  return agents
}

async function addClients(lea: Caller) {
  const contacts = new Map<string, string>()
  const machines = new Map<string, string>()
  const companies = new Map<string, string>()
  for (const { people, machines: owned, ...company } of demo.companies) {
    const { id: companyId } = await lea(api.companies.create, { body: company })
    companies.set(company.name, companyId)
    for (const [name, phone, jobTitle] of people) {
      const email = `${name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(' ', '.')}@client.example`
      const { id } = await lea(api.contacts.create, { body: { name, phone, jobTitle, email, companyId } })
      contacts.set(name, id)
    }
    for (const [brand, model, serialNumber, location] of owned) {
      const { id } = await lea(api.equipment.create, { body: { brand, model, serialNumber, location, companyId } })
      machines.set(serialNumber, id)
    }
  }
  for (const [name, company] of demo.projects)
    await lea(api.projects.create, { body: { name, companyId: companies.get(company) ?? null } })
  return { contacts, machines }
}

async function addTickets(agents: Map<string, Agent>, contacts: Map<string, string>, machines: Map<string, string>) {
  let last = ''
  for (const told of demo.tickets) {
    const { title, criticality, priority, kind, description, tags } = told
    const body = { title, criticality, priority, kind, description, tags }
    const { call: sonia } = required(agents, 'Sonia Petit')
    const { id } = await sonia(api.tickets.create, {
      body: {
        ...body,
        contactIds: [required(contacts, told.caller)],
        equipmentIds: told.machine ? [required(machines, told.machine)] : [],
        reportedAt: inHours(-told.hoursAgo),
        dueAt: told.dueInHours === undefined ? null : inHours(told.dueInHours),
      },
    })
    last = id
    if (told.lead) await takeUp(required(agents, told.lead), id, told.status)
  }
  await tellStory(agents, contacts, last)
}

async function takeUp(lead: Agent, id: string, to: demo.DemoTicket['status']) {
  const ticket = await lead.call(api.tickets.setLead, { params: { id }, body: { from: null, to: lead.id } })
  const note = to === 'resolved' ? '<p>Entretien fait, attestation remise.</p>' : ''
  if (to) await lead.call(api.tickets.setStatus, { params: { id }, body: { to, version: ticket.version, note } })
}

async function tellStory(agents: Map<string, Agent>, contacts: Map<string, string>, id: string) {
  await takeUp(required(agents, 'Karim Benali'), id, 'investigating')
  for (const { agent, saidBy, minutesAgo, ...step } of demo.story) {
    const performer = saidBy ? ({ id: required(contacts, saidBy), kind: 'contact' } as const) : undefined
    const body = { ...step, happenedAt: inHours(-minutesAgo / 60), performer }
    await required(agents, agent).call(api.tickets.addStep, { params: { id }, body })
  }
}

/** What was done to a ticket is spread over the time since it was reported. */
async function dateBack(databaseUrl: string) {
  const database = new Client({ connectionString: databaseUrl })
  await database.connect()
  await database.query(`
    with told as (
      select event.id, ticket.reported_at + (row_number() over (partition by ticket.id order by event.id) - 1)
        * least((now() - ticket.reported_at) / 10, interval '40 minutes') as at
      from event join ticket on ticket.id = event.subject_id)
    update event set at = told.at from told where told.id = event.id`)
  await database.query('update step set created_at = happened_at where happened_at < created_at')
  await database.query(`
    update ticket set created_at = reported_at,
      updated_at = (select max(at) from event where subject_id = ticket.id)`)
  await database.end()
}

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()

function required<T>(map: Map<string, T>, key: string): T {
  const value = map.get(key)
  if (value === undefined) throw new Error(`the demo knows no “${key}”`)
  return value
}
