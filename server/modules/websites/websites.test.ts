import { describe, expect, test } from 'vitest'
import { client } from '../../../contract/client.ts'
import { api } from '../../../contract/index.ts'
import { signInClient } from '../../../tests/client-session.ts'
import { aContact, aTicket, refusal } from '../../../tests/factories.ts'
import { listen } from '../../../tests/live-stream.ts'
import { secrets } from '../../../tests/secrets.ts'
import { type Claims, siteToken } from '../../../tests/site-token.ts'
import { instanceSecret } from '../../platform/instance-secret.ts'
import { composeMail } from '../mails/kinds/compose.ts'
import { testWebsites } from './websites.fixtures.ts'

const { base, db, administrator, anybody, exchange, aWebsite, arrive, find } = await testWebsites()
const of = (id: string) => ({ params: { id } })
const follow = (who: { headers: { authorization: string } }) =>
  listen(base, who.headers, undefined, api.portal.live.path)

describe('a user of a website', () => {
  test('is the same contact each time, whatever the website claims later', async () => {
    const site = await aWebsite({ verifiesAddresses: true })
    const victim = await aContact(administrator, { email: 'patron@client.example' })
    await aTicket(administrator, { title: 'Secret du patron', contactIds: [victim.id] })
    const [first, twin] = await Promise.all([arrive(site), arrive(site)])
    expect(first.me.id).toBe(twin.me.id)
    await aTicket(administrator, { title: 'La mienne', contactIds: [first.me.id] })
    const changed = await arrive(site, { email: 'patron@client.example', email_verified: true, name: 'Le patron' })
    expect(changed.me).toMatchObject({ id: first.me.id, name: 'Marie Dupont', email: null })
    const { items } = await changed.call(api.portal.list, { query: {} })
    expect(items.map(({ title }) => title)).toEqual(['La mienne'])
    expect(await find(site)).toMatchObject({ users: 1 })
    expect((await arrive(await aWebsite())).me.id).not.toBe(first.me.id)
  })

  test('keeps their requests when the website sends longer ids, and a number given again is another person', async () => {
    const site = await aWebsite()
    const marie = await arrive(site, { sub: '42' })
    const registered = Math.floor(Date.now() / 1000) - 86_400
    const says = (since: number) => ({ sub: `42@${since}`, former_sub: '42', since })
    expect((await arrive(site, says(registered))).me.id).toBe(marie.me.id)
    expect((await arrive(site, says(registered))).me.id).toBe(marie.me.id)
    expect((await arrive(site, says(registered + 3_600))).me.id).not.toBe(marie.me.id)
    const paul = await arrive(site, { sub: '43' })
    const later = Math.floor(Date.now() / 1000) + 3_600
    expect((await arrive(site, { sub: `43@${later}`, former_sub: '43', since: later })).me.id).not.toBe(paul.me.id)
    expect(await find(site)).toMatchObject({ users: 4 })
  })

  test('is matched by address once, if it is verified, the website is trusted for it and one contact has it', async () => {
    const [trusted, other] = [await aWebsite({ verifiesAddresses: true }), await aWebsite()]
    const jean = await aContact(administrator, { email: 'jean@client.example' })
    const says = { email: 'Jean@Client.example', email_verified: true }
    const unverified = await arrive(trusted, { ...says, sub: '1', email_verified: false })
    const untrusted = await arrive(other, says)
    expect([unverified.me.id, untrusted.me.id]).not.toContain(jean.id)
    expect(unverified.me.email).toBeNull()
    expect((await arrive(trusted, { ...says, sub: '2' })).me).toMatchObject({ id: jean.id })
    const second = await arrive(trusted, { ...says, sub: '3' })
    expect(second.me).toMatchObject({ email: null })
    expect(second.me.id).not.toBe(jean.id)
    for (const name of ['Anne', 'Paul']) await aContact(administrator, { name, email: 'atelier@client.example' })
    expect(
      (await arrive(trusted, { sub: '4', email: 'atelier@client.example', email_verified: true })).me.email,
    ).toBeNull()
    const known = await arrive(trusted, { sub: '5', email: 'neuf@client.example', email_verified: true })
    expect(known.me.email).toBe('neuf@client.example')
    const { notes } = await administrator.call(api.contacts.show, of(unverified.me.id))
    expect(notes).toContain('jean@client.example (?)')
  })

  test('without an address opens tickets and follows only their own live', async () => {
    const site = await aWebsite()
    const [marie, paul] = [await arrive(site), await arrive(site, { sub: '43', name: 'Paul' })]
    const [hers, his] = [await follow(marie), await follow(paul)]
    const ticket = await marie.call(api.portal.create, { body: { title: 'Panne' } })
    await hers.waitFor(({ data }) => data.id === ticket.id)
    expect(his.heard.filter(({ event }) => event === 'news')).toEqual([])
    expect(await refusal(paul.call(api.portal.show, { params: { key: ticket.id } }))).toMatchObject({ status: 404 })
    await marie.call(api.portal.addStep, { ...of(ticket.id), body: { body: 'Toujours en panne' } })
    hers.cut()
    his.cut()
  })

  test('keeps their vouched session when their address changes, while a session of a mailed link ends', async () => {
    const site = await aWebsite({ verifiesAddresses: true })
    const anne = await arrive(site, { email: 'anne@client.example', email_verified: true })
    const mailed = await signInClient({ db, base }, { id: anne.me.id, email: 'anne@client.example' })
    await administrator.call(api.contacts.change, { ...of(anne.me.id), body: { version: 1, name: 'Anne', email: '' } })
    await expect.poll(async () => (await refusal(mailed.call(api.portal.me, {}))).code).toBe('unauthenticated')
    expect(await anne.call(api.portal.me, {})).toMatchObject({ name: 'Anne', email: null })
  })
})

