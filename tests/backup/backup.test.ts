import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { copyFile, glob, mkdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { api } from '../../contract/index.ts'
import { writeArchive } from '../../server/platform/backup/archive.ts'
import { checkBackup } from '../../server/platform/backup/check-backup.ts'
import { openArchive, requireRestorable } from '../../server/platform/backup/index.ts'
import { runCli, startCli } from '../cli.ts'
import { runCliHere } from '../cli-here.ts'
import { makeDataDir, removeDataDir } from '../data-dir.ts'
import { callerOf, signIn, startGuichet } from '../guichet.ts'
import { secretKey } from '../secrets.ts'
import { startSmtpSink } from '../smtp-sink.ts'
import {
  contentsOf,
  describeSchema,
  fillWithNoise,
  keepCreating,
  keepRunning,
  mustRun,
  query,
  rowsOf,
  startHost,
} from './backup.fixtures.ts'

/**
 * One desk, backed up while it is written to, then handed on three times: to another embedded database, to a PostgreSQL of
 * the host, and back. What it held at each step is compared row by row.
 */
let folder: string
let host: Awaited<ReturnType<typeof startHost>>
let hosted: { DATABASE_URL: string } & ReturnType<typeof desk>
const at = (name: string) => path.join(folder, name)
const desk = (name: string) => ({ DATA_DIR: at(name), SECRET_KEY: secretKey })
const sink = await startSmtpSink()
const outlet = { SMTP_URL: sink.url, MAIL_FROM: 'sav@thermo.example' }
const nothing = () => {}
const restorable = async (name: string) => requireRestorable(await openArchive(at(name), {}), nothing)

beforeAll(async () => {
  folder = await makeDataDir()
  host = await startHost()
  hosted = await hostedDesk('hosted')
})

/** Returns the environment of a desk on a new database of a host. */
async function hostedDesk(name: string) {
  return { ...desk(name), DATABASE_URL: await host.createDatabase(name) }
}

afterAll(async () => {
  for (const name of ['original', 'second', 'fourth', 'interrupted']) await removeDataDir(at(name))
  await host.remove()
  await sink.stop()
  await removeDataDir(folder)
})

test('a backup made while tickets are created restores everything acknowledged before, and sends no mail', async () => {
  const original = await startGuichet(desk('original'))
  onTestFinished(() => original.kill())
  await original.healthy
  const signedIn = await signIn(original.base)
  const call = callerOf(original.base, signedIn)
  const contact = { name: 'Boucherie Roux', email: 'roux@client.example' }
  const { id: contactId } = await call(api.contacts.create, { body: contact })
  const photo = randomBytes(300_000)
  const upload = { query: { name: 'compresseur.bin' }, body: new File([photo], 'any') }
  const { id: photoId } = await call(api.attachments.upload, upload)
  const pictured = { title: 'Avec une photo', contactIds: [contactId], attachmentIds: [photoId] }
  await call(api.tickets.create, { body: pictured })
  const load = keepCreating(call, contactId)
  await vi.waitFor(() => expect(load.acknowledged.length).toBeGreaterThan(50), 10_000)
  const waiting = load.acknowledged[0]?.id ?? ''
  const until = new Date(Date.now() + 4_000).toISOString()
  const change = { to: 'waiting' as const, version: 1, until, note: 'pièce commandée' }
  await call(api.tickets.setStatus, { params: { id: waiting }, body: change })

  const before = [...load.acknowledged]
  const made = await runCli(desk('original'), 'backup', at('first.guichet'))
  await load.stop()
  expect(made).toMatchObject({ code: 0, output: expect.stringContaining('read back and sound') })
  expect(load.acknowledged.length).toBeGreaterThan(before.length)
  expect((await stat(at('first.guichet'))).mode & 0o777).toBe(0o600)
  const secrets = await rowsOf(at('original'), 'select value from instance_secret')
  for (const { value } of secrets) expect(made.output).not.toContain(value)
  const schema = await rowsOf(at('original'), describeSchema)
  await original.stop()

  expect(await runCli(desk('second'), 'restore', at('first.guichet'))).toMatchObject({ code: 0 })
  await mustRun(desk('second'), 'backup', at('second.guichet'))
  expect(await contentsOf(at('second.guichet'))).toEqual(await contentsOf(at('first.guichet')))

  const copy = await startGuichet({ ...desk('second'), ...outlet })
  onTestFinished(() => copy.kill())
  await copy.healthy
  expect(await rowsOf(at('second'), describeSchema)).toEqual(schema)
  expect((await fetch(copy.base + api.session.show.path, { headers: signedIn })).status).toBe(401)
  const anew = await signIn(copy.base)
  const callCopy = callerOf(copy.base, anew)
  const content = `${copy.base}${api.attachments.content.path.replace(':id', photoId)}`
  expect(Buffer.from(await (await fetch(content, { headers: anew })).arrayBuffer()).equals(photo)).toBe(true)
  const kept = await rowsOf(at('second'), 'select id, number from ticket')
  expect(kept).toEqual(expect.arrayContaining(before.map(({ id, number }) => ({ id, number }))))
  const next = await callCopy(api.tickets.create, { body: { title: 'Après', contactIds: [contactId] } })
  expect(next.number).toBeGreaterThan(Math.max(...kept.map(({ number }) => number)))

  // The wait ended while no Guichet ran.
  await vi.waitFor(async () => {
    const ticket = await callCopy(api.tickets.show, { params: { key: waiting } })
    expect(ticket.status).toBe('investigating')
  }, 10_000)
  await vi.waitFor(async () => {
    const { items } = await callCopy(api.mail.list, { query: { state: 'waiting' } })
    expect(items.some(({ ticket }) => ticket?.id === next.id)).toBe(true)
  }, 10_000)
  expect(sink.received).toEqual([])
  await callCopy(api.mail.changeSettings, { body: { held: false } })
  await vi.waitFor(() => expect(sink.to(contact.email).length).toBeGreaterThan(10), 15_000)
  await copy.stop()
})

test('rows are the same, and numbers continue, after a restore into a host’s PostgreSQL by an ordinary owner, and back', async () => {
  await mustRun(desk('second'), 'backup', at('third.guichet'))
  await mustRun(hosted, 'restore', at('third.guichet'))
  const guichet = await startGuichet(hosted)
  onTestFinished(() => guichet.kill())
  await guichet.healthy
  const call = callerOf(guichet.base, await signIn(guichet.base))
  const { items } = await call(api.tickets.list, { query: {} })
  const newest = Math.max(...items.map(({ number }) => number))
  const { items: contacts } = await call(api.contacts.list, { query: {} })
  const body = { title: 'Chez l’hébergeur', contactIds: [contacts[0]?.id ?? ''] }
  expect((await call(api.tickets.create, { body })).number).toBe(newest + 1)

  await mustRun(hosted, 'backup', at('hosted.guichet'))
  const hostedHealth = await runCliHere(hosted, 'doctor')
  expect(hostedHealth).toMatchObject({ code: 0, output: expect.stringContaining('Nothing to mend') })
  expect(hostedHealth.output).toMatch(/ok +connections: max_connections is \d+, enough for \d+ server/)
  await guichet.stop()
  await mustRun(desk('fourth'), 'restore', at('hosted.guichet'))
  await mustRun(desk('fourth'), 'backup', at('fourth.guichet'))
  expect(await contentsOf(at('fourth.guichet'))).toEqual(await contentsOf(at('hosted.guichet')))

  const elsewhere = { ...hosted, ...desk('elsewhere') }
  const refused = await runCliHere(elsewhere, 'restore', at('first.guichet'))
  expect(existsSync(at('elsewhere'))).toBe(false)
  expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('The database is not empty') })
})

