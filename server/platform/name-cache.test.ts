import { expect, test } from 'vitest'
import { testDatabase } from '../../tests/database.ts'
import { openNameCache } from './name-cache.ts'

const { db } = await testDatabase()
const id = crypto.randomUUID()
await db.insertInto('company').values({ id, name: 'Garage 0' }).execute()
const cache = openNameCache(db, ['company', 'contact'])
cache.hearNews(true)

let count = 0
/** Renames the company without an event. */
async function rename(): Promise<string> {
  count += 1
  await db
    .updateTable('company')
    .set({ name: `Garage ${count}` })
    .execute()
  return `Garage ${count}`
}
const read = async () => (await cache.read([id, null]))(id)

test('a name is cached until its news', async () => {
  const before = await read()
  const name = await rename()
  expect(await read()).toBe(before)
  cache.invalidate([id])
  expect(await read()).toBe(name)
})

test('a name whose news arrives during the read is not cached', async () => {
  cache.invalidate([id])
  const reading = read()
  cache.invalidate([id])
  await reading
  const name = await rename()
  expect(await read()).toBe(name)
})

test('names are not cached while news may be missed, nor from a read that began before', async () => {
  cache.hearNews(false)
  await read()
  expect(await rename()).toBe(await read())
  const reading = read()
  cache.hearNews(true)
  await reading
  expect(await rename()).toBe(await read())
})

test('an unknown id has no name', async () => {
  const nameOf = await cache.read([crypto.randomUUID()])
  expect(nameOf(null)).toBeNull()
  expect(nameOf(crypto.randomUUID())).toBeNull()
})
