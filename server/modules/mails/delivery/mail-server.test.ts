import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { api } from '../../../../contract/index.ts'
import { testApp } from '../../../../tests/app.ts'
import { aContact, aTicket, refusal } from '../../../../tests/factories.ts'
import { mailsAt, settledMails, until } from '../../../../tests/mails.ts'
import { secrets } from '../../../../tests/secrets.ts'
import { startSmtpSink } from '../../../../tests/smtp-sink.ts'

const sink = await startSmtpSink()
afterAll(() => sink.stop())
const { administrator, hire, db, base } = await testApp({
  smtpUrl: sink.url,
  sender: 'desk@thermo.test',
  retrySeconds: 1,
})
const operator = await hire('operator', 'Zoé Petit')
await administrator.call(api.mail.changeSettings, { body: { gatherSeconds: 1 } })

let clients = 0
async function aClient() {
  clients += 1
  return aContact(operator, { name: `Marie ${clients}`, email: `marie${clients}@client.test` })
}

const mailsTo = (address: string | null, count: number) => mailsAt(sink, address, count)

describe('a difficult server', () => {
  test('that refuses one recipient permanently is recorded on the ticket, and the others get one mail each', async () => {
    const [refused, happy] = [await aClient(), await aClient()]
    sink.behave((address) => (address === refused.email ? 550 : 'accept'))
    const ticket = await aTicket(operator, { contactIds: [refused.id, happy.id], leadId: operator.id })
    const view = await until(
      () => operator.call(api.tickets.show, { params: { key: ticket.id } }),
      ({ timeline }) => timeline.events.some(({ name }) => name === 'ticket.mail_refused'),
    )
    expect(view.timeline.events.at(-1)).toMatchObject({
      name: 'ticket.mail_refused',
      by: null,
      changes: [{ field: 'mail', to: expect.stringContaining(`${refused.email} : 550`) }],
    })
    await mailsTo(happy.email, 1)
    await settledMails(db, ticket.id)
    expect(sink.to(happy.email ?? '')).toHaveLength(1)
    const { items } = await administrator.call(api.mail.list, { query: { state: 'refused' } })
    expect(items[0]).toMatchObject({ address: refused.email, attempts: 1, problem: expect.stringContaining('550') })
    sink.behave(() => 'accept')
    const params = { id: items[0]?.id ?? '' }
    await administrator.call(api.mail.setState, { params, body: { to: 'waiting' } })
    await mailsTo(refused.email, 1)
  })

  test('that hangs, postpones or disconnects gets every mail in the end, each under one Message-ID', async () => {
    const [hung, postponed, cut, cutAfter, happy] = await Promise.all([1, 2, 3, 4, 5].map(() => aClient()))
    const tries = new Map<string, number>()
    sink.behave((address) => {
      const nth = (tries.get(address) ?? 0) + 1
      tries.set(address, nth)
      if (address === hung?.email) return 'hang'
      if (nth > 1) return 'accept'
      if (address === postponed?.email) return 451
      if (address === cut?.email) return 'cut'
      return address === cutAfter?.email ? 'cut-after' : 'accept'
    })
    const start = Date.now()
    for (const client of [hung, postponed, cut, cutAfter, happy])
      await aTicket(operator, { contactIds: [client?.id ?? ''], leadId: operator.id })
    for (const client of [happy, postponed, cut]) await mailsTo(client?.email ?? '', 1)
    const twice = await mailsTo(cutAfter?.email ?? '', 2)
    expect(Date.now() - start).toBeLessThan(12_000)
    expect(new Set(twice.map(({ messageId }) => messageId)).size).toBe(1)
    for (const client of [happy, postponed, cut]) expect(sink.to(client?.email ?? '')).toHaveLength(1)
    sink.behave(() => 'accept')
    await mailsTo(hung?.email ?? '', 1).catch(() => mailsTo(hung?.email ?? '', 1))
  }, 60_000)

  test('a process sends the mail of an interrupted process, once its lease ends', async () => {
    const client = await aClient()
    sink.behave((address) => (address === client.email ? 451 : 'accept'))
    await aTicket(operator, { contactIds: [client.id], leadId: operator.id })
    const mail = await until(
      () => db.selectFrom('mail').selectAll().where('contact_id', '=', client.id).executeTakeFirst(),
      (row) => row?.problem != null,
    )
    const leasedUntil = Date.now() + 2000
    await db
      .updateTable('mail')
      .set({ leased_until: new Date(leasedUntil).toISOString(), send_at: new Date().toISOString() })
      .where('id', '=', mail?.id ?? '')
      .execute()
    sink.behave(() => 'accept')
    const [received] = await mailsTo(client.email, 1)
    expect(received?.at).toBeGreaterThanOrEqual(leasedUntil)
  })
})

