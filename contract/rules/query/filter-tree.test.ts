import { expect, test } from 'vitest'
import { TicketFilter } from '../../ticket-filter.ts'
import { printQuery, treeOfFilter } from './index.ts'

const id = '0197c000-0000-7000-8000-000000000001'

test.each([
  [{}, ''],
  [{ state: 'open' }, 'est:ouvert'],
  [{ status: 'waiting,fixing', lead: 'none' }, 'statut:attente,correction suiveur:personne'],
  [{ toHandle: 'me', late: 'true' }, 'est:à-traiter est:en-retard'],
  [{ priority: 'none,urgent', criticality: 'high' }, 'criticité:haute priorité:aucune,urgente'],
  [{ companyId: id, tag: 'Sous garantie' }, `étiquette:"Sous garantie" société:${id}`],
  [
    { reportedFrom: '2026-11-01T00:00:00.000Z', changedBefore: '2026-11-02T00:00:00.000Z' },
    'signalé:>=2026-11-01T00:00:00.000Z modifié:<2026-11-02T00:00:00.000Z',
  ],
])('a filter of the panel is a query: %o', (filter, query) => {
  expect(printQuery(treeOfFilter(TicketFilter.parse(filter)), 'fr')).toBe(query)
})
