import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { describe, expect, test, vi } from 'vitest'
import { client } from '../../../contract/client.ts'
import { api } from '../../../contract/index.ts'
import { testApp } from '../../../tests/app.ts'
import { askLink, newestToken, signInClient, spend } from '../../../tests/client-session.ts'
import { aCompany, aContact, aTicket, refusal } from '../../../tests/factories.ts'
import { secrets } from '../../../tests/secrets.ts'
import { system } from '../../actors.ts'
import { instanceSecret } from '../../platform/instance-secret.ts'
import { composeMail } from '../mails/kinds/compose.ts'
import { writePass } from '../mails/passes.ts'
import { mailLinks } from './mail-link.ts'

const guichet = await testApp()
const { db, base, administrator, hire } = guichet
const karim = await hire('technician', 'Karim Benali')
const anybody = client({ base })
const secret = await instanceSecret(db, secrets, 'mail-links')
const sending = {
  sender: 'sav@thermo.test',
  replyTo: null,
  publicUrl: 'https://sav.thermo.test',
  linkSecret: secret,
  secrets,
}

let made = 0
const someone = (fields = {}) =>
  aContact(administrator, { name: 'Marie Dupont', email: `client${++made}@example.test`, ...fields })
const signedIn = async (fields = {}) => signInClient(guichet, await someone(fields))
const of = (id: string) => ({ params: { id } })
const mailsTo = (address: string) => db.selectFrom('mail').selectAll().where('address', '=', address).execute()

/** Requests a link from one of the loopback addresses. */
const askFrom = (localAddress: string, email: string) =>
  new Promise<void>((resolve, reject) => {
    const options = { method: 'POST', localAddress, headers: { 'content-type': 'application/json' } }
    const sent = request(base + api.portal.mailLink.path, options, (answer) => answer.resume().on('end', resolve))
    sent.on('error', reject).end(JSON.stringify({ email }))
  })

