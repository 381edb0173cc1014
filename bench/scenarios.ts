import { client } from '../contract/client.ts'
import { api } from '../contract/index.ts'
import type { Request } from './load.ts'
import { password, people } from './seed.ts'

type Reader = { cookie: string; id: string; tickets: { id: string; number: number; lead: { id: string } | null }[] }
export type Scenario = { name: string; perSecond: number; next: () => Request }

const pick = <T>(items: readonly T[]): T => items[Math.floor(Math.random() * items.length)] as T

/** Three people of three sights, varying filters, random tickets: what the desk asks all day. */
export async function scenarios(base: string): Promise<Scenario[]> {
  const readers = await Promise.all(people.map(({ email }) => signIn(base, email)))
  const call = client({ base, headers: () => ({ cookie: readers[0]?.cookie ?? '' }) })
  const { items: companies } = await call(api.companies.list, { query: { limit: '50' } as never })
  const { items: contacts } = await call(api.contacts.list, { query: { limit: '50' } as never })
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
    ...companies.slice(0, 5).map(({ id }) => `state=all&companyId=${id}`),
  ]
  const working = readers.filter((_, index) => people[index]?.role !== 'manager')
  return [
    {
      name: 'list of 50, filtered',
      perSecond: 800,
      next: () => ({ method: 'GET', path: `/api/tickets?${pick(filters)}`, cookie: pick(readers).cookie }),
    },
    {
      name: 'show with history',
      perSecond: 1_200,
      next: () => {
        const reader = pick(readers)
        return { method: 'GET', path: `/api/tickets/${pick(reader.tickets).id}`, cookie: reader.cookie }
      },
    },
    {
      name: 'create',
      perSecond: 500,
      next: () => ({
        method: 'POST',
        path: '/api/tickets',
        cookie: pick(working).cookie,
        body: { title: 'Chaudière en défaut E133', contactIds: [pick(contacts).id], criticality: 'high' },
      }),
    },
    {
      name: 'step with status change',
      perSecond: 400,
      next: () => ({
        method: 'POST',
        path: `/api/tickets/${pick(readers[0]?.tickets ?? []).id}/steps`,
        cookie: readers[0]?.cookie ?? '',
        body: { kind: 'information', visibility: 'internal', body: '<p>Pression à 1,4 bar.</p>' },
      }),
    },
  ]
}

async function signIn(base: string, email: string): Promise<Reader> {
  const answer = await fetch(`${base}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0])[0] ?? ''
  const call = client({ base, headers: () => ({ cookie }) })
  const tickets: Reader['tickets'] = []
  let cursor: string | undefined
  for (let page = 0; page < 5; page++) {
    const { items, next } = await call(api.tickets.list, { query: { limit: 100, cursor } as never })
    tickets.push(...items)
    if (!next) break
    cursor = next
  }
  return { cookie, id: ((await answer.json()) as { id: string }).id, tickets }
}
