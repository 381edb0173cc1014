import { client } from '../contract/client.ts'
import { api } from '../contract/index.ts'
import { commonWord, frequentWord, password, people, rareWord } from './seed.ts'

export type Request = { method: 'GET' | 'POST' | 'PUT'; path: string; cookie: string; body?: unknown; about?: Open }
export type Scenario = {
  name: string
  /** Target in requests per second on the reference machine. */
  target: number
  /** Minimum requests per second there, where the target is not reached yet. */
  floor?: number
  /** Maximum of the 95th percentile there, in milliseconds. */
  slowest: number
  /** Number of different sample requests; pgbench plans each of them once per connection. */
  samples: number
  next: () => Request
  answered?: (request: Request, body: string) => void
}

type Reader = { cookie: string; id: string; role: string; ticketIds: string[] }
/** Open ticket created in the run, with the fields that a change requires. */
type Open = { id: string; version: number; lead: string | null; fixing: boolean }

const pick = <T>(items: readonly T[]): T => items[Math.floor(Math.random() * items.length)] as T

/** Limit of all scenarios but the search for a frequent word, in milliseconds. */
const slowest = 40

/** Index of the creations among the scenarios. */
export const creationsPlace = 5

/**
 * Returns the scenarios, to run in this order: typical requests of three people with different sights, with varying
 * filters and random tickets.
 */
export async function scenarios(base: string, tickets: number): Promise<Scenario[]> {
  const readers = await Promise.all(people.map((person) => signIn(base, person)))
  const call = client({ base, headers: () => ({ cookie: readers[0]?.cookie ?? '' }) })
  const page = { query: { limit: 50 } }
  const companies = (await call(api.companies.list, page)).items.map(({ id }) => id)
  const contacts = (await call(api.contacts.list, page)).items.map(({ id }) => id)
  const technicians = readers.filter(({ role }) => role === 'technician')
  const open: Open[] = []
  return [
    listing(readers, companies),
    showing(readers),
    searching('search, rare word', readers, () => rareWord(tickets), { target: 1_800, floor: 1_000 }),
    searching('search, common word', readers, () => commonWord, { target: 900, floor: 550 }),
    // Eight concurrent requests at a hundred per second: each waits 80 ms.
    { ...searching('search, frequent word', readers, () => frequentWord, { target: 100 }), slowest: 200 },
    creating(
      readers.filter(({ role }) => role !== 'manager'),
      contacts,
      open,
    ),
    claiming(technicians, open),
    advancing(technicians, open),
  ]
}

function listing(readers: Reader[], companyIds: string[]): Scenario {
  const filters = [
    '',
    'lead=me',
    'lead=none',
    'toHandle=me',
    'status=investigating,fixing',
    'criticality=blocking&sort=reported',
    'sort=priority',
    'sort=due',
    'late=true',
    'state=all',
    'state=closed&sort=number',
    ...companyIds.slice(0, 5).map((id) => `state=all&companyId=${id}`),
  ]
  const next = () => ({
    method: 'GET' as const,
    path: `/api/tickets?${pick(filters)}`,
    cookie: pick(readers).cookie,
  })
  return { name: 'list of 50, filtered', target: 1_800, slowest, samples: 32, next }
}

function showing(readers: Reader[]): Scenario {
  const next = () => {
    const { cookie, ticketIds } = pick(readers)
    return { method: 'GET' as const, path: `/api/tickets/${pick(ticketIds)}`, cookie }
  }
  return { name: 'show with history', target: 3_000, floor: 2_100, slowest, samples: 6, next }
}

type Aims = Pick<Scenario, 'target' | 'floor'>

function searching(name: string, readers: Reader[], word: () => string, aims: Aims): Scenario {
  const next = () => ({
    method: 'GET' as const,
    path: `/api/tickets?state=all&text=${encodeURIComponent(word())}`,
    cookie: pick(readers).cookie,
  })
  return { name, ...aims, slowest, samples: 8, next }
}

function creating(authors: Reader[], contactIds: string[], open: Open[]): Scenario {
  return {
    name: 'create',
    target: 700,
    slowest,
    samples: 3,
    next: () => ({
      method: 'POST',
      path: '/api/tickets',
      cookie: pick(authors).cookie,
      body: { title: 'Chaudière en défaut E133', contactIds: [pick(contactIds)], criticality: 'high' },
    }),
    answered: (_, body) => open.push({ id: JSON.parse(body).id, version: 1, lead: null, fixing: false }),
  }
}

/** Claims each created ticket once; later claims take it over. */
function claiming(technicians: Reader[], open: Open[]): Scenario {
  return {
    name: 'claim',
    target: 700,
    slowest,
    samples: 3,
    next: () => {
      const about = takeFrom(open)
      const { id, cookie } = technicians.find((reader) => reader.id !== about.lead) as Reader
      return {
        method: 'PUT',
        path: `/api/tickets/${about.id}/lead`,
        cookie,
        body: { from: about.lead, to: id },
        about: { ...about, lead: id },
      }
    },
    answered: ({ about }, body) => about && open.push({ ...about, version: versionIn(body) }),
  }
}

function advancing(technicians: Reader[], open: Open[]): Scenario {
  return {
    name: 'step with change of status',
    target: 700,
    floor: 450,
    slowest,
    samples: 3,
    next: () => {
      const about = takeFrom(open)
      const status = { to: about.fixing ? 'investigating' : 'fixing', version: about.version }
      return {
        method: 'POST',
        path: `/api/tickets/${about.id}/steps`,
        cookie: pick(technicians).cookie,
        body: { kind: 'information', visibility: 'internal', body: '<p>Pression à 1,4 bar.</p>', status },
        about: { ...about, fixing: !about.fixing },
      }
    },
    answered: ({ about }, body) => about && open.push({ ...about, version: versionIn(body) }),
  }
}

function takeFrom(open: Open[]): Open {
  const ticket = open.shift()
  if (!ticket) throw new Error('No open ticket is left: run the creations first')
  return ticket
}

/** Returns the ticket's version, the first one in the response. Parsing all of it would slow the server down. */
function versionIn(body: string): number {
  return Number(/"version":(\d+)/.exec(body)?.[1])
}

async function signIn(base: string, { email, role }: (typeof people)[number]): Promise<Reader> {
  const answer = await fetch(base + api.session.create.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0])[0] ?? ''
  const call = client({ base, headers: () => ({ cookie }) })
  const { id } = await call(api.session.show, {})
  const ticketIds: string[] = []
  for (let cursor: string | undefined, pages = 0; pages < 5; pages++) {
    const { items, next } = await call(api.tickets.list, { query: { state: 'all', limit: 100, cursor } })
    ticketIds.push(...items.map((ticket) => ticket.id))
    if (!next) break
    cursor = next
  }
  return { cookie, id, role, ticketIds }
}
