import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { api } from '../../../../contract/index.ts'
import { testApp } from '../../../../tests/app.ts'
import { planWalks } from './search.ts'

const { db, administrator: lea } = await testApp()
const counted = (text: string) => lea.call(api.tickets.count, { query: { text, state: 'all' } })
const many = 1_500
const at = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString()

test('a frequent word is found newest first, page by page, like rare ones', async () => {
  await db
    .insertInto('ticket')
    .values(
      Array.from({ length: many }, (_, n) => ({
        id: crypto.randomUUID(),
        kind: 'incident' as const,
        title: `Courant ${n % 3 === 0 ? 'tiers' : ''} ${n % 500 === 0 ? 'rarement' : ''} ${n}`,
        criticality: 'normal' as const,
        channel: 'import' as const,
        reported_at: at(n),
        updated_at: at(n),
      })),
    )
    .execute()
  await sql`analyze ticket_search`.execute(db)
  for (const [word, step] of [
    ['courant', 1],
    ['tiers', 3],
    ['rarement', 500],
  ] as const) {
    const expected = Array.from({ length: many }, (_, n) => many - 1 - n).filter((n) => n % step === 0)
    const numbers: number[] = []
    for (let cursor: string | undefined, more = true; more && numbers.length < 300; ) {
      const page = await lea.call(api.tickets.list, { query: { text: word, state: 'all', limit: 100, cursor } })
      numbers.push(...page.items.map(({ title }) => Number(title.split(' ').at(-1))))
      more = page.next !== null
      cursor = page.next ?? undefined
    }
    expect(numbers).toEqual(expected.slice(0, 300))
  }
  expect(await counted('courant')).toEqual({ count: 1_000, capped: true })
  expect(await counted('tiers')).toEqual({ count: 500, capped: false })
  expect(await counted('rarement')).toEqual({ count: 3, capped: false })
})

test('scans of the list grow until reading all matches costs less', () => {
  const tickets = 100_000
  expect(planWalks({ finds: 50_000, tickets }, 51)).toEqual([256, 2_048, 16_384])
  expect(planWalks({ finds: 5_001, tickets }, 51)).toEqual([2_048, 16_384])
  expect(planWalks({ finds: 10, tickets }, 51)).toEqual([])
})
