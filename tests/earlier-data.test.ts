import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { api } from '../contract/index.ts'
import { testApp } from './app.ts'
import { aContact, aTicket } from './factories.ts'
import { guestWithPass } from './guest-form.ts'

const { db, base, administrator, hire } = await testApp()

/** Runs the statements of a migration again, on data as an earlier version left it. */
const migrateAgain = async (name = '0043_earlier_data.sql') =>
  sql.raw(await readFile(new URL(`../migrations/${name}`, import.meta.url), 'utf8')).execute(db)

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

test('tags of several spellings get the most used one, each once and in their order', async () => {
  const tagged = [['Froid', 'urgent'], ['froid'], ['FROID', 'Froid', 'garantie'], ['Été'], ['ete'], ['ete'], []]
  const ids: string[] = []
  for (const tags of tagged) {
    const { id } = await aTicket(administrator)
    ids.push(id)
    await sql`update ticket set tags = ${tags} where id = ${id}`.execute(db)
  }
  await sql`drop table tag; drop index ticket_tagged`.execute(db)
  await migrateAgain('0060_tags.sql')
  const { rows } = await sql<{ tags: string[] }>`
    select tags from ticket where id = any(${ids}::uuid[]) order by number`.execute(db)
  expect(rows.map(({ tags }) => tags)).toEqual([
    ['Froid', 'urgent'],
    ['Froid'],
    ['Froid', 'garantie'],
    ['ete'],
    ['ete'],
    ['ete'],
    [],
  ])
  const { items } = await administrator.call(api.tags.list, { query: {} })
  expect(items.map(({ name }) => name).sort()).toEqual(['Froid', 'ete', 'garantie', 'urgent'])
})

test('notes of earlier guests speak of addresses that are not confirmed, as the forms do now', async () => {
  const notes = (words: string) => `Formulaire Dépannage, ${words} : anne@example.test`
  const guest = await aContact(administrator, { notes: notes('adresse non vérifiée') })
  const other = await aContact(administrator, { notes: 'Sonner deux fois' })
  await migrateAgain('0063_unconfirmed_addresses.sql')
  const read = async (id: string) => (await administrator.call(api.contacts.show, { params: { id } })).notes
  expect(await read(guest.id)).toBe(notes('adresse non confirmée'))
  expect(await read(other.id)).toBe('Sonner deux fois')
})