test('a website sets the page that shows its requests, on its own origin only, and mails link to it', async () => {
  const site = await aWebsite({ verifiesAddresses: true })
  const page = `${site.website.origin}/mon-espace`
  const check = async (claims: Claims) => {
    const token = await siteToken(site, { purpose: 'check', ...claims })
    await anybody(api.websites.check, { body: { token } })
    return (await find(site))?.portalUrl
  }
  expect(await check({ portal_url: `${page}#haut` })).toBe(page)
  expect(await check({ portal_url: 'https://ailleurs.example/' })).toBe(page)
  expect(await check({})).toBe(page)
  const marie = await arrive(site, { email: 'page@client.example', email_verified: true })
  const { id, number } = await aTicket(administrator, { contactIds: [marie.me.id] })
  const mailed = () =>
    db.selectFrom('mail').select('id').where('ticket_id', '=', id).where('contact_id', '=', marie.me.id).execute()
  await expect.poll(async () => (await mailed()).length, { timeout: 10_000 }).toBe(1)
  const linkSecret = await instanceSecret(db, secrets, 'mail-links')
  const sending = { sender: 'sav@thermo.test', replyTo: null, publicUrl: base, linkSecret, secrets }
  const [mail] = await mailed()
  expect((await composeMail(db, mail?.id ?? '', sending))?.text).toContain(`${page}#guichet=T-${number}\n`)
  expect(await check({ portal_url: null })).toBeNull()
  const body = { name: 'Boutique', origin: site.website.origin, portalUrl: 'https://ailleurs.example/' }
  const { version = 0 } = (await find(site)) ?? {}
  const change = administrator.call(api.websites.change, { ...of(site.website.id), body: { ...body, version } })
  expect(await refusal(change)).toMatchObject({ code: 'invalid' })
})