test('a backup that is cut or altered anywhere is refused before anything is written', async () => {
  const whole = await readFile(at('first.guichet'))
  const places = [0, 1, 20, 4_000, whole.length >> 1, whole.length - 60, whole.length - 40, whole.length - 1]
  for (const place of places) {
    await writeFile(at('cut'), whole.subarray(0, place))
    await expect(restorable('cut')).rejects.toThrow(/not a backup of Guichet, or its end is missing/)
    const flipped = Buffer.from(whole)
    flipped[place] = (flipped[place] ?? 0) ^ 1
    await writeFile(at('flipped'), flipped)
    await expect(restorable('flipped')).rejects.toThrow(/damaged|not a backup of Guichet/)
  }
  await copyFile(at('first.guichet'), at('cut'))
  await truncate(at('cut'), whole.length - 1)
  const refused = await runCli(desk('never'), 'restore', at('cut'))
  expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('its end is missing') })
  expect(refused.output).not.toContain('    at ')
  expect(existsSync(at('never'))).toBe(false)
})

test('an altered or missing file is reported by backup, restore and doctor, and prevents none of them', async () => {
  await keepRunning(at('second'))
  const healthy = await runCliHere(desk('second'), 'doctor', '--files')
  expect(healthy).toMatchObject({ code: 0, output: expect.stringContaining('files cited: 1, all read and sound') })
  let file = ''
  for await (const found of glob(`${at('second/files')}/[0-9a-f][0-9a-f]/*`)) file = found
  await writeFile(file, 'autre chose')
  const altered = { code: 1, output: expect.stringContaining('a file is no longer what it was') }
  expect(await runCliHere(desk('second'), 'backup', at('altered.guichet'))).toMatchObject(altered)
  expect(await runCliHere(await hostedDesk('mended'), 'restore', at('altered.guichet'))).toMatchObject(altered)
  await rm(file)
  const missing = { code: 1, output: expect.stringContaining('a file that the database cites was not there') }
  expect(await runCliHere(desk('second'), 'backup', at('missing.guichet'))).toMatchObject(missing)
  const examined = await runCliHere(desk('second'), 'doctor')
  expect(examined).toMatchObject({ code: 1, output: expect.stringContaining('file missing') })
})

