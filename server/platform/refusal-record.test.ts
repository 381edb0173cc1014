import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { testApp } from '../../tests/app.ts'
import { system } from '../actors.ts'
import { AppError } from './app-error.ts'
import { runCleanups } from './cleanup.ts'
import { deleteInBatches } from './delete-in-batches.ts'
import { openRefusalRecord, RateLimitError } from './refusal-record.ts'

const { db } = await testApp()

const rows = () => db.selectFrom('security_event').select(['account', 'network', 'times']).orderBy('id').execute()
const refused = (account: string, network = '192.0.2.1') => ({ actor: system, account, network, detail: 'POST /api/x' })

beforeEach(() => sql`delete from security_event`.execute(db))

describe('the security log', () => {
  test('writes rate-limited requests once a minute for each network, whatever accounts they name', async () => {
    let clock = Date.parse('2026-11-29T10:00:00Z')
    const record = openRefusalRecord(db, () => clock)
    for (let n = 0; n < 100; n++) await record(new RateLimitError(60), refused(`random-${n}@example.test`))
    expect(await rows()).toEqual([{ account: '', network: '192.0.2.1', times: 1 }])
    clock += 61_000
    await record(new RateLimitError(60), refused('again@example.test'))
    expect(await rows()).toEqual([{ account: '', network: '192.0.2.1', times: 101 }])
  })

  test('names fifty accounts of a network in an hour, and counts the others together', async () => {
    const record = openRefusalRecord(db)
    for (let n = 0; n < 60; n++) await record(new AppError('wrong_credentials'), refused(`random-${n}@example.test`))
    const written = await rows()
    expect(written).toHaveLength(51)
    expect(written.filter(({ account }) => account === '')).toMatchObject([{ times: 10 }])
  })

  test('names a thousand networks in an hour, and counts the others together', async () => {
    const record = openRefusalRecord(db)
    for (let n = 0; n < 1_010; n++) await record(new RateLimitError(60), refused('', `2001:db8::${n}`))
    const written = await rows()
    expect(written).toHaveLength(1_001)
    expect(written.filter(({ network }) => network === '')).toHaveLength(1)
  })
})

describe('clean-ups', () => {
  test('delete every row that meets the condition, batch by batch', async () => {
    const record = openRefusalRecord(db)
    for (let n = 0; n < 7; n++) await record(new AppError('wrong_credentials'), refused(`random-${n}@example.test`))
    await deleteInBatches(db, 'security_event', sql`account <> 'random-6@example.test'`, 2)
    expect(await rows()).toMatchObject([{ account: 'random-6@example.test' }])
  })

  test('continue after a failed one, and report its failure', async () => {
    const ran: string[] = []
    const failing = async () => Promise.reject(new Error('canceling statement due to statement timeout'))
    await expect(runCleanups(db, [failing, async () => ran.push('next')])).rejects.toThrow(AggregateError)
    expect(ran).toEqual(['next'])
  })
})
