import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { api } from '../../../contract/index.ts'
import type { PortalMails } from '../../../contract/portal.ts'
import { testApp } from '../../../tests/app.ts'
import { signInClient } from '../../../tests/client-session.ts'
import { aContact, aTicket, refusal } from '../../../tests/factories.ts'
import { listen } from '../../../tests/live-stream.ts'
import { settledMails } from '../../../tests/mails.ts'
import { startSmtpSink, textOf } from '../../../tests/smtp-sink.ts'

const sink = await startSmtpSink()
afterAll(() => sink.stop())
const publicUrl = 'https://sav.thermo.test'
const guichet = await testApp({ smtpUrl: sink.url, sender: 'desk@thermo.test', retrySeconds: 1 }, publicUrl)
const { administrator, db, base, hire } = guichet
const karim = await hire('technician', 'Karim Benali')
await administrator.call(api.mail.changeSettings, { body: { gatherSeconds: 1 } })

const all = { opening: true, status: true, messages: true }
let made = 0
async function signedIn(preferences: Partial<PortalMails> = {}) {
  const marie = await signInClient(guichet, await aContact(administrator, { email: `voeux${++made}@client.test` }))
  await marie.call(api.portal.setMails, { body: { ...all, ...preferences } })
  return { ...marie, email: marie.email ?? '' }
}
type Who = Awaited<ReturnType<typeof signedIn>>

const question = { kind: 'question', visibility: 'public', body: '<p>Quelle pression ?</p>' } as const
const say = (id: string) => karim.call(api.tickets.addStep, { params: { id }, body: question })
async function ask(id: string) {
  const { version } = await karim.call(api.tickets.show, { params: { key: id } })
  const status = { to: 'waiting', version } as const
  await karim.call(api.tickets.addStep, { params: { id }, body: { ...question, status } })
}
const setStatus = (id: string, version: number) =>
  karim.call(api.tickets.setStatus, { params: { id }, body: { to: 'investigating', version, note: '' } })

/** Returns the states of a ticket's mails to its client, once every event is planned and no mail waits. */
async function mailsTo({ id }: Who, ticketId: string): Promise<string[]> {
  await settledMails(db, ticketId)
  const ofTheirs = db.selectFrom('mail').select('state').where('contact_id', '=', id).where('ticket_id', '=', ticketId)
  return (await ofTheirs.execute()).map(({ state }) => state)
}

test('a client gets every mail by default, and only chosen ones after a choice', async () => {
  const told = async (preferences: Partial<PortalMails>, act: (id: string) => Promise<unknown>) => {
    const marie = await signedIn(preferences)
    const { id } = await aTicket(administrator, { contactIds: [marie.id] })
    await mailsTo(marie, id)
    await act(id)
    return (await mailsTo(marie, id)).length
  }
  const nothing = async () => {}
  const move = (id: string) => setStatus(id, 1)
  const none = { opening: false, status: false, messages: false }
  const cases: [Partial<PortalMails>, (id: string) => Promise<unknown>, number][] = [
    [{}, nothing, 1],
    [{ opening: false }, nothing, 0],
    [{ ...none, status: true }, move, 1],
    [{ ...none, messages: true }, move, 0],
    [{ ...none, messages: true }, say, 1],
    [{ ...none, status: true }, say, 0],
    // A question that puts the ticket on hold counts as both.
    [{ ...none, messages: true }, ask, 1],
    [{ ...none, status: true }, ask, 1],
    [none, ask, 0],
  ]
  const counts = await Promise.all(cases.map(([preferences, act]) => told(preferences, act)))
  expect(counts).toEqual(cases.map(([, , count]) => count))
}, 60_000)

test('a preference changed before sending takes effect', async () => {
  const marie = await signedIn({ opening: false })
  const { id } = await aTicket(administrator, { contactIds: [marie.id] })
  await administrator.call(api.mail.changeSettings, { body: { gatherSeconds: 4 } })
  await say(id)
  const waiting = () =>
    db.selectFrom('mail').select('id').where('contact_id', '=', marie.id).where('ticket_id', '=', id).execute()
  await expect.poll(async () => (await waiting()).length, { timeout: 3_000 }).toBe(1)
  await marie.call(api.portal.setMails, { body: { ...all, messages: false } })
  await administrator.call(api.mail.changeSettings, { body: { gatherSeconds: 1 } })
  expect(await mailsTo(marie, id)).toEqual(['cancelled'])
})

/** Returns the List-Unsubscribe URL of the newest mail to a person, rewritten for this server. */
function unsubscribeUrl({ email }: { email: string }) {
  const raw =
    sink
      .to(email)
      .at(-1)
      ?.raw.replace(/\r\n[ \t]+/g, ' ') ?? ''
  expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m)
  const url = /^List-Unsubscribe: <(\S+)>\r$/m.exec(raw)?.[1] ?? ''
  expect(url.startsWith(`${publicUrl}/api/portal/mails/stop/`)).toBe(true)
  return base + url.slice(publicUrl.length)
}
const post = (url: string, type = 'application/x-www-form-urlencoded', body = 'List-Unsubscribe=One-Click') =>
  fetch(url, { method: 'POST', headers: { 'content-type': type }, body })
