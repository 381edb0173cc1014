import { expect, onTestFinished, test, vi } from 'vitest'
import { testDatabase } from '../../../../tests/database.ts'
import { secrets } from '../../../../tests/secrets.ts'
import { startSmtpSink } from '../../../../tests/smtp-sink.ts'
import { system } from '../../../actors.ts'
import { newId } from '../../../platform/new-id.ts'
import { ensureOrganisation } from '../../people/index.ts'
import { deleteOldMails } from './delete-old-mails.ts'
import { openDelivery } from './deliver.ts'

const { db } = await testDatabase()

async function queueTestMails(count: number): Promise<void> {
  await ensureOrganisation(db)
  const agentId = newId()
  await db.insertInto('user_account').values({ id: agentId, name: 'Léa', email: 'lea@thermo.test' }).execute()
  await db.insertInto('agent').values({ id: agentId, role: 'administrator', locale: 'fr' }).execute()
  const mails = Array.from({ length: count }, () => {
    const id = newId()
    return { id, message_id: `<${id}@thermo.test>`, purpose: 'test' as const, state: 'waiting' as const }
  })
  const recipient = { agent_id: agentId, address: 'lea@thermo.test', send_at: new Date().toISOString() }
  await db
    .insertInto('mail')
    .values(mails.map((mail) => ({ ...mail, ...recipient })))
    .execute()
}

test('overlapping rounds share the delivery places and send each mail once', async () => {
  const sink = await startSmtpSink()
  onTestFinished(() => sink.stop())
  await queueTestMails(120)
  const errors: unknown[] = []
  const delivery = openDelivery({
    ctx: { db, actor: system, wakeDispatcher() {}, secrets, idempotency: null },
    environment: { smtpUrl: sink.url, sender: 'desk@thermo.test', publicUrl: undefined, secrets },
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

test('deletes mails sent thirteen months ago and keeps younger and refused ones', async () => {
  await db.deleteFrom('mail').execute()
  const agent = await db.selectFrom('agent').select('id').executeTakeFirstOrThrow()
  const insertMail = async (monthsAgo: number, state: 'sent' | 'refused') => {
    const at = Date.now() - monthsAgo * 31 * 86_400_000
    const id = newId().replace(
      /^.{13}/,
      at
        .toString(16)
        .padStart(12, '0')
        .replace(/^(.{8})/, '$1-'),
    )
    const mail = { id, message_id: id, purpose: 'test' as const, state, send_at: new Date(at).toISOString() }
    await db
      .insertInto('mail')
      .values({ ...mail, agent_id: agent.id, address: 'lea@thermo.test' })
      .execute()
    return id
  }
  const [, refused, young] = [
    await insertMail(14, 'sent'),
    await insertMail(14, 'refused'),
    await insertMail(12, 'sent'),
  ]
  await deleteOldMails(db)
  const left = await db.selectFrom('mail').select('id').execute()
  expect(left.map(({ id }) => id).sort()).toEqual([refused, young].sort())
})
