import { createHash, randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { connect } from 'node:net'
import path from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { api } from '../../../contract/index.ts'
import { type Person, signIn, testApp } from '../../../tests/app.ts'
import { signInClient } from '../../../tests/client-session.ts'
import { aContact, aTicket, refusal, uploads } from '../../../tests/factories.ts'
import { aPhoto } from '../../../tests/pictures.ts'
import { secrets } from '../../../tests/secrets.ts'
import { instanceSecret } from '../../platform/instance-secret.ts'
import { makeLink, signLink } from './links.ts'

const { db, base, dataDir, administrator, hire } = await testApp()
const secret = await instanceSecret(db, secrets, 'attachment-links')
const sonia = await hire('operator', 'Sonia Roux')
const karim = await hire('technician', 'Karim Benali')
const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex')
const upload = (by: Person, name: string, bytes: string | Buffer<ArrayBuffer>, idempotencyKey?: string) =>
  by.call(
    api.attachments.upload,
    { query: { name }, body: new File([bytes], 'any') },
    idempotencyKey ? { idempotencyKey } : {},
  )
const get = (by: Pick<Person, 'cookie'>, address: string, headers: Record<string, string> = {}) =>
  fetch(base + address, { headers: { cookie: by.cookie, ...headers } })
const content = (by: Person, id: string, headers = {}) => get(by, `/api/attachments/${id}/content`, headers)
const kept = async () =>
  (await readdir(path.join(dataDir, 'files'), { recursive: true })).filter((name) => /\w{64}$/.test(name))
const arriving = () => readdir(path.join(dataDir, 'files', 'tmp'))

describe('sending a file', () => {
  test('attaches it to the call, and everyone who sees the ticket can download it', async () => {
    const [first, second] = await uploads(sonia, { 'panne.txt': 'E133 affiché', 'devis.txt': '120 €' })
    const ticket = await aTicket(sonia, { attachmentIds: [first ?? '', second ?? ''] })
    expect(ticket.attachments).toMatchObject([
      { name: 'panne.txt', size: 13, type: 'text/plain', atOpening: true, stepId: null, by: { name: 'Sonia Roux' } },
      { name: 'devis.txt', atOpening: true },
    ])
    const answer = await content(karim, first ?? '')
    expect(await answer.text()).toBe('E133 affiché')
    expect(await arriving()).toEqual([])
  })

  test('detects its type from its bytes, whatever its name', async () => {
    const photo = await upload(karim, 'facture.pdf', await aPhoto())
    expect(photo).toMatchObject({ type: 'image/jpeg', hasPreview: true })
    expect(await upload(karim, 'photo.jpg', '%PDF-1.7\n%âãÏÓ\n')).toMatchObject({
      type: 'application/pdf',
      hasPreview: true,
    })
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
    expect(await upload(karim, 'photo.png', svg)).toMatchObject({ hasPreview: false })
  })

  test('makes its name safe', async () => {
    const name = `../../etc/\u202e\u200bcron\r\n${'x'.repeat(300)}.sh`
    const { id, name: safe } = await upload(karim, name, 'x')
    expect(safe).toMatch(/^cron x{192}\.sh$/)
    expect((await content(karim, id)).headers.get('content-disposition')).toBe(`attachment; filename="${safe}"`)
  })

  test('its name keeps its accents, with plain letters for browsers that cannot read them', async () => {
    const { id } = await upload(karim, 'Chaudière (n° 2).jpg', 'x')
    expect((await content(karim, id)).headers.get('content-disposition')).toBe(
      `attachment; filename="Chaudiere (n_ 2).jpg"; filename*=UTF-8''Chaudi%C3%A8re%20%28n%C2%B0%202%29.jpg`,
    )
  })

  test('stores it once when it is sent twice with one key, and refuses other bytes with that key', async () => {
    const key = randomUUID()
    const first = await upload(karim, 'a.txt', 'une fois', key)
    expect(await upload(karim, 'a.txt', 'une fois', key)).toEqual(first)
    expect(await refusal(upload(karim, 'a.txt', 'deux fois', key))).toMatchObject({ code: 'idempotency_mismatch' })
  })

  test('stores equal content from two people once', async () => {
    const bytes = randomUUID()
    const [his, hers] = await Promise.all([upload(karim, 'a.txt', bytes), upload(sonia, 'b.txt', bytes)])
    expect(his.id).not.toBe(hers.id)
    expect((await kept()).filter((name) => name.endsWith(sha256(bytes)))).toHaveLength(1)
  })

  test('refuses an empty file and one without a name', async () => {
    expect(await refusal(upload(karim, 'a.txt', ''))).toMatchObject({ code: 'invalid' })
    expect(await refusal(upload(karim, '', 'x'))).toMatchObject({ code: 'invalid' })
  })

  test('is forbidden to agents who may neither open tickets nor reply', async () => {
    const reader = await hire('reader')
    expect(await refusal(upload(reader, 'a.txt', 'x'))).toMatchObject({ code: 'forbidden' })
  })

  test('refuses more than 25 MB, declared or not, and leaves no trace', async () => {
    const large = Buffer.alloc(25_000_001, 'x')
    const refused = await refusal(upload(karim, 'film.mp4', large))
    expect(refused).toMatchObject({ code: 'payload_too_large', details: { limit: 25_000_000 } })
    const unannounced = await fetch(`${base}/api/attachments?name=a`, {
      method: 'POST',
      headers: { cookie: karim.cookie, 'content-type': 'application/octet-stream' },
      body: new Blob([large]).stream(),
      duplex: 'half',
    } as RequestInit)
    expect(unannounced.status).toBe(413)
    expect(await arriving()).toEqual([])
    expect((await kept()).some((name) => name.endsWith(sha256(large)))).toBe(false)
  })

  test('leaves no trace of an interrupted upload', async () => {
    const before = await kept()
    const { hostname, port } = new URL(base)
    const socket = connect(Number(port), hostname)
    socket.write(
      `POST /api/attachments?name=coupe.txt HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncookie: ${karim.cookie}\r\n`,
    )
    socket.write('content-type: application/octet-stream\r\ncontent-length: 1000000\r\n\r\nle début')
    await vi.waitFor(async () => expect(await arriving()).toHaveLength(1))
    socket.destroy()
    await vi.waitFor(async () => expect(await arriving()).toEqual([]))
    expect(await kept()).toEqual(before)
    expect(await db.selectFrom('attachment').select('id').where('name', '=', 'coupe.txt').execute()).toEqual([])
  })
})

describe('on a ticket', () => {
  test('a step can carry files, and a photo needs no text', async () => {
    const ticket = await aTicket(sonia)
    const attachmentIds = await uploads(karim, { 'a.jpg': await aPhoto() })
    const body = { kind: 'document', visibility: 'internal', body: '', attachmentIds } as const
    const after = await karim.call(api.tickets.addStep, { params: { id: ticket.id }, body })
    expect(after.timeline.steps).toMatchObject([{ kind: 'document', body: '' }])
    expect(after.attachments).toMatchObject([{ id: attachmentIds[0], stepId: after.timeline.steps[0]?.id }])
  })

  test('attaching and detaching a file appear in the history', async () => {
    const ticket = await aTicket(sonia)
    const [id = ''] = await uploads(karim, { 'notice.pdf': '%PDF-1.7\n' })
    const params = { id: ticket.id }
    const added = await karim.call(api.tickets.attach, { params, body: { attachmentIds: [id] } })
    expect(added).toMatchObject({ version: 2, attachments: [{ name: 'notice.pdf', atOpening: false }] })
    const removed = await karim.call(api.tickets.detach, { params: { ...params, attachmentId: id } })
    expect(removed).toMatchObject({ version: 3, attachments: [] })
    expect(removed.timeline.events.slice(1)).toMatchObject([
      {
        name: 'ticket.attachment_added',
        changes: [{ field: 'attachments', from: null, to: [{ name: 'notice.pdf' }] }],
      },
      { name: 'ticket.attachment_removed', changes: [{ field: 'attachments', from: [{ id }], to: null }] },
    ])
    expect((await content(karim, id)).status).toBe(404)
  })

  test('agents can attach only their own uploads, and each once', async () => {
    const ticket = await aTicket(sonia)
    const params = { id: ticket.id }
    const attachmentIds = await uploads(sonia, { 'a.txt': 'à Sonia' })
    const attach = (by: Person) => by.call(api.tickets.attach, { params, body: { attachmentIds } })
    expect(await refusal(attach(karim))).toMatchObject({ code: 'not_found' })
    await attach(sonia)
    expect(await refusal(attach(sonia))).toMatchObject({ code: 'not_found' })
    const other = aTicket(sonia, { title: 'Jamais créé', attachmentIds })
    expect(await refusal(other)).toMatchObject({ code: 'not_found' })
    const made = await db.selectFrom('ticket').select('id').where('title', '=', 'Jamais créé').execute()
    expect(made).toEqual([])
  })

  test('a closed ticket accepts no change of its files', async () => {
    const [first = '', second = ''] = await uploads(karim, { 'a.txt': 'a', 'b.txt': 'b' })
    const ticket = await aTicket(karim, { attachmentIds: [first] })
    const params = { id: ticket.id }
    await karim.call(api.tickets.setStatus, { params, body: { to: 'resolved', version: 1, note: 'Fait.' } })
    const closed = { code: 'ticket_closed', status: 409 }
    const attach = karim.call(api.tickets.attach, { params, body: { attachmentIds: [second] } })
    expect(await refusal(attach)).toMatchObject(closed)
    const detach = karim.call(api.tickets.detach, { params: { ...params, attachmentId: first } })
    expect(await refusal(detach)).toMatchObject(closed)
    expect(await (await content(karim, first)).text()).toBe('a')
  })

  test('a file cannot be detached by way of another ticket', async () => {
    const [id = ''] = await uploads(karim, { 'a.txt': 'a' })
    await aTicket(karim, { attachmentIds: [id] })
    const ticket = await aTicket(karim)
    const call = karim.call(api.tickets.detach, { params: { id: ticket.id, attachmentId: id } })
    expect(await refusal(call)).toMatchObject({ code: 'not_found' })
  })
})

describe('reading a file', () => {
  test('an upload is visible to its sender only, and an invisible ticket hides its files', async () => {
    await db.updateTable('role').set({ sight: 'own' }).where('name', '=', 'reader').execute()
    const outsider = await hire('reader')
    const [id = ''] = await uploads(karim, { 'a.jpg': await aPhoto() })
    const address = (rest: string) => `/api/attachments/${id}/${rest}`
    expect((await get(karim, address('preview'))).status).toBe(200)
    expect((await get(sonia, address('preview'))).status).toBe(404)
    await aTicket(sonia, { leadId: karim.id }).then(({ id: ticketId }) =>
      karim.call(api.tickets.attach, { params: { id: ticketId }, body: { attachmentIds: [id] } }),
    )
    for (const rest of ['content', 'preview', 'preview?size=large']) {
      expect((await get(sonia, address(rest))).status).toBe(200)
      expect((await get(outsider, address(rest))).status).toBe(404)
    }
    const link = outsider.call(api.attachments.createLink, { params: { id } })
    expect(await refusal(link)).toMatchObject({ code: 'not_found' })
  })

  test.each([
    ['page.html', '<html><script>alert(document.cookie)</script></html>'],
    ['dessin.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
  ])('%s is saved, never shown, and runs nothing', async (name, bytes) => {
    const { id } = await upload(karim, name, bytes)
    const answer = await content(karim, id)
    expect(answer.headers.get('content-type')).toBe('application/octet-stream')
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'")
    expect(answer.headers.get('cache-control')).toBe('private, no-cache')
    expect(await answer.text()).toBe(bytes)
    const preview = await get(karim, `/api/attachments/${id}/preview`)
    expect(await preview.json()).toMatchObject({ code: 'no_preview' })
  })

  test('a file is served in ranges, and not again to a browser that has it', async () => {
    const { id } = await upload(karim, 'a.txt', '0123456789')
    const part = async (range: string) => {
      const answer = await content(karim, id, { range })
      return [answer.status, answer.headers.get('content-range'), await answer.text()]
    }
    expect(await part('bytes=2-4')).toEqual([206, 'bytes 2-4/10', '234'])
    expect(await part('bytes=7-')).toEqual([206, 'bytes 7-9/10', '789'])
    expect(await part('bytes=-3')).toEqual([206, 'bytes 7-9/10', '789'])
    expect(await part('bytes=20-')).toEqual([200, null, '0123456789'])
    const again = await content(karim, id, { 'if-none-match': `"${sha256('0123456789')}"` })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })
})

describe('a signed address', () => {
  test('serves its file without a cookie for ten minutes, as long as its reader may see it', async () => {
    const [id = ''] = await uploads(karim, { 'a.txt': 'sans cookie' })
    await aTicket(karim, { attachmentIds: [id] })
    const gone = await hire('technician')
    const { url, expiresAt } = await gone.call(api.attachments.createLink, { params: { id } })
    expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(600_000)
    expect(await (await fetch(base + url)).text()).toBe('sans cookie')
    await administrator.call(api.agents.change, { params: { id: gone.id }, body: { disabled: true } })
    expect((await fetch(base + url)).status).toBe(404)
  })

  test('dies with the session that created it', async () => {
    const [id = ''] = await uploads(karim, { 'a.txt': 'a' })
    const first = await hire('technician')
    await aTicket(karim, { attachmentIds: [id] })
    const second = await signIn(base, first.email)
    const { url } = await second.call(api.attachments.createLink, { params: { id } })
    expect((await fetch(base + url)).status).toBe(200)
    await second.call(api.session.remove, {})
    expect((await fetch(base + url)).status).toBe(404)
  })

  test('of a client dies with their session', async () => {
    const [id = ''] = await uploads(karim, { 'a.txt': 'a' })
    const contact = await aContact(administrator, { email: 'marie@example.test' })
    await aTicket(karim, { attachmentIds: [id], contactIds: [contact.id] })
    const marie = await signInClient({ db, base }, contact)
    const { url } = await marie.call(api.portal.createLink, { params: { id } })
    expect((await fetch(base + url)).status).toBe(200)
    await marie.call(api.portal.signOut, {})
    expect((await fetch(base + url)).status).toBe(404)
  })

  test('serves nothing when it is expired, altered or for another file', async () => {
    const [id = '', other = ''] = await uploads(karim, { 'a.txt': 'a', 'b.txt': 'b' })
    const { id: sessionId } = await db
      .selectFrom('user_session')
      .select('id')
      .where('user_id', '=', karim.id)
      .executeTakeFirstOrThrow()
    const linkTo = (attachmentId: string) => makeLink({ attachmentId, readerId: karim.id, sessionId })
    const valid = linkTo(id)
    const address = (token: string) => `${base}/api/attachment-links/${token}`
    const token = signLink(secret, valid)
    expect((await fetch(address(token))).status).toBe(200)
    const [written = '', signature = ''] = token.split('.')
    const [elsewhere = ''] = signLink(secret, linkTo(other)).split('.')
    const refused = [
      signLink(secret, { ...valid, expiresAt: Date.now() - 1 }),
      signLink('another secret', valid),
      `${elsewhere}.${signature}`,
      `${written}.${signature.slice(0, -2)}AA`,
      written,
      'x',
    ]
    for (const one of refused) expect((await fetch(address(one))).status).toBe(404)
  })
})
