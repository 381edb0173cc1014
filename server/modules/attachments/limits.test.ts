import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { api } from '../../../contract/index.ts'
import { actLimits } from '../../../contract/limits.ts'
import { testApp } from '../../../tests/app.ts'
import { signInClient } from '../../../tests/client-session.ts'
import { aContact, refusal } from '../../../tests/factories.ts'
import { aPhoto, aSlowPdf } from '../../../tests/pictures.ts'
import { secretKey } from '../../../tests/secrets.ts'
import { openApp } from '../../app.ts'
import { countAct } from '../../platform/throttle.ts'

const proxy = '127.0.0.1'
const limits = {
  fileLimit: 200_000,
  uploadLimits: { person: 2, network: 4, everybody: 6 },
  trustedProxies: [proxy],
  secretKey,
}
const { db, base, databaseUrl, dataDir, administrator, hire } = await testApp(undefined, undefined, limits)

let known = 0
/** Signs in a new client with an IP address of their own, unless another is given. */
async function aClient(given?: string) {
  known += 1
  const address = given ?? `198.51.${known}.7`
  const contact = await aContact(administrator, { name: `Client ${known}`, email: `${randomUUID()}@example.test` })
  const { id, cookie } = await signInClient({ db, base }, contact)
  const upload = async (bytes = 150_000, at = base) => {
    const answer = await fetch(`${at}${api.portal.upload.path}?name=photo.jpg`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/octet-stream', 'x-forwarded-for': address },
      body: Buffer.alloc(bytes, randomUUID()),
    })
    const reply = (await answer.json()) as { id: string; code?: string; message?: string }
    return { status: answer.status, ...reply }
  }
  return { id, cookie, upload }
}
const freeEverything = () => db.deleteFrom('waiting_upload').execute()
const statusesOf = (answers: { status: number }[]) => answers.map(({ status }) => status).sort()

describe('files that wait', () => {
  test('of one client stop at the limit, even when they arrive at two processes at once', async () => {
    const second = await openApp({
      databaseUrl,
      dataDir,
      alone: false,
      logLevel: 'silent',
      publicUrl: undefined,
      ...limits,
    })
    await second.http.listen({ port: 0, host: '127.0.0.1' })
    const port = (second.http.addresses()[0] as { port: number }).port
    const { upload } = await aClient()
    const bases = [base, `http://127.0.0.1:${port}`]
    const answers = await Promise.all(Array.from({ length: 8 }, (_, at) => upload(150_000, bases[at % 2])))
    await second.close()
    expect(statusesOf(answers)).toEqual([201, 201, 413, 413, 413, 413, 413, 413])
    const refused = answers.find(({ status }) => status === 413)
    expect(refused).toMatchObject({ code: 'uploads_waiting', message: expect.stringContaining('Trop de fichiers') })
    await freeEverything()
  })

  test('stop counting once they are attached', async () => {
    const { cookie, upload } = await aClient()
    const first = await upload()
    const second = await upload()
    expect((await upload()).status).toBe(413)
    const answer = await fetch(base + api.portal.create.path, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ title: 'Panne', attachmentIds: [first.id, second.id] }),
    })
    expect(answer.status).toBe(201)
    expect((await upload()).status).toBe(201)
    await freeEverything()
  })

  test('of one network, and of everybody, stop at their limits', async () => {
    const neighbours = await Promise.all([aClient('203.0.113.1'), aClient('203.0.113.2'), aClient('203.0.113.3')])
    const answers = []
    for (const { upload } of neighbours) answers.push(await upload(), await upload())
    expect(statusesOf(answers)).toEqual([201, 201, 201, 201, 201, 413])
    const elsewhere = await aClient()
    expect([(await elsewhere.upload(60_000)).status, await elsewhere.upload(200_000)]).toMatchObject([
      201,
      { status: 201 },
    ])
    const other = await aClient()
    expect([await other.upload(), await other.upload()]).toMatchObject([
      { status: 201 },
      { status: 507, code: 'uploads_full' },
    ])
    await freeEverything()
  })

  test('never use the reserve of the disk, but agents may', async () => {
    const full = await openApp({
      ...{ databaseUrl, dataDir, alone: false, logLevel: 'silent', publicUrl: undefined, ...limits },
      uploadLimits: { ...limits.uploadLimits, diskReserve: Number.MAX_SAFE_INTEGER },
    })
    await full.http.listen({ port: 0, host: '127.0.0.1' })
    const at = `http://127.0.0.1:${(full.http.addresses()[0] as { port: number }).port}`
    const { upload } = await aClient()
    expect(await upload(1_000, at)).toMatchObject({ status: 507, code: 'uploads_full' })
    const byAgent = await fetch(`${at}${api.attachments.upload.path}?name=a`, {
      method: 'POST',
      headers: { cookie: administrator.cookie, 'content-type': 'application/octet-stream' },
      body: 'x',
    })
    expect(byAgent.status).toBe(201)
    await full.close()
  })

  test('that did not arrive release their reservation', async () => {
    const { upload } = await aClient()
    expect((await upload(0)).status).toBe(400)
    expect((await upload(300_000)).status).toBe(413)
    expect(await db.selectFrom('waiting_upload').select('id').execute()).toEqual([])
  })
})

