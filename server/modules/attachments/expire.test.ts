import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { api } from '../../../contract/index.ts'
import { type Person, testApp } from '../../../tests/app.ts'
import { aTicket, refusal, uploads } from '../../../tests/factories.ts'
import { aPhoto } from '../../../tests/pictures.ts'
import { filePath } from '../../platform/files/find-file.ts'
import { openFiles } from '../../platform/files/store.ts'
import { expireUploads, sweepFiles } from './expire.ts'

const { app, db, base, dataDir, hire } = await testApp()
const sonia = await hire('operator', 'Sonia Roux')
const karim = await hire('technician', 'Karim Benali')
const files = await openFiles({ dataDir, bucket: null, alone: false, limit: 25_000_000 })
const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex')
const get = (by: Person, address: string) => fetch(base + address, { headers: { cookie: by.cookie } })
const content = (by: Person, id: string) => get(by, `/api/attachments/${id}/content`)
const kept = async () =>
  (await readdir(path.join(dataDir, 'files'), { recursive: true })).filter((name) => /\w{64}$/.test(name))
const expire = () => expireUploads(app.ctx, files)

test('an upload that was not attached within a day is deleted, and its content unless another row refers to it', async () => {
  const [alone, shared] = [randomUUID(), randomUUID()]
  const forgotten = await uploads(karim, { 'a.txt': alone, 'b.txt': shared })
  const attachmentIds = await uploads(sonia, { 'c.txt': shared })
  await aTicket(sonia, { attachmentIds })
  await db.updateTable('attachment').set({ expires_at: '2026-01-01T00:00:00Z' }).where('id', 'in', forgotten).execute()
  const late = aTicket(karim, { attachmentIds: forgotten.slice(0, 1) })
  expect(await refusal(late)).toMatchObject({ code: 'not_found' })
  await expire()
  const names = (await kept()).map((name) => path.basename(name))
  expect(names).not.toContain(sha256(alone))
  expect(names).toContain(sha256(shared))
  expect(await (await content(sonia, attachmentIds[0] ?? '')).text()).toBe(shared)
})

test('a discarded upload is deleted with its previews, and only its sender can discard it', async () => {
  const photo = await aPhoto({ colour: '#123456' })
  const [id = ''] = await uploads(karim, { 'a.jpg': photo })
  await get(karim, `/api/attachments/${id}/preview`)
  const discard = (by: Person) => by.call(api.attachments.discard, { params: { id } })
  expect(await refusal(discard(sonia))).toMatchObject({ code: 'not_found' })
  await discard(karim)
  expect((await content(karim, id)).status).toBe(404)
  await expire()
  const left = await readdir(path.join(dataDir, 'files'), { recursive: true })
  expect(left.filter((name) => name.includes(sha256(photo)))).toEqual([])
})

test('a file without a row is deleted once it is a day old', async () => {
  const orphans = ['jeune', 'vieux'].map(sha256)
  for (const [index, orphan] of orphans.entries()) {
    const file = filePath(dataDir, orphan)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, 'x')
    const then = new Date(Date.now() - index * 2 * 24 * 3_600_000)
    await utimes(file, then, then)
  }
  const [id = ''] = await uploads(karim, { 'a.txt': 'cité' })
  const cited = filePath(dataDir, sha256('cité'))
  await utimes(cited, new Date(0), new Date(0))
  await sweepFiles(app.ctx, files)
  const names = (await kept()).map((name) => path.basename(name))
  expect(orphans.map((orphan) => names.includes(orphan))).toEqual([true, false])
  expect((await content(karim, id)).status).toBe(200)
})

test('incomplete uploads of a dead process are deleted at the next start', async () => {
  const left = path.join(dataDir, 'files', 'tmp', 'reste')
  await writeFile(left, 'x')
  await openFiles({ dataDir, bucket: null, alone: false, limit: 1 })
  expect(await readdir(path.join(dataDir, 'files', 'tmp'))).toEqual(['reste'])
  await openFiles({ dataDir, bucket: null, alone: true, limit: 1 })
  expect(await readdir(path.join(dataDir, 'files', 'tmp'))).toEqual([])
})

test('a content can be uploaded again while it is being deleted', async () => {
  const bytes = randomUUID()
  for (let time = 1; time <= 10; time++) {
    const [old = ''] = await uploads(karim, { 'a.txt': bytes })
    await karim.call(api.attachments.discard, { params: { id: old } })
    const [[id = '']] = await Promise.all([uploads(karim, { 'a.txt': bytes }), expire()])
    expect(await (await content(karim, id)).text()).toBe(bytes)
    await karim.call(api.attachments.discard, { params: { id } })
  }
})