const preferencesOf = (who: Who) => who.call(api.portal.mails, {})

test('each mail about a ticket links to the preferences and can be unsubscribed in one click', async () => {
  const marie = await signedIn()
  const { id } = await aTicket(administrator, { contactIds: [marie.id] })
  expect(await mailsTo(marie, id)).toEqual(['sent'])
  expect(sink.to(marie.email).at(-1)?.raw).toContain(`\r\n${publicUrl}/portail/compte`)
  const url = unsubscribeUrl(marie)

  const page = await fetch(url, { redirect: 'manual' })
  expect(page.status).toBe(302)
  expect(page.headers.get('location')).toMatch(/^\/portail\/#mails=[\w.-]+$/)
  expect(await preferencesOf(marie)).toEqual(all)

  const desk = await listen(base, karim)
  expect((await post(url)).status).toBe(204)
  expect(await preferencesOf(marie)).toEqual({ opening: false, status: false, messages: false })
  await desk.waitFor(({ data }) => data.name === 'contact.changed' && data.id === marie.id)
  desk.cut()
  expect((await karim.call(api.tickets.show, { params: { key: id } })).contacts).toMatchObject([
    { declinesMail: 'all' },
  ])
  expect((await post(url)).status).toBe(204)
  await ask(id)
  expect(await mailsTo(marie, id)).toEqual(['sent'])

  await marie.call(api.portal.setMails, { body: { ...all, messages: false } })
  const shown = await karim.call(api.tickets.show, { params: { key: id } })
  expect(shown.contacts).toMatchObject([{ declinesMail: 'answers' }])
  const boundary = '--x\r\ncontent-disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
  expect((await post(url, 'multipart/form-data; boundary=x', boundary)).status).toBe(204)
  expect((await fetch(url, { method: 'POST' })).status).toBe(204)
  expect(await preferencesOf(marie)).toEqual({ opening: false, status: false, messages: false })
})

test('a pass unsubscribes its own contact at the address it was sent to, and nothing else', async () => {
  const [marie, paul] = [await signedIn(), await signedIn()]
  const { id } = await aTicket(administrator, { contactIds: [marie.id] })
  await mailsTo(marie, id)
  const url = unsubscribeUrl(marie)
  const pass = url.split('/').at(-1) ?? ''
  const signature = pass.split('.')[1] ?? ''
  const ticketPass = /#pour=(\S+)/.exec(textOf(sink.to(marie.email).at(-1) as never))?.[1] ?? ''
  for (const forged of [
    `${paul.id}.${signature}`,
    `${marie.id}.${'x'.repeat(43)}`,
    marie.id,
    ticketPass,
    "'--",
    'x'.repeat(190),
  ])
    expect((await post(url.replace(pass, encodeURIComponent(forged)))).status).toBe(404)
  const before = sink.to(marie.email).length
  await administrator.call(api.portal.mailLinkAgain, { body: { ticketId: id, pass } })
  const { version, company: _, ...fields } = await administrator.call(api.contacts.show, { params: { id: marie.id } })
  const moved = { ...fields, companyId: null, version, email: 'ailleurs@client.test' }
  await administrator.call(api.contacts.change, { params: { id: marie.id }, body: moved })
  expect((await post(url)).status).toBe(404)
  for (const { id: contactId } of [marie, paul]) {
    const columns = ['mail_opening', 'mail_status', 'mail_messages'] as const
    const row = await db.selectFrom('contact').select(columns).where('id', '=', contactId).executeTakeFirstOrThrow()
    expect(Object.values(row)).toEqual([true, true, true])
  }
  await delay(500)
  expect(sink.to(marie.email)).toHaveLength(before)
})

test('sign-in links reach unsubscribed clients, and neither they nor agents’ mails offer to unsubscribe', async () => {
  const marie = await signedIn({ opening: false, status: false, messages: false })
  const before = sink.to(marie.email).length
  await administrator.call(api.portal.mailLink, { body: { email: marie.email } })
  await expect.poll(() => sink.to(marie.email).length, { timeout: 5_000 }).toBe(before + 1)
  await aTicket(administrator, { contactIds: [marie.id], leadId: karim.id })
  await expect.poll(() => sink.to(karim.email).length, { timeout: 5_000 }).toBeGreaterThan(0)
  for (const mail of [sink.to(marie.email).at(-1), sink.to(karim.email).at(-1)])
    expect(mail?.raw).not.toMatch(/List-Unsubscribe|portail\/compte/)
})

test('a guest with only the secret link of a ticket cannot change mail preferences', async () => {
  const marie = await signedIn()
  const { id } = await aTicket(administrator, { contactIds: [marie.id] })
  const link = { id: crypto.randomUUID(), ticket_id: id, contact_id: marie.id, token_hash: crypto.randomUUID() }
  await db.insertInto('guest_link').values(link).execute()
  await db.updateTable('client_session').set({ guest_link_id: link.id }).where('contact_id', '=', marie.id).execute()
  await delay(2_100) // Sessions are cached for 2 seconds.
  expect(await refusal(preferencesOf(marie))).toMatchObject({ code: 'forbidden' })
  expect(await refusal(marie.call(api.portal.setMails, { body: all }))).toMatchObject({ code: 'forbidden' })
})
