import { describe, expect, test } from 'vitest'
import { client } from '../../../contract/client.ts'
import { api } from '../../../contract/index.ts'
import { testApp } from '../../../tests/app.ts'
import { aContact, aTicket, refusal } from '../../../tests/factories.ts'
import { secrets } from '../../../tests/secrets.ts'
import { instanceSecret } from '../../platform/instance-secret.ts'
import { writeActPass } from '../mails/passes.ts'

const { db, base, administrator } = await testApp()
const secret = await instanceSecret(db, secrets, 'mail-links')
const anybody = client({ base })

let made = 0
async function aResolvedTicket() {
  const marie = await aContact(administrator, { name: 'Marie Dupont', email: `courrier${++made}@example.test` })
  const { id } = await aTicket(administrator, { contactIds: [marie.id] })
  const pass = writeActPass(secret, marie.id, { ticketId: id, closedAt: await resolve(id) })
  return { id, marie, pass }
}

async function resolve(id: string): Promise<string> {
  const { version } = await show(id)
  const body = { to: 'resolved', version, note: '<p>Réparé.</p>' } as const
  return (await administrator.call(api.tickets.setStatus, { params: { id }, body })).closedAt ?? ''
}

const show = (id: string) => administrator.call(api.tickets.show, { params: { key: id } })
const rate = (id: string, pass: string, stars = 4) =>
  anybody(api.byMail.rate, { params: { id }, body: { pass, stars, words: 'Rapide' } })
const contest = (id: string, pass: string) =>
  anybody(api.byMail.contest, { params: { id }, body: { pass, note: 'Toujours en panne' } })

describe('the buttons of a mail about a resolution', () => {
  test('rate it without signing in, and can change the rating', async () => {
    const { id, pass } = await aResolvedTicket()
    await rate(id, pass)
    await rate(id, pass, 5)
    expect(await show(id)).toMatchObject({ status: 'resolved', rating: { stars: 5, words: 'Rapide' } })
  })

  test('contest it once, in the name of the mail’s recipient', async () => {
    const { id, pass } = await aResolvedTicket()
    await contest(id, pass)
    const { status, timeline } = await show(id)
    expect(status).toBe('disputed')
    expect(timeline.steps.at(-1)).toMatchObject({ kind: 'reason', performer: { name: 'Marie Dupont' } })
    expect(await refusal(contest(id, pass))).toMatchObject({ code: 'link_expired' })
  })

  test('work for no other resolution, ticket or person', async () => {
    const { id, marie, pass } = await aResolvedTicket()
    const other = await aResolvedTicket()
    expect(await refusal(rate(other.id, pass))).toMatchObject({ code: 'link_expired' })
    expect(await refusal(rate(id, pass.replace(marie.id, other.marie.id)))).toMatchObject({ code: 'link_expired' })
    expect(await refusal(rate(id, 'x.y'))).toMatchObject({ code: 'link_expired' })
    await contest(id, pass)
    await resolve(id)
    expect(await refusal(rate(id, pass))).toMatchObject({ code: 'link_expired' })
    expect(await refusal(contest(id, pass))).toMatchObject({ code: 'link_expired' })
  })

  test('work for a month, and only while their recipient sees the ticket', async () => {
    const { id, pass } = await aResolvedTicket()
    await db.updateTable('ticket').set({ reporter_contact_id: null }).where('id', '=', id).execute()
    await db.deleteFrom('ticket_contact').where('ticket_id', '=', id).execute()
    expect(await refusal(rate(id, pass))).toMatchObject({ code: 'not_found' })
    const old = await aResolvedTicket()
    const closed_at = new Date(Date.now() - 31 * 86_400_000).toISOString()
    await db.updateTable('ticket').set({ closed_at }).where('id', '=', old.id).execute()
    const late = writeActPass(secret, old.marie.id, { ticketId: old.id, closedAt: closed_at })
    expect(await refusal(rate(old.id, late))).toMatchObject({ code: 'link_expired' })
  })
})
