import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { api } from '../contract/index.ts'
import { mailOf } from '../seeds/people.ts'
import { version } from '../server/platform/version.ts'
import { runCli } from '../tests/cli.ts'
import { startDemoDesk } from '../tests/demo-desk.ts'
import { guestWithPass } from '../tests/guest-form.ts'
import { callerOf, signIn } from '../tests/guichet.ts'
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
const desk = await startDemoDesk()
try {
  await writeFile(path.join(folder, 'facts.json'), `${JSON.stringify(await addRecords(), null, 2)}\n`)
  const place = { DATABASE_URL: desk.databaseUrl, DATA_DIR: desk.dataDir, SECRET_KEY: secretKey }
  const { code, output } = await runCli(place, 'backup', backup)
  console.log(output)
  process.exitCode = Number(code)
} finally {
  await desk.stop()
}

/** Adds records that the demo company lacks, through the API. */
async function addRecords(): Promise<ReleaseFacts> {
  const call = callerOf(desk.base, await signIn(desk.base, mailOf('Léa Martin')))
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
  const guest = await guestWithPass({ base: desk.base }, form.id)
  const answers = { nom: 'Anne Roy', mail: 'anne@client.example', objet: 'Chaudière en panne depuis ce matin' }
  const { number } = await guest.call(api.forms.submit, { params: { id: form.id }, body: { answers } })
  return { lastNumber: number, formId: form.id, websiteId: site.website.id, websiteSecret: site.secret }
}
