import type { Chance } from './chance.ts'
import { companies, firstNames, jobs, lastNames, type MachineKind, models, owned, projects } from './clients.ts'
import { agents, plain, teams } from './people.ts'
import { sitesOf } from './sites.ts'

export type Agent = { id: string; name: string; role: string; teams: readonly string[] }
export type Client = {
  id: string
  name: string
  contacts: { id: string; name: string }[]
  machines: { id: string; kind: MachineKind; place: string }[]
}
export type World = {
  agents: Agent[]
  clients: Client[]
  teams: Map<string, string>
  projects: Map<string, string>
  kinds: Map<string, MachineKind>
}
/** Rows by table, in the order in which they can be inserted. */
export type Rows = Map<string, Row[]>
export type Row = Record<string, unknown>
/** Rows of a ticket: its own, those that refer to it, and its events. */
export type TicketRows = { ticket: Row; contacts: Row[]; equipment: Row[]; steps: Row[]; events: Row[] }

export const contactsOf = 3
export const machinesOf = 5

/** Creates the agents, the clients and their machines, all known since `at`. */
export function foundCompany(chance: Chance, at: number): { world: World; rows: Rows } {
  const id = () => chance.idAt(at)
  const since = new Date(at).toISOString()
  const teamIds = new Map(teams.map((name) => [name as string, id()]))
  const staff = agents.map((agent) => ({ id: id(), ...agent }))
  const clients = companies.map(([name, trade, street, town], index) => {
    const company = {
      id: id(),
      name,
      phone: phone(index, 0),
      email: mail('contact', name),
      address: `${street}\n${town}`,
    }
    const contacts = Array.from({ length: contactsOf }, (_, n) => {
      const person = nameOf(index, n)
      const reach = { phone: phone(index, n + 1), mobile: n === 1 ? mobile(index) : null, email: mail(person, name) }
      return { id: id(), company_id: company.id, name: person, job_title: jobs[trade][n], ...reach, created_at: since }
    })
    const sites = sitesOf(index, trade, [street, town]).map((site) => ({
      ...{ id: id(), company_id: company.id, created_at: since },
      ...site,
    }))
    const machines = owned[trade].map((kind, n) => {
      const [brand, model, location] = models[kind][(index + n) % models[kind].length] ?? ['', '', '']
      const serial_number = `${plain(brand).slice(0, 2).toUpperCase()}${10 + index}-${1000 + ((index * 37 + n * 211) % 9000)}`
      const installed_on = new Date(at - chance.between(100, 3000) * 86_400_000).toISOString().slice(0, 10)
      return {
        kind,
        row: {
          id: id(),
          company_id: company.id,
          // The last ones are on the second site, if there is one.
          site_id: (n > 2 ? sites.at(-1) : sites[0])?.id ?? null,
          brand,
          model,
          serial_number,
          location,
          installed_on,
          created_at: since,
        },
      }
    })
    return { company: { ...company, created_at: since }, contacts, sites, machines }
  })
  const projectRows = projects.map(([name, company, state]) => {
    const company_id = clients.find((client) => client.company.name === company)?.company.id ?? null
    return { id: id(), name, state, company_id, created_at: since }
  })
  // Project contacts see the anomalies of the project.
  const projectContacts = projectRows.flatMap((project) => {
    const client = clients.find(({ company }) => company.id === project.company_id)
    return (client?.contacts ?? []).slice(0, 2).map(({ id }) => ({ project_id: project.id, contact_id: id }))
  })

  const contacts = clients.flatMap((client) => client.contacts)
  const sites = clients.flatMap((client) => client.sites)
  const machines = clients.flatMap((client) => client.machines.map(({ row }) => row))
  const boss = staff[0]?.id ?? ''
  const made = (subject: string, records: { id: string; role?: string }[]) =>
    records.map(({ id: about, role }) =>
      eventOf({ id: id(), at, name: `${subject}.created`, subject, about, by: boss, data: role ? { role } : {} }),
    )
  return {
    world: {
      agents: staff,
      clients: clients.map((client) => ({
        ...client.company,
        contacts: client.contacts,
        machines: client.machines.map(({ kind, row }) => ({ id: row.id, kind, place: row.location })),
      })),
      teams: teamIds,
      kinds: new Map(clients.flatMap((client) => client.machines.map(({ kind, row }) => [row.id, kind]))),
      projects: new Map(
        projectRows.flatMap(({ id, company_id, state }) =>
          state === 'active' && company_id ? [[company_id, id]] : [],
        ),
      ),
    },
    rows: new Map<string, Row[]>([
      ['team', [...teamIds].map(([name, id]) => ({ id, name }))],
      [
        'team_member',
        staff.flatMap((one) => one.teams.map((team) => ({ team_id: teamIds.get(team), agent_id: one.id }))),
      ],
      ['company', clients.map(({ company }) => company)],
      ['contact', contacts],
      ['site', sites],
      ['equipment', machines],
      ['project', projectRows],
      ['project_contact', projectContacts],
      [
        'event',
        [
          ...made(
            'team',
            [...teamIds.values()].map((id) => ({ id })),
          ),
          ...made('agent', staff),
          ...made(
            'company',
            clients.map(({ company }) => company),
          ),
          ...made('contact', contacts),
          ...made('site', sites),
          ...made('equipment', machines),
          ...made('project', projectRows),
        ],
      ],
    ]),
  }
}

type Told = {
  id: string
  at: number
  name: string
  subject: string
  about: string
  by: string
  version?: number
  data?: unknown
}

/** Returns the row of an event, without its position in the stream. */
export function eventOf({ id, at, name, subject, about, by, version, data }: Told) {
  const actor = { actor_kind: 'agent', actor_id: by }
  return {
    id,
    name,
    subject,
    subject_id: about,
    version: version ?? 1,
    ...actor,
    data: data ?? {},
    at: new Date(at).toISOString(),
  }
}

/**
 * Returns a name. No pair of first and last name is repeated: last names are shifted after each round of first names.
 */
function nameOf(company: number, n: number): string {
  const index = company * contactsOf + n
  const first = firstNames[index % firstNames.length]
  const last = lastNames[(index * 7 + Math.floor(index / firstNames.length)) % lastNames.length]
  return `${first} ${last}`
}

const two = (number: number) => String(number % 100).padStart(2, '0')
const phone = (company: number, n: number) => `02 41 ${two(20 + company)} ${two(company * 3 + 11)} ${two(10 + n)}`
const mobile = (company: number) => `06 12 ${two(company + 30)} ${two(company * 7)} ${two(company * 11)}`
const mail = (person: string, company: string) =>
  `${plain(person).replace(/[^a-z]+/g, '.')}@${plain(company)
    .replace(/[^a-z]+/g, '-')
    .replace(/^-|-$/g, '')}.example`
