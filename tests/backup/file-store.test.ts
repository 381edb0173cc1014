import { createHash } from 'node:crypto'
import { readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { type Bucket, bucketAt } from '../../server/platform/files/bucket.ts'
import { runCli } from '../cli.ts'
import { makeDataDir, removeDataDir } from '../data-dir.ts'
import { aTicket, refusal } from '../factories.ts'
import { startFileStore } from '../file-store.ts'
import { callerOf, type Guichet, signIn, startGuichet } from '../guichet.ts'
import { aPhoto } from '../pictures.ts'
import { secretKey } from '../secrets.ts'

/** Desk whose files are in a bucket: files that its folder loses return, and a backup contains them. */
const store = await startFileStore('files', 'copy')
const S3_URL = store.addressOf('files')
let folder: string
let guichet: Guichet
let call: ReturnType<typeof callerOf>
let cookie: string
const hash = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex')
const at = (name: string) => path.join(folder, name)
const send = (name: string, bytes: string | Buffer<ArrayBuffer>) =>
  call(api.attachments.upload, { query: { name }, body: new File([bytes], 'any') })
const get = (address: string) => fetch(guichet.base + address, { headers: { cookie } })

beforeAll(async () => {
  folder = await makeDataDir()
  guichet = await startGuichet({ DATA_DIR: at('desk'), SECRET_KEY: secretKey, S3_URL })
  await guichet.healthy
  const signedIn = await signIn(guichet.base)
  cookie = signedIn.cookie
  call = callerOf(guichet.base, signedIn)
})

afterAll(async () => {
  await guichet.stop()
  await store.stop()
  for (const name of ['desk', 'elsewhere']) await removeDataDir(at(name))
  await removeDataDir(folder)
})

async function loseCopies() {
  for (const name of await readdir(at('desk/files')))
    if (name !== 'tmp') await rm(at(`desk/files/${name}`), { recursive: true })
}

describe('files in a bucket', () => {
  test('are stored before they are acknowledged, and fetched again when the folder has lost them', async () => {
    const photo = await aPhoto()
    const [note, picture] = [await send('note.txt', 'E133 affiché'), await send('photo.jpg', photo)]
    expect((await store.held('files')).sort()).toEqual([hash('E133 affiché'), hash(photo)].sort())
    await loseCopies()
    expect(await (await get(`/api/attachments/${note.id}/content`)).text()).toBe('E133 affiché')
    expect((await get(`/api/attachments/${picture.id}/preview`)).headers.get('content-type')).toBe('image/webp')
    expect(await readdir(at('desk/files/tmp'))).toEqual([])
  })

  test('are listed by their age for the sweep', async () => {
    const bucket = bucketAt(S3_URL) as Bucket
    expect((await all(bucket.listOlderThan(-60_000))).sort()).toEqual((await store.held('files')).sort())
    expect(await all(bucket.listOlderThan(60_000))).toEqual([])
    await bucket.put(hash('perdu'), await aFile('perdu'), 5)
    await bucket.remove(hash('perdu'))
    expect([await bucket.has(hash('perdu')), await bucket.get(hash('perdu'))]).toEqual([false, null])
  })

  test('are not served once their content was altered', async () => {
    const { id } = await send('a.txt', 'ce qui fut signé')
    await loseCopies()
    await writeFile(store.bytesOf('files', hash('ce qui fut signé')), 'autre chose en place')
    const answer = await get(`/api/attachments/${id}/content`)
    expect([answer.status, (await answer.json()) as unknown]).toMatchObject([500, { code: 'internal' }])
    await writeFile(store.bytesOf('files', hash('ce qui fut signé')), 'ce qui fut signé')
    expect(await (await get(`/api/attachments/${id}/content`)).text()).toBe('ce qui fut signé')
  })

  test('are refused while the bucket does not respond, which delays nobody else, and copies are still served', async () => {
    const { id } = await send('b.txt', 'déjà là')
    store.freeze()
    const refused = refusal(send('c.txt', 'pas encore'))
    const before = performance.now()
    expect(await (await get(`/api/attachments/${id}/content`)).text()).toBe('déjà là')
    await call(api.tickets.list, { query: {} })
    expect(performance.now() - before).toBeLessThan(1_000)
    expect(await refused).toMatchObject({ status: 503, code: 'unavailable' })
    store.thaw()
    expect(await send('c.txt', 'pas encore')).toMatchObject({ name: 'c.txt' })
    expect(await readdir(at('desk/files/tmp'))).toEqual([])
  })

  test('go into a backup, and from it into the bucket of the copy', async () => {
    const id = await aTicketWith('plan.txt', 'coupe du local')
    await loseCopies()
    const file = at('a.backup')
    const taken = await runCli({ DATA_DIR: at('desk'), SECRET_KEY: secretKey, S3_URL }, 'backup', file)
    expect(taken).toMatchObject({ code: 0 })
    const copy = store.addressOf('copy')
    const restored = await runCli({ DATA_DIR: at('elsewhere'), SECRET_KEY: secretKey, S3_URL: copy }, 'restore', file)
    expect(restored).toMatchObject({ code: 0 })
    expect(await store.held('copy')).toContain(hash('coupe du local'))
    await rm(at('elsewhere/files'), { recursive: true })
    const examined = await runCli(
      { DATA_DIR: at('elsewhere'), SECRET_KEY: secretKey, S3_URL: copy },
      'doctor',
      '--files',
    )
    expect(examined.output).toMatch(/ok +file store: it answers\n.*ok +files cited: \d+, all read and sound/s)
    const missing = await runCli(
      { DATA_DIR: at('desk'), SECRET_KEY: secretKey, S3_URL: store.addressOf('nowhere') },
      'doctor',
    )
    expect(missing).toMatchObject({ code: 1, output: expect.stringContaining('to mend  file store:') })
    expect((await call(api.tickets.show, { params: { key: id } })).attachments).toMatchObject([{ name: 'plan.txt' }])
  })
})

async function all(pages: AsyncIterable<string[]>): Promise<string[]> {
  const items: string[] = []
  for await (const page of pages) items.push(...page)
  return items
}

async function aFile(bytes: string): Promise<string> {
  await writeFile(at('sent'), bytes)
  return at('sent')
}

async function aTicketWith(name: string, bytes: string): Promise<string> {
  const { id: attachmentId } = await send(name, bytes)
  const { id } = await aTicket({ call }, { attachmentIds: [attachmentId] })
  return id
}
