import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { api } from '../contract/index.ts'
import { writeDemo } from '../seeds/demo.ts'
import { agents, mailOf } from '../seeds/people.ts'
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres/index.ts'
import { openFiles } from '../server/platform/files/store.ts'
import { migrate } from '../server/platform/migrate.ts'
import { version } from '../server/platform/version.ts'
import { runCli } from '../tests/cli.ts'
import { makeDataDir, removeDataDir } from '../tests/data-dir.ts'
import { guestWithPass } from '../tests/guest-form.ts'
import { callerOf, signIn, startGuichet } from '../tests/guichet.ts'
import type { ReleaseFacts } from '../tests/lifecycle/releases.ts'
import { secretKey } from '../tests/secrets.ts'

/**
 * npm run release:data: keeps a backup of the demo company as this version writes it, for the test that starts later
 * versions on it. Run once, when a release is made.
 */
const folder = path.resolve('tests/releases', version)
const backup = path.join(folder, 'guichet.backup')

await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })
const dataDir = await makeDataDir()
try {
  await fillWithDemo()
  await writeFile(path.join(folder, 'facts.json'), `${JSON.stringify(await addRecords(), null, 2)}\n`)
  const { code, output } = await runCli({ DATA_DIR: dataDir, SECRET_KEY: secretKey }, 'backup', backup)
  console.log(output)
  process.exitCode = Number(code)
} finally {
  await removeDataDir(dataDir)
}

async function fillWithDemo(): Promise<void> {
  const postgres = await startEmbeddedPostgres({ dataDir, log() {} })
  try {
    await migrate(postgres.url)
    const files = await openFiles({ dataDir, bucket: null, alone: true, limit: 25_000_000 })
    await writeDemo(postgres.url, files, Date.now())
  } finally {
    await postgres.stop()
  }
}

/** Adds what the demo company lacks, as its people would. */
async function addRecords(): Promise<ReleaseFacts> {
  const guichet = await startGuichet({ DATA_DIR: dataDir, SECRET_KEY: secretKey, ADMIN_EMAIL: '', ADMIN_PASSWORD: '' })
  try {
    await guichet.healthy
    const call = callerOf(guichet.base, await signIn(guichet.base, mailOf(agents[0]?.name ?? '')))
    const site = await call(api.websites.create, { body: { name: 'Boutique', origin: 'https://boutique.example' } })
    const form = await call(api.forms.create, {
      body: {
        name: 'Dépannage',
        title: 'Demander un dépannage',
        fields: [
          { id: 'nom', kind: 'name', label: 'Votre nom', required: true, options: [] },
          { id: 'mail', kind: 'email', label: 'Votre adresse mail', required: true, options: [] },
          { id: 'objet', kind: 'subject', label: 'Objet', required: true, options: [] },
        ],
      },
    })
    const guest = await guestWithPass(guichet, form.id)
    const answers = { nom: 'Anne Roy', mail: 'anne@client.example', objet: 'Chaudière en panne depuis ce matin' }
    const { number } = await guest.call(api.forms.submit, { params: { id: form.id }, body: { answers } })
    return { lastNumber: number, formId: form.id, websiteId: site.website.id, websiteSecret: site.secret }
  } finally {
    await guichet.stop()
  }
}
