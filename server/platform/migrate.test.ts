import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { expect, inject, test } from 'vitest'
import { databaseUrl } from '../../tests/start-postgres.ts'
import { migrate } from './migrate.ts'

async function query<T>(url: string, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** Creates an empty database, or a copy of a migrated one. */
async function aDatabase(template = 'template1'): Promise<string> {
  const name = `migrate_${randomUUID().replaceAll('-', '')}`
  await query(inject('adminUrl'), `create database ${name} template ${template}`)
  return databaseUrl(inject('adminUrl'), name)
}

const applied = (url: string) => query<{ name: string }>(url, 'select name from schema_migration order by name')

test('two processes that migrate a database wait for each other', async () => {
  const url = await aDatabase()
  await Promise.all([migrate(url), migrate(url), migrate(url)])
  expect(await applied(url)).toEqual(await applied(await aDatabase('template_guichet')))
})

test('a migration that fails is rolled back completely, and the next start continues from there', async () => {
  const url = await aDatabase()
  await query(url, 'create table mail_rule (in_the_way text)')
  await expect(migrate(url)).rejects.toThrow('Migration 0005_mail.sql failed: relation "mail_rule" already exists')
  expect((await applied(url)).map(({ name }) => name.slice(0, 4))).toEqual(['0001', '0002', '0003', '0004'])
  expect(await query(url, `select to_regclass('mail_settings') as made`)).toEqual([{ made: null }])

  await query(url, 'drop table mail_rule')
  await migrate(url)
  expect(await applied(url)).toEqual(await applied(await aDatabase('template_guichet')))
})

test('a database newer than the program is refused with a clear message, and stays unchanged', async () => {
  const url = await aDatabase('template_guichet')
  await query(url, `insert into schema_migration (name, hash) values ('9999_later.sql', 'unknown')`)
  const before = await applied(url)
  await expect(migrate(url)).rejects.toThrow(
    'The database is newer than this program (9999_later.sql): install the newer version again.',
  )
  expect(await applied(url)).toEqual(before)
})

test('an applied migration that was altered is refused', async () => {
  const url = await aDatabase('template_guichet')
  await query(url, `update schema_migration set hash = 'another' where name = '0001_identity.sql'`)
  await expect(migrate(url)).rejects.toThrow("went through another 0001_identity.sql than this program's")
})

test('a migration whose comments were reworded has the hash that older databases know', async () => {
  const url = await aDatabase('template_guichet')
  const known = "select left(hash, 8) as hash from schema_migration where name < '0015' and name > '0006' order by name"
  const hashes = (await query<{ hash: string }>(url, known)).map(({ hash }) => hash)
  expect([hashes.at(0), hashes.at(-1)]).toEqual(['92e71707', 'ccd708fb'])
})
