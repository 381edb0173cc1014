import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../tests/database.ts'
import type { Db } from './database.ts'
import { openRowCache, type RowState } from './row-cache.ts'

const { db } = await testDatabase()
const read = openRowCache<RowState & { name: string }>(2)

async function addCompany(name: string): Promise<string> {
  const id = crypto.randomUUID()
  await db.insertInto('company').values({ id, name }).execute()
  return id
}

async function statesOf(ids: string[]): Promise<RowState[]> {
  const { rows } = await sql<RowState>`select id, xmin from company where id = any(${ids}::uuid[])`.execute(db)
  return rows
}

/** Reads the names of companies, and returns which rows were loaded for it. */
async function namesOf(ids: string[], from: Db = db) {
  let loaded: string[] = []
  const rows = await read(from, await statesOf(ids), async (missing) => {
    loaded = missing
    const found = await sql<RowState & { name: string }>`
      select id, xmin, name from company where id = any(${missing}::uuid[])`.execute(from)
    return found.rows
  })
  return { names: ids.map((id) => rows.get(id)?.name ?? null), loaded }
}

test('loads a row once for each of its states', async () => {
  const id = await addCompany('Garage')
  expect(await namesOf([id])).toEqual({ names: ['Garage'], loaded: [id] })
  expect(await namesOf([id])).toEqual({ names: ['Garage'], loaded: [] })
  await db.updateTable('company').set({ name: 'Garage Roux' }).where('id', '=', id).execute()
  expect(await namesOf([id])).toEqual({ names: ['Garage Roux'], loaded: [id] })
})

test('returns nothing of a row that was deleted since its state was read', async () => {
  const id = await addCompany('Garage')
  const states = await statesOf([id])
  await db.deleteFrom('company').where('id', '=', id).execute()
  expect(await read(db, states, async () => [])).toEqual(new Map())
})

test('drops the least recently read row', async () => {
  const [first, second, third] = [await addCompany('1'), await addCompany('2'), await addCompany('3')]
  await namesOf([first, second])
  await namesOf([first])
  await namesOf([third])
  expect((await namesOf([first])).loaded).toEqual([])
  expect((await namesOf([second])).loaded).toEqual([second])
})

test('is not read within a transaction, which may write a row twice under one number', async () => {
  const id = await addCompany('Garage')
  await expect(db.transaction().execute((tx) => namesOf([id], tx))).rejects.toThrow('within a transaction')
})