test('a user without an address confirms one by mail, and gets mails from then on', async () => {
  const site = await aWebsite()
  const address = 'confirmee@client.example'
  const token = await siteToken(site, { email: address })
  const { session, statedEmail, me } = await exchange(token)
  expect({ statedEmail, email: me.email }).toEqual({ statedEmail: address, email: null })
  const marie = client({ base, headers: () => ({ authorization: `Bearer ${session}` }) })
  await marie(api.portal.askAddress, { body: { email: address } })
  const mail = await db.selectFrom('mail').selectAll().where('address', '=', address).executeTakeFirstOrThrow()
  const linkSecret = await instanceSecret(db, secrets, 'mail-links')
  const sending = { sender: 'sav@thermo.test', replyTo: null, publicUrl: base, linkSecret, secrets }
  const text = (await composeMail(db, mail.id, sending))?.text ?? ''
  expect(text).not.toContain('Marie Dupont')
  expect((await marie(api.portal.me, {})).email).toBeNull()
  const confirmation = /#confirmation=([\w-]+)/.exec(text)?.[1] ?? ''
  const confirmed = await anybody(api.portal.confirmAddress, { body: { token: confirmation } })
  expect(confirmed).toEqual({ number: null, outcome: 'added' })
  await expect.poll(async () => (await marie(api.portal.me, {})).email).toBe(address)
  const { notes } = await administrator.call(api.contacts.show, of(me.id))
  expect(notes).not.toContain('(?)')
  expect(await refusal(marie(api.portal.askAddress, { body: { email: 'autre@client.example' } }))).toMatchObject({
    code: 'forbidden',
  })
})

test('a website lists the forms that it may show with a token for that purpose only', async () => {
  const site = await aWebsite()
  const fields = [{ id: 'objet', kind: 'subject' as const, label: 'Objet' }]
  const form = { name: 'Dépannage', title: 'Dépannage', fields }
  const { id } = await administrator.call(api.forms.create, { body: form })
  const ask = async (purpose: string) =>
    anybody(api.websites.forms, { body: { token: await siteToken(site, { purpose }) } })
  expect(await ask('forms')).toEqual({ items: [{ id, name: 'Dépannage' }] })
  expect(await refusal(ask('portal'))).toMatchObject({ code: 'site_token_refused' })
})

test('a secret is shown once: no list, event or stored response contains it', async () => {
  const site = await administrator.call(
    api.websites.create,
    { body: { name: 'Vitrine', origin: 'vitrine.example' } },
    { idempotencyKey: 'vitrine-1234' },
  )
  expect(site.website.origin).toBe('https://vitrine.example')
  const kept = [
    await administrator.call(api.websites.list, {}),
    await db.selectFrom('event').selectAll().execute(),
    await db.selectFrom('idempotency_key').selectAll().execute(),
  ]
  expect(JSON.stringify(kept)).not.toContain(site.secret)
  const change = { version: 1, name: 'Vitrine', origin: 'http://vitrine.example:8080', verifiesAddresses: true }
  const changed = await administrator.call(api.websites.change, { ...of(site.website.id), body: change })
  expect(changed).toMatchObject({ origin: 'http://vitrine.example:8080', verifiesAddresses: true, version: 2 })
  const stale = administrator.call(api.websites.change, { ...of(site.website.id), body: change })
  expect(await refusal(stale)).toMatchObject({ code: 'conflict' })
  const odd = { ...change, version: 2, origin: 'javascript://x' }
  expect(await refusal(administrator.call(api.websites.change, { ...of(site.website.id), body: odd }))).toMatchObject({
    code: 'invalid',
  })
})

test('a deleted website signs out its users and ends their streams, and their tickets stay', async () => {
  const site = await aWebsite()
  const marie = await arrive(site)
  const line = await follow(marie)
  const ticket = await marie.call(api.portal.create, { body: { title: 'Panne' } })
  await administrator.call(api.websites.remove, of(site.website.id))
  expect(await refusal(marie.call(api.portal.me, {}))).toMatchObject({ code: 'unauthenticated' })
  const deleted = performance.now()
  await line.waitFor(({ event }) => event === 'bye')
  expect(performance.now() - deleted).toBeLessThan(5_000)
  expect(await refusal(exchange(await siteToken(site)))).toMatchObject({ code: 'site_token_refused' })
  expect(await administrator.call(api.tickets.show, { params: { key: ticket.id } })).toMatchObject({ title: 'Panne' })
})