test('sessions, sign-in links and unattached uploads are in no backup', async () => {
  const rowsIn = async (name: string) => {
    const { tables } = await checkBackup(await openArchive(at('first.guichet'), {}), nothing)
    return tables.find((table) => table.name === name)?.rows
  }
  for (const name of ['user_session', 'access_link', 'user_verification', 'client_session', 'client_link'])
    expect([name, await rowsIn(name)]).toEqual([name, 0])
  expect(await rowsIn('attachment')).toBe(1)
})

test('an encrypted backup opens with its passphrase or its age key alone, and is refused when it was altered', async () => {
  const second = desk('second')
  await keepRunning(at('second'))
  const passphrase = { BACKUP_PASSPHRASE: 'orage-violet-sur-la-loire' }
  const identity = await generateX25519Identity()
  await writeFile(at('key.txt'), `# created: today\n${identity}\n`)
  const unlocked = await runCliHere(second, 'backup', '--encrypt', at('none.guichet'))
  expect(unlocked).toMatchObject({ code: 1, output: expect.stringContaining('Set BACKUP_PASSPHRASE') })
  const byPassphrase = await runCliHere({ ...second, ...passphrase }, 'backup', '--encrypt', at('locked.guichet'))
  const recipient = await identityToRecipient(identity)
  const byKey = await runCliHere(second, 'backup', '--recipient', recipient, at('keyed.guichet'))
  expect([byPassphrase.code, byKey.code]).toEqual([1, 1]) // its file is missing since the test before
  for (const name of ['locked.guichet', 'keyed.guichet']) {
    const bytes = await readFile(at(name))
    expect(bytes.subarray(0, 21).toString()).toBe('age-encryption.org/v1')
    await expect(restorable(name)).rejects.toThrow('is encrypted: set BACKUP_PASSPHRASE')
  }
  const opened = async (name: string, key: Parameters<typeof openArchive>[1]) =>
    requireRestorable(await openArchive(at(name), key), nothing)
  const tables = (await opened('locked.guichet', { passphrase: passphrase.BACKUP_PASSPHRASE })).tables
  expect((await opened('keyed.guichet', { identity })).tables.map(({ name }) => name)).toEqual(
    tables.map(({ name }) => name),
  )
  await expect(opened('locked.guichet', { passphrase: 'une-autre-phrase' })).rejects.toThrow('cannot be decrypted')
  const altered = await readFile(at('keyed.guichet'))
  altered[altered.length >> 1] = (altered[altered.length >> 1] ?? 0) ^ 1
  await writeFile(at('altered-keyed.guichet'), altered)
  await expect(opened('altered-keyed.guichet', { identity })).rejects.toThrow()
  const restored = await runCliHere(
    await hostedDesk('decrypted'),
    'restore',
    '--identity',
    at('key.txt'),
    at('keyed.guichet'),
  )
  expect(restored.output).toContain('Restored: the desk as it was')
})