describe('settings', () => {
  test('never show the password, and keep it when only other settings change', async () => {
    const server = { host: 'smtp.example.test', port: 465, secure: true, user: 'desk', password: 'très secret' }
    const shown = await administrator.call(api.mail.changeSettings, { body: { server } })
    expect(JSON.stringify(shown)).not.toContain('secret')
    await administrator.call(api.mail.changeSettings, {
      body: { server: { ...server, password: undefined, port: 466 } },
    })
    const row = await db.selectFrom('mail_settings').select('smtp_url').executeTakeFirstOrThrow()
    expect(row.smtp_url).not.toContain('secret')
    expect(secrets.open('mail_settings.smtp_url', row.smtp_url ?? '')).toBe(
      'smtps://desk:tr%C3%A8s%20secret@smtp.example.test:466',
    )
    const events = await db.selectFrom('event').select('data').where('name', '=', 'mail.settings_changed').execute()
    expect(JSON.stringify(events)).not.toContain('secret')
    await administrator.call(api.mail.changeSettings, { body: { server: null } })
  })

  test('ask for the password again when the server changes, so that no other server gets the stored one', async () => {
    const server = { host: 'smtp.example.test', port: 465, secure: true, user: 'desk', password: 'très secret' }
    await administrator.call(api.mail.changeSettings, { body: { server } })
    for (const change of [{ host: 'smtp.evil.test' }, { user: 'other' }, { secure: false, port: 587 }]) {
      const body = { server: { ...server, password: undefined, ...change } }
      expect(await refusal(administrator.call(api.mail.changeSettings, { body }))).toMatchObject({
        code: 'invalid',
        details: { fields: [{ path: 'server.password' }] },
      })
    }
    await administrator.call(api.mail.changeSettings, { body: { server: null } })
  })

  test('a test mail reaches the agent who sends it, and a held copy sends nothing until released', async () => {
    await db.updateTable('mail_settings').set({ held: true }).execute()
    const { id } = await administrator.call(api.mail.test, { body: { address: 'essai@thermo.test' } })
    await delay(500)
    expect(await administrator.call(api.mail.show, { params: { id } })).toMatchObject({ state: 'waiting', attempts: 0 })
    await administrator.call(api.mail.changeSettings, { body: { held: false } })
    const sent = await until(
      () => administrator.call(api.mail.show, { params: { id } }),
      ({ state }) => state === 'sent',
    )
    expect(sent).toMatchObject({ purpose: 'test', address: 'essai@thermo.test', problem: null })
    expect(sink.to('essai@thermo.test').at(-1)?.subject).toBe('Essai d’envoi réussi')
  })

  test('a person’s name cannot add a header or a recipient', async () => {
    const contact = await aContact(operator, { name: '"Eve" <eve@evil.test>, Bcc: x', email: 'eve@client.test' })
    await aTicket(operator, { title: 'Objet =?utf-8?q?=0D=0ABcc:?= x', contactIds: [contact.id], leadId: operator.id })
    const [mail] = await mailsTo('eve@client.test', 1)
    expect(mail?.raw.split('\r\n\r\n')[0]).not.toMatch(/^bcc:/im)
    expect(sink.to('eve@evil.test')).toEqual([])
  })
})

test('without a server, mails wait and are counted as waiting', async () => {
  expect(await fetch(`${base}/api/mails`)).toMatchObject({ status: 401 })
  expect(await administrator.call(api.mail.count, {})).toMatchObject({ waiting: expect.any(Number), refused: 0 })
})
