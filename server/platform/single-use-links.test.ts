import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testApp } from '../../tests/app.ts'
import { isUsable, linkRefusal, newLink, spendLink, withToken } from './single-use-links.ts'

const { db, administrator } = await testApp()

async function addLink(token: string, validMinutes: number): Promise<string> {
  const id = crypto.randomUUID()
  const link = { id, purpose: 'reset' as const, agent_id: administrator.id, ...newLink(token, { validMinutes }) }
  await db.insertInto('access_link').values(link).execute()
  return id
}
const spend = (token: string) => db.transaction().execute((tx) => spendLink(tx, 'access_link', withToken(token)))
const refusalOf = (token: string) => linkRefusal(db, 'access_link', token)

test('a link is used once, by the first of many concurrent requests', async () => {
  const id = await addLink('once', 5)
  const uses = await Promise.all(Array.from({ length: 6 }, () => spend('once')))
  expect(uses.filter((link) => link !== null).map((link) => link.id)).toEqual([id])
  expect(await spend('once')).toBeNull()
  expect(await refusalOf('once')).toBe('link_spent')
})

test('an expired link and an unknown one are refused in the same way', async () => {
  await addLink('late', 0)
  expect(await spend('late')).toBeNull()
  expect([await refusalOf('late'), await refusalOf('unknown')]).toEqual(['link_expired', 'link_expired'])
})

test('a use that is rolled back leaves the link as it was', async () => {
  const id = await addLink('again', 5)
  const failing = db.transaction().execute(async (tx) => {
    await spendLink(tx, 'access_link', withToken('again'))
    throw new Error('refused')
  })
  await expect(failing).rejects.toThrow('refused')
  expect((await spend('again'))?.id).toBe(id)
})

test('the database contains no token, and tells which links can be used', async () => {
  const [usable, expired] = [await addLink('secret of a link', 5), await addLink('other secret', 0)]
  const { rows } = await sql<{ id: string }>`
    select * from access_link where id in (${usable}::uuid, ${expired}::uuid) and ${isUsable}`.execute(db)
  expect(rows.map(({ id }) => id)).toEqual([usable])
  expect(JSON.stringify(rows)).not.toContain('secret')
})
