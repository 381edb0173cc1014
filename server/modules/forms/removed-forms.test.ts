import { expect, test } from 'vitest'
import { CallError, client } from '../../../contract/client.ts'
import { api } from '../../../contract/index.ts'
import { testApp } from '../../../tests/app.ts'

const { db, base, administrator } = await testApp()
const guest = client({ base })
const body = {
  name: 'Dépannage',
  title: 'Demander un dépannage',
  fields: [{ id: 'a', kind: 'line', label: 'x' }],
} as const
const aForm = async () => ({
  params: { id: (await administrator.call(api.forms.create, { body: { ...body, fields: [...body.fields] } })).id },
})
const refusal = (act: Promise<unknown>) =>
  act.then(
    () => null,
    (error) =>
      error instanceof CallError ? { code: error.code, status: error.status, details: error.details } : error,
  )

test('a removed form disappears, and restoring brings it back unchanged', async () => {
  const of = await aForm()
  await administrator.call(api.forms.remove, of)
  expect(await refusal(guest(api.forms.read, of))).toMatchObject({ code: 'not_found' })
  expect(await refusal(guest(api.forms.challenge, of))).toMatchObject({ code: 'not_found' })
  expect(await refusal(administrator.call(api.forms.remove, of))).toMatchObject({ code: 'not_found' })
  const changed = administrator.call(api.forms.change, {
    ...of,
    body: { ...body, fields: [...body.fields], version: 1 },
  })
  expect(await refusal(changed)).toMatchObject({ code: 'not_found' })
  const listed = await administrator.call(api.forms.list, {})
  expect(listed.items.map(({ id }) => id)).not.toContain(of.params.id)
  expect(listed.removed).toMatchObject([{ id: of.params.id, name: 'Dépannage' }])
  expect(await administrator.call(api.forms.restore, of)).toMatchObject({ version: 1, title: 'Demander un dépannage' })
  expect(await guest(api.forms.read, of)).toMatchObject({ title: 'Demander un dépannage' })
  expect(await refusal(administrator.call(api.forms.restore, of))).toMatchObject({ code: 'not_found' })
})

test('a form cannot be restored after 30 days', async () => {
  const of = await aForm()
  await administrator.call(api.forms.remove, of)
  const deleted_at = new Date(Date.now() - 31 * 86_400_000).toISOString()
  await db.updateTable('form').set({ deleted_at }).where('id', '=', of.params.id).execute()
  expect((await administrator.call(api.forms.list, {})).removed).toEqual([])
  expect(await refusal(administrator.call(api.forms.restore, of))).toMatchObject({ code: 'not_found' })
})

test('removal waits for quarantine to be empty, and a submission that arrives during it becomes a ticket', async () => {
  const of = await aForm()
  const pass_id = crypto.randomUUID()
  const kept = { id: crypto.randomUUID(), form_id: of.params.id, pass_id, request_hash: 'x', locale: 'fr' as const }
  const answers = JSON.stringify({ answers: { a: 'Chaudière' }, consent: false })
  await db
    .insertInto('form_submission')
    .values({ ...kept, answers, address_hash: 'x', network_hash: 'x', reasons: ['trap'] })
    .execute()
  const refused = { code: 'quarantine_first', status: 409, details: { count: 1 } }
  expect(await refusal(administrator.call(api.forms.remove, of))).toEqual(refused)
  await db.updateTable('form').set({ deleted_at: new Date().toISOString() }).where('id', '=', of.params.id).execute()
  const { number } = await administrator.call(api.forms.accept, { params: { id: kept.id } })
  expect(number).toEqual(expect.any(Number))
})
