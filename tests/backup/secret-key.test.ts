import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { readArchive, writeArchive } from '../../server/platform/backup/archive.ts'
import { openArchive } from '../../server/platform/backup/index.ts'
import { findRunningPostgres } from '../../server/platform/embedded-postgres/index.ts'
import { createSecrets, newKey } from '../../server/platform/secrets.ts'
import { runCliHere } from '../cli-here.ts'
import { makeDataDir, removeDataDir } from '../data-dir.ts'
import { callerOf, signIn, startGuichet } from '../guichet.ts'

/** Desk whose secrets are encrypted by a key outside of its database, with and without that key. */
let folder: string
const at = (...names: string[]) => path.join(folder, ...names)
const passphrase = { BACKUP_PASSPHRASE: 'orage-violet-sur-la-loire' }
const told: { website: string; spreadsheet: string } = { website: '', spreadsheet: '' }
let sheetId = ''

beforeAll(async () => {
  folder = await makeDataDir()
})
afterAll(async () => {
  for (const name of ['desk', 'keyless', 'whole', 'moved']) await removeDataDir(at(name))
  await removeDataDir(folder)
})

async function started(name: string) {
  const guichet = await startGuichet({ DATA_DIR: at(name) })
  onTestFinished(() => guichet.kill())
  await guichet.healthy
  return { ...guichet, call: callerOf(guichet.base, await signIn(guichet.base)) }
}

async function queryAt<T extends object>(name: string, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: (await findRunningPostgres(at(name))) ?? '' })
  await client.connect()
  try {
    return (await client.query<T>(sql)).rows
  } finally {
    await client.end()
  }
}

const sealedTexts = (name: string) =>
  queryAt<{ text: string }>(
    name,
    `select value as text from instance_secret union all select smtp_url from mail_settings
     union all select secret from website union all select secret from spreadsheet`,
  )

test('the database contains no plain secret, and only its owner can read the key', async () => {
  const desk = await started('desk')
  const server = { host: '127.0.0.1', port: 2525, secure: false, user: 'sav', password: 'mot-de-passe-smtp' }
  await desk.call(api.mail.changeSettings, { body: { server, senderAddress: 'sav@thermo.test' } })
  const site = { name: 'Boutique', origin: 'https://boutique.test', verifiesAddresses: false }
  told.website = (await desk.call(api.websites.create, { body: site })).secret
  const { id } = await desk.call(api.spreadsheets.create, {
    body: {
      ...{ name: 'Demandes', address: null, fileName: null, allowsPrivate: false, everyMinutes: 15 },
      columns: { Date: 'timestamp', Nom: 'name', Quoi: 'title' },
    },
  })
  sheetId = id
  told.spreadsheet = (await desk.call(api.spreadsheets.secret, { params: { id } })).secret
  const texts = await sealedTexts('desk')
  const key = (await readFile(at('desk', 'secret.key'), 'utf8')).trim()
  for (const { text } of texts) expect(text.split('.').slice(0, 2)).toEqual(['v1', createSecrets([key]).keyId])
  expect((await stat(at('desk', 'secret.key'))).mode & 0o777).toBe(0o600)
  const examined = await runCliHere({ DATA_DIR: at('desk') }, 'doctor')
  expect(examined.output).toMatch(/ok +secrets: .*secret\.key opens all of them/)
  expect((await runCliHere({ DATA_DIR: at('desk') }, 'backup', at('plain.guichet'))).output).toContain('is not in it')
  await runCliHere({ DATA_DIR: at('desk'), ...passphrase }, 'backup', '--encrypt', at('locked.guichet'))
  await desk.stop()
})

