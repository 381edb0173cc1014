import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { api } from '../../../contract/index.ts'
import { testApp } from '../../../tests/app.ts'
import { refusal } from '../../../tests/factories.ts'
import { guestWithPass } from '../../../tests/guest-form.ts'

const { db, base, administrator } = await testApp()
const { call } = administrator
const fields = [
  { id: 'nom', kind: 'name', label: 'Votre nom' },
  { id: 'photos', kind: 'files', label: 'Photos' },
] as const
const form = await call(api.forms.create, { body: { name: 'Devis', title: 'Devis', fields: [...fields] } })
const of = { params: { id: form.id } }

const flood = (count: number) =>
  sql`
    insert into form_submission (id, form_id, pass_id, request_hash, answers, locale, address_hash, network_hash, reasons)
    select gen_random_uuid(), ${form.id}, gen_random_uuid(), '', '{"answers":{}}', 'fr', '', '', '{trap}'
    from generate_series(1, ${count}::int)`.execute(db)
const waiting = async () =>
  (await db.selectFrom('form_submission').select('id').where('ticket_id', 'is', null).execute()).length

test('a flood of submissions is listed page by page, and a page can be discarded at once', async () => {
  await flood(230)
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const page: { items: { id: string }[]; next: string | null } = await call(api.forms.quarantine, {
      query: { ...(cursor && { cursor }) },
    })
    ids.push(...page.items.map(({ id }) => id))
    cursor = page.next
  } while (cursor)
  expect(new Set(ids).size).toBe(230)
  const [first = ''] = ids
  await call(api.forms.discard, { params: { id: first } })
  await call(api.forms.discardMany, { body: { ids: ids.slice(0, 100) } })
  expect(await waiting()).toBe(130)
})

test('files are refused once 2,000 submissions wait, but text is accepted', async () => {
  await flood(2_000 - (await waiting()))
  const robot = await guestWithPass({ base, db }, form.id, { quick: true })
  const file = await robot.call(api.forms.upload, { ...of, query: { name: 'a.txt' }, body: new File(['a'], 'x') })
  const send = (attachmentIds: string[]) =>
    robot.call(api.forms.submit, { ...of, body: { answers: { nom: 'Anne' }, attachmentIds } })
  expect(await refusal(send([file.id]))).toMatchObject({ code: 'quarantine_full' })
  expect(await send([])).toMatchObject({ number: expect.any(Number) })
})
