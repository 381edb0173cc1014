import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { api } from '../../../../contract/index.ts'
import { type Person, testApp } from '../../../../tests/app.ts'
import { aTicket, refusal } from '../../../../tests/factories.ts'
import { deleteOldDrafts } from './drafts.ts'

const { db, administrator, hire } = await testApp()
await db.updateTable('role').set({ sight: 'own' }).where('name', '=', 'operator').execute()
const claire = await hire('technician', 'Claire Morel')
/** Agent who sees unclaimed tickets and those that she is on. */
const zoe = await hire('operator', 'Zoé Petit')

const words = (html: string) => ({ kind: 'answer' as const, visibility: 'public' as const, html })
const keep = (by: Person, id: string, html: string, seen = 0) =>
  by.call(api.drafts.keep, { params: { id }, body: { content: words(html), seen } })
const draftOf = async (by: Person, id: string) => (await by.call(api.tickets.show, { params: { key: id } })).draft

test('a draft is shown with its ticket on every device of its author, and to nobody else', async () => {
  const { id, draft } = await aTicket(administrator)
  expect(draft).toBeNull()
  const content = {
    ...words('<p>Je passe <strong>jeudi</strong>.</p>'),
    kind: 'question' as const,
    visibility: 'internal' as const,
    next: null,
    happenedAt: '2026-11-20T10:00:00.000Z',
    performer: { id: zoe.id, kind: 'agent' as const },
    minutes: 45,
  }
  const { revision } = await claire.call(api.drafts.keep, { params: { id }, body: { content } })
  const kept = await draftOf(claire, id)
  expect(kept).toMatchObject({ content, revision })
  expect(kept?.age).toBeLessThan(5_000)
  expect(await draftOf(administrator, id)).toBeNull()
  expect((await db.selectFrom('ticket').select('version').where('id', '=', id).executeTakeFirstOrThrow()).version).toBe(
    1,
  )
})

test('scripts are removed from a draft', async () => {
  const { id } = await aTicket(administrator)
  await keep(claire, id, '<p>a</p><img src=x onerror=alert(1)><script>alert(1)</script>')
  expect((await draftOf(claire, id))?.content?.html).toBe('<p>a</p>')
})

test('the latest text wins, and the response contains the text that it replaced unseen', async () => {
  const { id } = await aTicket(administrator)
  const desk = await keep(claire, id, '<p>Au bureau</p>')
  const phone = await keep(claire, id, '<p>En route</p>', desk.revision)
  expect(phone).toMatchObject({ replaced: null })
  expect(phone.revision).toBeGreaterThan(desk.revision)
  const again = await keep(claire, id, '<p>Au bureau, encore</p>', desk.revision)
  expect(again.replaced?.html).toBe('<p>En route</p>')
  expect((await draftOf(claire, id))?.content?.html).toBe('<p>Au bureau, encore</p>')
})

test('two concurrent saves leave one draft with the latest revision', async () => {
  const { id } = await aTicket(administrator)
  const answers = await Promise.all(['a', 'b', 'c', 'd'].map((word) => keep(claire, id, `<p>${word}</p>`)))
  const newest = Math.max(...answers.map(({ revision }) => revision))
  expect((await draftOf(claire, id))?.revision).toBe(newest)
})

test('sending a step ends its author’s draft in the same response, and no other draft', async () => {
  const { id } = await aTicket(administrator)
  const { revision } = await keep(claire, id, '<p>Je passe jeudi.</p>')
  await keep(administrator, id, '<p>À moi</p>')
  const body = { kind: 'answer', visibility: 'public', body: '<p>Je passe jeudi.</p>' } as const
  const { draft } = await claire.call(api.tickets.addStep, { params: { id }, body })
  expect(draft?.content).toBeNull()
  expect(draft?.revision).toBeGreaterThan(revision)
  expect((await draftOf(administrator, id))?.content?.html).toBe('<p>À moi</p>')
})

test('a refused step leaves the draft unchanged', async () => {
  const { id } = await aTicket(administrator)
  await keep(claire, id, '<p>Résolu</p>')
  const body = {
    kind: 'answer',
    visibility: 'public',
    body: 'x',
    status: { to: 'resolved', version: 1 },
  } as const
  expect(await refusal(claire.call(api.tickets.addStep, { params: { id }, body }))).toMatchObject({
    code: 'solution_required',
  })
  expect((await draftOf(claire, id))?.content?.html).toBe('<p>Résolu</p>')
})

test('a discarded draft disappears, and discarding none changes nothing', async () => {
  const { id } = await aTicket(administrator)
  await keep(claire, id, '<p>Non</p>')
  await claire.call(api.drafts.discard, { params: { id } })
  const gone = await draftOf(claire, id)
  expect(gone?.content).toBeNull()
  await claire.call(api.drafts.discard, { params: { id } })
  expect((await draftOf(claire, id))?.revision).toBe(gone?.revision)
})

test('a closed ticket keeps its drafts until it is reopened', async () => {
  const { id } = await aTicket(administrator)
  const body = { to: 'cancelled', version: 1, note: '<p>Doublon.</p>' } as const
  await administrator.call(api.tickets.setStatus, { params: { id }, body })
  await keep(claire, id, '<p>Trop tard</p>')
  expect((await draftOf(claire, id))?.content?.html).toBe('<p>Trop tard</p>')
})

test('the draft of a ticket out of sight is refused, and kept until the ticket is visible again', async () => {
  const { id } = await aTicket(administrator)
  await keep(zoe, id, '<p>Bonjour</p>')
  await claire.call(api.tickets.setLead, { params: { id }, body: { from: null, to: claire.id } })
  expect(await refusal(keep(zoe, id, '<p>Bonjour Madame</p>'))).toMatchObject({ code: 'not_found' })
  expect(await refusal(zoe.call(api.drafts.discard, { params: { id } }))).toMatchObject({ code: 'not_found' })
  await claire.call(api.tickets.setLead, { params: { id }, body: { from: claire.id, to: null } })
  expect((await draftOf(zoe, id))?.content?.html).toBe('<p>Bonjour</p>')
})

test('a draft that is too long or malformed is refused', async () => {
  const { id } = await aTicket(administrator)
  expect(await refusal(keep(claire, id, 'x'.repeat(100_001)))).toMatchObject({ code: 'invalid' })
  const body = { content: { ...words('x'), kind: 'poem' as 'answer' } }
  expect(await refusal(claire.call(api.drafts.keep, { params: { id }, body }))).toMatchObject({ code: 'invalid' })
})

test('drafts are deleted after 90 days without a change, and a month after they were sent', async () => {
  const ids = await Promise.all([1, 2, 3, 4].map(async () => (await aTicket(administrator)).id))
  const [old = '', recent = '', sent = '', justSent = ''] = ids
  for (const id of ids) await keep(claire, id, '<p>x</p>')
  for (const id of [sent, justSent]) await claire.call(api.drafts.discard, { params: { id } })
  const age = (id: string, days: number) =>
    db
      .updateTable('draft')
      .set({ updated_at: sql<string>`now() - make_interval(days => ${days})` })
      .where('ticket_id', '=', id)
      .execute()
  await age(old, 91)
  await age(recent, 89)
  await age(sent, 31)
  await age(justSent, 29)
  await deleteOldDrafts(db)
  const left = await db.selectFrom('draft').select('ticket_id').where('ticket_id', 'in', ids).execute()
  expect(left.map(({ ticket_id }) => ticket_id).sort()).toEqual([recent, justSent].sort())
})
