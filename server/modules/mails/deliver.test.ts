import { randomUUIDv7 } from 'node:crypto'
import { expect, onTestFinished, test, vi } from 'vitest'
import { testDatabase } from '../../../tests/database.ts'
import { startSmtpSink } from '../../../tests/smtp-sink.ts'
import { system } from '../../platform/context.ts'
import { ensureOrganisation } from '../people/index.ts'
import { openDelivery } from './deliver.ts'

const { db } = await testDatabase()

async function queueTestMails(count: number): Promise<void> {
  await ensureOrganisation(db)
  const agentId = randomUUIDv7()
  await db.insertInto('user_account').values({ id: agentId, name: 'Léa', email: 'lea@thermo.test' }).execute()
  await db.insertInto('agent').values({ id: agentId, role: 'administrator', locale: 'fr' }).execute()
  const mails = Array.from({ length: count }, () => {
    const id = randomUUIDv7()
    return { id, message_id: `<${id}@thermo.test>`, purpose: 'test' as const, state: 'waiting' as const }
  })
  const recipient = { agent_id: agentId, address: 'lea@thermo.test', send_at: new Date().toISOString() }
  await db
    .insertInto('mail')
    .values(mails.map((mail) => ({ ...mail, ...recipient })))
    .execute()
}

test('overlapping rounds share the places for deliveries, and send each mail once', async () => {
  const sink = await startSmtpSink()
  onTestFinished(() => sink.stop())
  await queueTestMails(120)
  const errors: unknown[] = []
  const delivery = openDelivery({
    ctx: { db, actor: system, wakeDispatcher() {}, idempotency: null },
    environment: { smtpUrl: sink.url, sender: 'desk@thermo.test', publicUrl: undefined },
    linkSecret: 'secret',
    retrySeconds: 1,
    onError: (error) => errors.push(error),
  })
  onTestFinished(() => delivery.stop())
  const rounds = Array.from({ length: 40 }, () => delivery.deliverDue())
  await Promise.all(rounds)
  await vi.waitFor(async () => {
    await delivery.deliverDue()
    expect(sink.received.length).toBeGreaterThanOrEqual(120)
  }, 10_000)
  expect(errors).toEqual([])
  expect(new Set(sink.received.map(({ messageId }) => messageId)).size).toBe(120)
  expect(sink.received).toHaveLength(120)
})
