import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, rm, statfs } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { api } from '../../contract/index.ts'
import { makeDataDir, removeDataDir } from '../data-dir.ts'
import { callerOf, type Guichet, signIn, startGuichet } from '../guichet.ts'

/** Guichet whose data is on a small disk of its own, a tmpfs, which only root can mount. */
let disk: string
let guichet: Guichet
let signedIn: { cookie: string }
const mount = (...args: string[]) => execFileSync('mount', args)
const unmount = (folder: string) => execFileSync('umount', [folder])

beforeAll(async () => {
  disk = await makeDataDir()
  mount('-t', 'tmpfs', '-o', 'size=600m,mode=755', 'tmpfs', disk)
  guichet = await startGuichet({ DATA_DIR: path.join(disk, 'desk') })
  await guichet.healthy
  signedIn = await signIn(guichet.base)
})
afterAll(async () => {
  await guichet?.stop()
  unmount(disk)
  await removeDataDir(disk)
})

const call = () => callerOf(guichet.base, signedIn)
const create = (title: string) =>
  call()(api.tickets.create, { body: { title, newCaller: { name: title, phone: '0240' } } })
const titles = async () => (await call()(api.tickets.list, { query: {} })).items.map(({ title }) => title)
const arriving = () => readdir(path.join(disk, 'desk', 'files', 'tmp'))
const times = (words: string) => guichet.output().split(words).length - 1

/** Fills the disk, leaving some bytes. Returns a function that frees the others. */
async function fill(left: number): Promise<() => Promise<void>> {
  const file = path.join(disk, 'filler')
  const handle = await open(file, 'w')
  const block = Buffer.alloc(1_000_000)
  const free = async () => {
    const { bavail, bsize } = await statfs(disk)
    return bavail * bsize
  }
  try {
    while ((await free()) > left)
      await handle.writeFile(block.subarray(0, Math.max(4_096, Math.min(block.length, (await free()) - left))))
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOSPC') throw error
  } finally {
    await handle.close()
  }
  const giveBack = () => rm(file, { force: true })
  onTestFinished(giveBack)
  return giveBack
}

test('a disk that is almost full refuses writes in plain words, serves reads, and recovers by itself', async () => {
  await create('Avant')
  const giveBack = await fill(60_000_000)
  await vi.waitFor(() => expect(create('Pendant')).rejects.toMatchObject({ status: 507, code: 'storage_full' }), 5_000)
  const upload = { query: { name: 'photo.jpg' }, body: new File([randomBytes(100_000)], 'any') }
  await expect(call()(api.attachments.upload, upload)).rejects.toMatchObject({ code: 'storage_full' })
  expect(await arriving()).toEqual([])
  await expect(create('Refusé')).rejects.toMatchObject({ code: 'storage_full' })
  expect(await titles()).toContain('Avant')
  expect(await titles()).not.toContain('Refusé')
  signedIn = await signIn(guichet.base)
  await giveBack()
  await vi.waitFor(() => create('Après'), 5_000)
  expect(await titles()).toEqual(expect.arrayContaining(['Après', 'Avant']))
  await vi.waitFor(() => expect(guichet.output()).toContain('The disk takes writes again'), 15_000)
  expect(times('The disk is full: writes are refused, reads are served')).toBe(1)
})

test('a disk without a byte left loses nothing that was acknowledged', async () => {
  const giveBack = await fill(0)
  await vi.waitFor(() => expect(create('Plein')).rejects.toMatchObject({ code: 'storage_full' }), 5_000)
  const before = await titles()
  await giveBack()
  await vi.waitFor(() => create('De nouveau'), 30_000)
  expect(await titles()).toEqual(['De nouveau', ...before])
})

test('a folder of files that turns read-only refuses files alone, with one sentence in the log', async () => {
  const files = path.join(disk, 'desk', 'files')
  mount('--bind', files, files)
  mount('-o', 'remount,bind,ro', files)
  const upload = () =>
    call()(api.attachments.upload, { query: { name: 'a.txt' }, body: new File([randomBytes(1_000)], 'any') })
  try {
    for (let tries = 0; tries < 3; tries += 1) await expect(upload()).rejects.toMatchObject({ status: 503 })
    await create('Sans fichier')
  } finally {
    unmount(files)
  }
  await upload()
  expect(times('The data folder cannot be written to')).toBe(1)
  await vi.waitFor(() => expect(guichet.output()).toContain('The data folder takes files again'), 15_000)
})

test('a read-only data folder is reported at the start', async () => {
  const readOnly = path.join(disk, 'read-only')
  await mkdir(readOnly)
  mount('-t', 'tmpfs', '-o', 'ro,size=1m', 'tmpfs', readOnly)
  onTestFinished(() => void unmount(readOnly))
  const refused = await startGuichet({ DATA_DIR: path.join(readOnly, 'desk') })
  await expect(refused.healthy).rejects.toThrow(/cannot be created: .*read-only.*Set DATA_DIR to another/i)
  expect(refused.output()).not.toMatch(/^ +at /m)
})