test('a backup that is not encrypted needs the key, or says what must be set again', async () => {
  const refused = await runCliHere({ DATA_DIR: at('keyless') }, 'restore', at('plain.guichet'))
  expect(refused).toMatchObject({ code: 1, output: expect.stringMatching(/need a key[\s\S]*the mail server/) })
  const restored = await runCliHere({ DATA_DIR: at('keyless') }, 'restore', '--without-key', at('plain.guichet'))
  expect(restored).toMatchObject({ code: 0, output: expect.stringContaining('set again') })
  const desk = await started('keyless')
  const { server } = await desk.call(api.mail.settings, {})
  expect(server).toBeNull()
  const { secret } = await desk.call(api.spreadsheets.secret, { params: { id: sheetId } })
  expect(secret).toMatch(/^whsec_/)
  expect(secret).not.toBe(told.spreadsheet)
  const [site] = (await desk.call(api.websites.list, {})).items
  await desk.call(api.websites.renewSecret, { params: { id: site?.id ?? '' }, body: { keepFormer: true } })
  await desk.stop()

  await mkdir(at('moved'))
  await copyFile(at('desk', 'secret.key'), at('moved', 'secret.key'))
  expect(await runCliHere({ DATA_DIR: at('moved') }, 'restore', at('plain.guichet'))).toMatchObject({ code: 0 })
  const moved = await started('moved')
  expect(await moved.call(api.spreadsheets.secret, { params: { id: sheetId } })).toEqual({ secret: told.spreadsheet })
  await moved.stop()
})

test('a backup that was altered without the key is refused where the key is known', async () => {
  const source = await openArchive(at('plain.guichet'), {})
  async function* altered() {
    for await (const { name, content } of readArchive(source)) {
      const chunks: Buffer[] = []
      for await (const chunk of content) chunks.push(chunk)
      const bytes = Buffer.concat(chunks)
      if (name !== 'manifest.json') yield { name, size: bytes.length, content: [bytes] }
      else {
        const manifest = JSON.parse(bytes.toString('utf8'))
        const text = Buffer.from(JSON.stringify({ ...manifest, madeAt: '2020-01-01T00:00:00.000Z' }))
        yield { name, size: text.length, content: [text] }
      }
    }
  }
  await writeArchive(at('altered.guichet'), altered())
  const withKey = { DATA_DIR: at('altered'), SECRET_KEY: (await readFile(at('desk', 'secret.key'), 'utf8')).trim() }
  expect(await runCliHere(withKey, 'restore', at('altered.guichet'))).toMatchObject({
    code: 1,
    output: expect.stringContaining('does not prove'),
  })
})

test('an encrypted backup brings the key along', async () => {
  const restored = await runCliHere({ DATA_DIR: at('whole'), ...passphrase }, 'restore', at('locked.guichet'))
  expect(restored).toMatchObject({ code: 0 })
  const desk = await started('whole')
  expect(await desk.call(api.spreadsheets.secret, { params: { id: sheetId } })).toEqual({ secret: told.spreadsheet })
  await desk.stop()
})

test('a desk without its key does not start and says what to do, and its secrets can be cleared', async () => {
  await rename(at('desk', 'secret.key'), at('secret.key'))
  const refused = await startGuichet({ DATA_DIR: at('desk') })
  await expect(refused.healthy).rejects.toThrow(/encrypted with a key that is not here[\s\S]*reset-secrets/)
  expect(await runCliHere({ DATA_DIR: at('desk') }, 'doctor')).toMatchObject({
    code: 1,
    output: expect.stringMatching(/to mend +secrets: their key is not here/),
  })
  const reset = await runCliHere({ DATA_DIR: at('desk') }, 'reset-secrets')
  expect(reset).toMatchObject({ code: 0, output: expect.stringContaining('second factors') })
  const desk = await started('desk')
  await desk.stop()
})

test('plain secrets and those of a former key are encrypted by the current key at the start', async () => {
  const first = await started('moved')
  await queryAt('moved', `update website set secret = 'in-clear'`)
  await first.stop()
  const former = (await readFile(at('moved', 'secret.key'), 'utf8')).trim()
  const current = newKey()
  await rm(at('moved', 'secret.key'))
  await writeFile(at('moved', 'secret.key'), `${current}\n${former}\n`, { mode: 0o600 })
  const desk = await started('moved')
  const texts = await sealedTexts('moved')
  const { keyId, open } = createSecrets([current])
  for (const { text } of texts) expect(text.split('.')[1]).toBe(keyId)
  const [site] = await queryAt<{ secret: string }>('moved', 'select secret from website')
  expect(open('website.secret', site?.secret ?? '')).toBe('in-clear')
  expect(await desk.call(api.spreadsheets.secret, { params: { id: sheetId } })).toEqual({ secret: told.spreadsheet })
  await desk.stop()
})
