import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { api } from '../contract/index.ts'
import { testApp } from './app.ts'
import { guestWithPass } from './guest-form.ts'

const { db, base, administrator, hire } = await testApp()

/** Runs the statements of the migration again, on data as an earlier version left it. */
const migrateAgain = async () =>
  sql.raw(await readFile(new URL('../migrations/0043_earlier_data.sql', import.meta.url), 'utf8')).execute(db)

test('networks of earlier sessions become known to their accounts', async () => {
  const { id } = await hire('technician')
  const known = () =>
    db.selectFrom('known_source').select('source_hash').where('account_id', '=', id).orderBy('source_hash').execute()
  const remembered = await known()
  await sql`delete from known_source`.execute(db)
  await migrateAgain()
  const [network, ...others] = await known()
  expect(others).toEqual([])
  expect(remembered).toContainEqual(network)
})

test('earlier submissions in quarantine keep their files and get a number', async () => {
  const field = { required: true, options: [] }
  const { id } = await administrator.call(api.forms.create, {
    body: {
      name: 'Dépannage',
      title: 'Demander un dépannage',
      fields: [
        { ...field, id: 'nom', kind: 'name', label: 'Votre nom' },
        { ...field, id: 'mail', kind: 'email', label: 'Votre e-mail' },
        { ...field, id: 'objet', kind: 'subject', label: 'Objet' },
        { ...field, id: 'photos', kind: 'files', label: 'Photos', required: false },
      ],
    },
  })
  const { call } = await guestWithPass({ base, db }, id)
  const of = { params: { id } }
  const photo = await call(api.forms.upload, { ...of, query: { name: 'a.txt' }, body: new File(['a'], 'x') })
  const answers = { nom: 'Anne Roy', mail: 'anne@example.test', objet: 'Chaudière en panne' }
  const body = { answers, attachmentIds: [photo.id], website: 'https://spam.example' }
  await call(api.forms.submit, { ...of, body })
  await sql`update form_submission set number = null`.execute(db)
  await sql`update attachment set expires_at = now()`.execute(db)
  await migrateAgain()
  const { items } = await administrator.call(api.forms.quarantine, { query: {} })
  expect(items).toMatchObject([{ number: expect.any(Number), files: 1 }])
  const { rows } = await sql`select expires_at = 'infinity' as kept from attachment`.execute(db)
  expect(rows).toEqual([{ kept: true }])
  const accepted = await administrator.call(api.forms.accept, { params: { id: items[0]?.id ?? '' } })
  expect(accepted.number).toBe(items[0]?.number)
})