describe('acts of a client', () => {
  test('are counted by hour and by day, concurrent ones too, and failed ones are not', async () => {
    const { id } = await aClient()
    const limit = { name: 'test', inHour: 3, inDay: 5 }
    const act = () => db.transaction().execute((tx) => countAct(tx, limit, id))
    await expect(
      db.transaction().execute(async (tx) => {
        await countAct(tx, limit, id)
        throw new Error('it failed')
      }),
    ).rejects.toThrow('it failed')
    const settled = await Promise.allSettled(Array.from({ length: 6 }, act))
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    const refused = await refusal(act())
    expect(refused).toMatchObject({ code: 'limit_reached', details: { seconds: expect.any(Number) } })
  })

  test('are counted in one window, whichever of two at once began first', async () => {
    const { id } = await aClient()
    const limit = { name: 'order', inHour: 1, inDay: 5 }
    const late = db.transaction().execute(async (tx) => {
      await sql`select now()`.execute(tx)
      await db.transaction().execute((other) => countAct(other, limit, id))
      await countAct(tx, limit, id)
    })
    await expect(late).rejects.toMatchObject({ code: 'limit_reached' })
  })

  test('stop at the limit of tickets with a message that says what to do', async () => {
    const { cookie, id } = await aClient()
    const create = () =>
      fetch(base + api.portal.create.path, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ title: 'Panne' }),
      })
    await db.transaction().execute(async (tx) => {
      for (let made = 0; made < actLimits.ticket.inHour - 1; made += 1) await countAct(tx, actLimits.ticket, id)
    })
    const answers = await Promise.all([create(), create(), create()])
    expect(statusesOf(answers)).toEqual([201, 429, 429])
    const refused = answers.find(({ status }) => status === 429)
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(3_000)
    expect(await refused?.json()).toMatchObject({ code: 'limit_reached', message: expect.stringContaining('appelez') })
  })
})

test('one sender’s slow pictures do not delay others’ previews', async () => {
  const [hostile, karim] = [await hire('technician'), await hire('technician')]
  const send = (by: typeof karim, bytes: Buffer<ArrayBuffer>) =>
    by.call(api.attachments.upload, { query: { name: 'a' }, body: new File([bytes], 'any') })
  const slow = await Promise.all([1, 2].map((seed) => send(hostile, aSlowPdf(String(seed)))))
  const photo = await send(karim, await aPhoto())
  const answered: string[] = []
  const look = async (by: typeof karim, id: string) => {
    const { status } = await fetch(`${base}/api/attachments/${id}/preview`, { headers: { cookie: by.cookie } })
    answered.push(`${by === karim ? 'photo' : 'slow'} ${status}`)
  }
  const looking = slow.map(({ id }) => look(hostile, id))
  await Promise.all([...looking, look(karim, photo.id)])
  expect(answered[0]).toBe('photo 200')
  expect(answered.slice(1)).toEqual(['slow 422', 'slow 422'])
}, 60_000)