describe('signing in', () => {
  test('works once by a mailed link, and returns the client', async () => {
    const company = await aCompany(administrator, { name: 'Dupont SA' })
    const marie = await someone({ companyId: company.id, supervisor: true })
    const asking = await askLink(base, marie.email?.toUpperCase() ?? '')
    const token = await newestToken(db, marie.id)
    const cookie = await spend(base, token, asking)
    const me = await client({ base, headers: () => ({ cookie }) })(api.portal.me, {})
    expect(me).toMatchObject({ id: marie.id, company: { name: 'Dupont SA' }, supervisor: true, partner: false })
    const again = await refusal(anybody(api.portal.signIn, { body: { token } }))
    expect(again).toMatchObject({ code: 'link_spent', status: 403 })
    expect(again.message).toMatch(/déjà servi/)
  })

  test('succeeds for one of two concurrent uses of a link', async () => {
    const marie = await someone()
    const asking = await askLink(base, marie.email ?? '')
    const token = await newestToken(db, marie.id)
    const tries = await Promise.allSettled([spend(base, token, asking), spend(base, token, asking)])
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('is refused with an expired, a forged and another contact’s former link', async () => {
    const marie = await someone()
    const order = () => anybody(api.portal.mailLink, { body: { email: marie.email ?? '' } })
    const refused = async (token: string) => (await refusal(anybody(api.portal.signIn, { body: { token } }))).code
    await order()
    await db
      .updateTable('client_link')
      .set({ expires_at: '2026-01-01T00:00:00Z' })
      .where('contact_id', '=', marie.id)
      .execute()
    expect(await refused(await newestToken(db, marie.id))).toBe('link_expired')
    expect(await refused('x'.repeat(43))).toBe('link_expired')
    await order()
    await db.updateTable('contact').set({ email: 'autre@example.test' }).where('id', '=', marie.id).execute()
    expect(await refused(await newestToken(db, marie.id))).toBe('link_expired')
  })

  test('is refused in another browser, whose code signs in the browser that requested the link', async () => {
    const marie = await someone()
    const asking = await askLink(base, marie.email ?? '')
    const stranger = await askLink(base, 'voleur@example.test')
    const token = await newestToken(db, marie.id)
    const openIn = async (cookie: string) =>
      refusal(client({ base, headers: () => ({ cookie }) })(api.portal.signIn, { body: { token } }))
    for (const cookie of ['', stranger]) {
      const refused = await openIn(cookie)
      expect(refused).toMatchObject({ code: 'opened_elsewhere', status: 403 })
      expect(refused.details.code).toMatch(/^\d{8}$/)
    }
    const code = String((await openIn('')).details.code)
    const typeIn = (cookie: string, typed: string) =>
      client({ base, headers: () => ({ cookie }) })(api.portal.signInByCode, { body: { code: typed } })
    expect(await refusal(typeIn(stranger, code))).toMatchObject({ code: 'code_refused' })
    expect(await refusal(typeIn('', code))).toMatchObject({ code: 'code_refused' })
    const entered = await typeIn(asking, `${code.slice(0, 4)} ${code.slice(4)}`)
    expect(entered).toMatchObject({ me: { id: marie.id }, session: null })
    expect(await refusal(typeIn(asking, code))).toMatchObject({ code: 'code_refused' })
    expect(await openIn(asking)).toMatchObject({ code: 'link_spent' })
  })

  test('works by code without cookies, with a token of its own', async () => {
    const marie = await someone()
    const asked = { email: marie.email ?? '', withoutCookie: true }
    const browser = (await anybody(api.portal.mailLink, { body: asked })).browser ?? ''
    const token = await newestToken(db, marie.id)
    const code = String((await refusal(anybody(api.portal.signIn, { body: { token } }))).details.code)
    const { session } = await anybody(api.portal.signInByCode, { body: { code, browser } })
    const bearer = client({ base, headers: () => ({ authorization: `Bearer ${session}` }) })
    expect(await bearer(api.portal.me, {})).toMatchObject({ id: marie.id })
  })

  test('slows down guesses at a code', async () => {
    const asked = { email: 'devin@example.test', withoutCookie: true }
    const browser = (await anybody(api.portal.mailLink, { body: asked })).browser ?? ''
    const codes: string[] = []
    for (let n = 0; n < 8; n++)
      codes.push((await refusal(anybody(api.portal.signInByCode, { body: { code: '12345678', browser } }))).code)
    expect(codes.slice(0, 5)).toEqual(Array(5).fill('code_refused'))
    expect(codes.slice(5)).toContain('too_many_requests')
  })

  test('is possible for fifteen minutes by one link', async () => {
    const marie = await someone()
    await askLink(base, marie.email ?? '')
    const link = db.selectFrom('client_link').select('expires_at').where('contact_id', '=', marie.id)
    const { expires_at } = await link.executeTakeFirstOrThrow()
    expect(Date.parse(expires_at) - Date.now()).toBeLessThanOrEqual(15 * 60_000)
  })

  test('reveals to nobody which addresses exist', async () => {
    const marie = await someone()
    const ask = async (email: string) => {
      const begun = performance.now()
      const answer = await fetch(base + api.portal.mailLink.path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email }),
      })
      return { status: answer.status, body: await answer.text(), ms: performance.now() - begun }
    }
    const [known, unknown] = [await ask(marie.email ?? ''), await ask('personne@example.test')]
    expect(known).toMatchObject({ status: 200, body: '{"browser":null}' })
    expect(unknown).toMatchObject({ status: 200, body: '{"browser":null}' })
    expect(Math.abs(known.ms - unknown.ms)).toBeLessThan(100)
    expect(await mailsTo('personne@example.test')).toEqual([])
  })

  test('offers people who share an address one mail with a link each, and stores its secrets nowhere else', async () => {
    const email = 'atelier@example.test'
    const company = await aCompany(administrator, { name: 'Dupont SA' })
    const [marie, paul] = [await someone({ email, companyId: company.id }), await someone({ email, name: 'Paul Noir' })]
    await anybody(api.portal.mailLink, { body: { email } })
    const [mail, ...others] = await mailsTo(email)
    expect(others).toEqual([])
    const composed = await composeMail(db, mail?.id ?? '', sending)
    for (const contact of [marie, paul])
      expect(composed?.text).toContain(`https://sav.thermo.test/portail/#jeton=${await newestToken(db, contact.id)}`)
    expect(composed?.text).toContain('Marie Dupont, Dupont SA')
    const { rows } = { rows: [await db.selectFrom('client_link').selectAll().execute(), mail] }
    expect(JSON.stringify(rows)).not.toContain(await newestToken(db, marie.id))
    const shown = await administrator.call(api.mail.show, of(mail?.id ?? ''))
    expect(shown).toMatchObject({ purpose: 'link', ticket: null })
    await db
      .updateTable('client_link')
      .set({ expires_at: '2026-01-01T00:00:00Z' })
      .where('mail_id', '=', mail?.id ?? '')
      .execute()
    expect(await composeMail(db, mail?.id ?? '', sending)).toBeNull()
  })

  test('mails a new link to the reader of a used or expired one', async () => {
    const marie = await someone()
    await askLink(base, marie.email ?? '')
    const [mail] = await mailsTo(marie.email ?? '')
    const text = (await composeMail(db, mail?.id ?? '', sending))?.text
    const [, token = '', pass = ''] = /#jeton=([\w-]+)&pour=(\S+)/.exec(text ?? '') ?? []
    await db.deleteFrom('client_link').where('contact_id', '=', marie.id).execute()
    expect(await refusal(anybody(api.portal.signIn, { body: { token } }))).toMatchObject({ code: 'link_expired' })
    await anybody(api.portal.mailLinkAgain, { body: { pass } })
    expect(await mailsTo(marie.email ?? '')).toHaveLength(2)
    await anybody(api.portal.mailLinkAgain, { body: { pass: `${pass.slice(0, -1)}_` } })
    expect(await mailsTo(marie.email ?? '')).toHaveLength(2)
  })

  test('mails a new link to the recipient of a mail, and nothing for a forged pass', async () => {
    const marie = await someone()
    const ticket = await aTicket(administrator, { contactIds: [marie.id] })
    const ask = (pass: string) => anybody(api.portal.mailLinkAgain, { body: { ticketId: ticket.id, pass } })
    const links = () => db.selectFrom('client_link').select('ticket_id').where('contact_id', '=', marie.id).execute()
    await ask(writePass(secret, marie.id, randomUUID()))
    await ask('x.y')
    expect(await links()).toEqual([])
    await ask(writePass(secret, marie.id, ticket.id))
    expect(await links()).toEqual([{ ticket_id: ticket.id }])
  })

  test('does not flood an address', async () => {
    const marie = await someone()
    for (let n = 0; n < 5; n++) await anybody(api.portal.mailLink, { body: { email: marie.email ?? '' } })
    const refused = await refusal(anybody(api.portal.mailLink, { body: { email: marie.email ?? '' } }))
    expect(refused).toMatchObject({ code: 'too_many_requests' })
  })

  test('sends a first link despite requests from other networks', async () => {
    const marie = await someone()
    const email = marie.email ?? ''
    await Promise.all(Array.from({ length: 35 }, (_, n) => askFrom(`127.0.4.${Math.floor(n / 5) + 1}`, email)))
    const before = (await mailsTo(email)).length
    await askFrom('127.0.0.1', email)
    expect(await mailsTo(email)).toHaveLength(before + 1)
  })

  test('gives a network six links an hour for one address', async () => {
    const marie = await someone()
    const ctx = { db, actor: system, wakeDispatcher: () => undefined, secrets, idempotency: null }
    const linkConfig = {
      environment: { smtpUrl: undefined, sender: undefined, publicUrl: undefined, secrets },
      linkSecret: secret,
    }
    const asked = { email: marie.email ?? '', ticketId: null }
    for (let n = 0; n < 8; n++) await mailLinks(ctx, linkConfig, asked, { browser: 'browser', network: '192.0.2.1' })
    expect(await mailsTo(asked.email)).toHaveLength(6)
  })

  test('ends with signing out or losing the address, and agents’ and clients’ sessions are separate', async () => {
    const [marie, paul] = [await signedIn(), await signedIn()]
    await marie.call(api.portal.signOut, {})
    expect(await refusal(marie.call(api.portal.me, {}))).toMatchObject({ code: 'unauthenticated' })
    const other = { version: 1, name: 'Paul Noir', email: 'paul-2@example.test' }
    await administrator.call(api.contacts.change, { ...of(paul.id), body: other })
    await expect.poll(async () => (await refusal(paul.call(api.portal.me, {}))).code).toBe('unauthenticated')
    const jean = await signedIn()
    expect(await refusal(jean.call(api.tickets.list, {} as never))).toMatchObject({ code: 'unauthenticated' })
    expect(await refusal(karim.call(api.portal.me, {}))).toMatchObject({ code: 'unauthenticated' })
    const bearer = client({ base, headers: () => ({ authorization: `Bearer ${jean.cookie.split('=')[1]}` }) })
    expect(await bearer(api.portal.me, {})).toMatchObject({ id: jean.id })
  })

  test('lists a client’s own sessions, and lets them end one or all others', async () => {
    const marie = await someone()
    const [here, there, elsewhere] = [
      await signInClient(guichet, marie),
      await signInClient(guichet, marie),
      await signInClient(guichet, marie),
    ]
    const paul = await signedIn()
    const [theirs] = (await paul.call(api.portal.sessions, {})).items
    const { items } = await here.call(api.portal.sessions, {})
    expect(items.map(({ isThis, website }) => [isThis, website])).toEqual([
      [false, null],
      [false, null],
      [true, null],
    ])
    expect(await refusal(here.call(api.portal.endSession, of(theirs?.id ?? '')))).toMatchObject({ code: 'not_found' })
    await here.call(api.portal.endSession, of(items[0]?.id ?? ''))
    expect(await refusal(elsewhere.call(api.portal.me, {}))).toMatchObject({ code: 'unauthenticated' })
    await there.call(api.portal.me, {})
    await here.call(api.portal.endOtherSessions, {})
    expect(await refusal(there.call(api.portal.me, {}))).toMatchObject({ code: 'unauthenticated' })
    await here.call(api.portal.me, {})
    await paul.call(api.portal.me, {})
  })

  test('keeps the language that a client chose', async () => {
    const marie = await signedIn()
    expect(await marie.call(api.portal.changeMe, { body: { locale: 'en' } })).toMatchObject({ locale: 'en' })
    expect(await administrator.call(api.contacts.show, of(marie.id))).toMatchObject({ locale: 'en', version: 2 })
  })
})

test('an archived contact is let in nowhere and not mailed, until restored', async () => {
  const contact = await aContact(administrator, { email: 'partie@example.test' })
  const params = { id: contact.id }
  const marie = await signInClient(guichet, contact)
  const ticket = await aTicket(administrator, { contactIds: [contact.id] })
  const links = async () =>
    (await db.selectFrom('client_link').select('id').where('contact_id', '=', contact.id).execute()).length
  const before = await links()

  await administrator.call(api.contacts.archive, { params })
  await vi.waitFor(async () =>
    expect(await refusal(marie.call(api.portal.me, {}))).toMatchObject({ code: 'unauthenticated' }),
  )
  await askLink(base, 'partie@example.test')
  expect(await links()).toBe(before)
  const { readers } = await administrator.call(api.tickets.show, { params: { key: ticket.id } })
  expect(readers.people).toEqual([])

  await administrator.call(api.contacts.restore, { params })
  await vi.waitFor(async () => expect((await marie.call(api.portal.me, {})).id).toBe(contact.id))
  await askLink(base, 'partie@example.test')
  expect(await links()).toBe(before + 1)
})