test('a backup never overwrites another file', async () => {
  const refused = await runCliHere(desk('second'), 'backup', at('first.guichet'))
  expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('already exists') })
})

test('a backup from a newer version is refused, and so is a start on its data', async () => {
  await query(hosted.DATABASE_URL, `insert into schema_migration (name, hash) values ('9999_later.sql', 'unknown')`)
  await runCliHere(hosted, 'backup', at('newer.guichet'))
  const refused = await runCliHere(desk('never'), 'restore', at('newer.guichet'))
  expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('The backup is newer than this program') })
  expect(existsSync(at('never'))).toBe(false)
  const examined = await runCliHere(hosted, 'doctor')
  expect(examined).toMatchObject({ code: 1, output: expect.stringMatching(/to mend {2}migrations: .*newer/) })

  const started = await startGuichet(hosted)
  await expect(started.healthy).rejects.toThrow(/The database is newer than this program \(9999_later\.sql\)/)

  async function* later() {
    const content = Buffer.from(JSON.stringify({ format: 2, guichet: '9.0.0', madeAt: new Date().toISOString() }))
    yield { name: 'backup.json', size: content.length, content: [content] }
  }
  await writeArchive(at('later.guichet'), later())
  await expect(restorable('later.guichet')).rejects.toThrow('made by a newer version of Guichet (9.0.0)')
})

test('a killed backup leaves no file under its name, and a killed restore is recognised and can be repeated', async () => {
  await fillWithNoise(at('fourth'))
  const backup = startCli(desk('fourth'), 'backup', at('large.guichet'))
  await vi.waitFor(
    async () => expect((await stat(at('large.guichet.partial'))).size).toBeGreaterThan(1_000_000),
    20_000,
  )
  backup.process.kill('SIGKILL')
  expect(await backup.done).toMatchObject({ code: 'SIGKILL' })
  expect(existsSync(at('large.guichet'))).toBe(false)
  await mustRun(desk('fourth'), 'backup', at('large.guichet'))
  expect(existsSync(at('large.guichet.partial'))).toBe(false)

  const isThere = async () => expect(existsSync(at('interrupted/postgres/url'))).toBe(true)
  const isLoading = async () =>
    expect(await rowsOf(at('interrupted'), 'select from pg_stat_progress_copy')).not.toEqual([])
  for (const isTime of [isThere, isLoading]) {
    const restore = startCli(desk('interrupted'), 'restore', at('large.guichet'))
    await vi.waitFor(isTime, { timeout: 20_000, interval: 10 })
    restore.process.kill('SIGKILL')
    expect(await restore.done).toMatchObject({ code: 'SIGKILL' })
  }
  const started = await startGuichet(desk('interrupted'))
  await expect(started.healthy).rejects.toThrow(/A restore into .* was interrupted/)
  await mustRun(desk('interrupted'), 'restore', at('large.guichet'))
  await runCliHere(desk('interrupted'), 'backup', at('again.guichet'))
  expect(await contentsOf(at('again.guichet'))).toEqual(await contentsOf(at('large.guichet')))
})

test('a place with a desk or files is refused and stays unchanged', async () => {
  await rm(at('interrupted/files'), { recursive: true })
  const refused = await runCliHere(desk('interrupted'), 'restore', at('first.guichet'))
  expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('already holds a database') })
  await mkdir(at('with-files/files/ab'), { recursive: true })
  const full = await runCliHere({ DATA_DIR: at('with-files') }, 'restore', at('first.guichet'))
  expect(full).toMatchObject({ code: 1, output: expect.stringContaining('is not empty') })
})
