import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import type { LiveNews } from '../../../contract/events.ts'
import { invalidate } from './invalidate.ts'

const ticket: LiveNews = { name: 'ticket.changed', subject: 'ticket', id: 'a1', by: null }
const company: LiveNews = { name: 'company.changed', subject: 'company', id: 'c9', by: null }

function aBrowser() {
  const client = new QueryClient()
  const reads: string[] = []
  const show = (queryKey: string[], data: unknown, meta?: Record<string, unknown>) => {
    const queryFn = () => {
      reads.push(queryKey.join(' '))
      return data
    }
    client.setQueryData(queryKey, data)
    new QueryObserver(client, { queryKey, queryFn, meta, staleTime: 60_000 }).subscribe(() => {})
  }
  show(['ticket', 'show', '1042'], { id: 'a1', number: 1042, company: { id: 'c9' } })
  show(['ticket', 'show', '1043'], { id: 'a2', number: 1043, company: null })
  show(['ticket', 'list', 'mine'], {}, { ownNews: true })
  show(['ticket', 'count', 'mine'], { count: 3 })
  show(['contact', 'card', 'k1'], {}, { subjects: ['contact', 'ticket'] })
  show(['company', 'list'], {})
  return { client, reads }
}

test('news of a ticket reads that ticket again, the counts, and what says that it depends on tickets', async () => {
  const { client, reads } = aBrowser()
  await invalidate(client, [ticket, ticket])
  expect(reads.sort()).toEqual(['contact card k1', 'ticket count mine', 'ticket show 1042'])
})

test('news of a company reads again the tickets that show it', async () => {
  const { client, reads } = aBrowser()
  await invalidate(client, [company])
  expect(reads.sort()).toEqual(['company list', 'ticket show 1042'])
})

test('the open screen is read before the counts', async () => {
  const { client, reads } = aBrowser()
  const all = invalidate(client, [ticket])
  expect(reads).not.toContain('ticket count mine')
  await all
  expect(reads.at(-1)).toBe('ticket count mine')
})
