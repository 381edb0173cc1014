import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { api } from '../../../../contract/index.ts'
import { testApp } from '../../../../tests/app.ts'
import { signInClient } from '../../../../tests/client-session.ts'
import { aContact, aTicket, refusal } from '../../../../tests/factories.ts'

const guichet = await testApp()
const { db, administrator } = guichet
let made = 0
const someone = async () =>
  signInClient(guichet, await aContact(administrator, { email: `avis${++made}@example.test` }))

async function resolved(contactIds: string[]) {
  const { id } = await aTicket(administrator, { contactIds })
  await resolve(id)
  return id
}
async function resolve(id: string) {
  const { version } = await administrator.call(api.tickets.show, { params: { key: id } })
  const body = { to: 'resolved', version, note: '<p>Réparé.</p>' } as const
  await administrator.call(api.tickets.setStatus, { params: { id }, body })
}
const rating = (id: string, stars: number, words = '') => ({ params: { id }, body: { stars, words } })
const show = (id: string) => administrator.call(api.tickets.show, { params: { key: id } })

test('a rating can be changed, and the desk shows it, in the history too', async () => {
  const marie = await someone()
  const id = await resolved([marie.id])
  const rated = await marie.call(api.portal.rate, rating(id, 4, ' Rapide '))
  expect(rated).toMatchObject({ rating: { stars: 4, words: 'Rapide' }, can: { rate: true } })
  const { version } = await show(id)
  await marie.call(api.portal.rate, rating(id, 4, 'Rapide'))
  expect((await show(id)).version).toBe(version)
  await marie.call(api.portal.rate, rating(id, 2, 'Rapide'))
  const { rating: seen, timeline } = await show(id)
  expect(seen).toEqual({ stars: 2, words: 'Rapide' })
  const told = timeline.events.filter(({ name }) => name === 'ticket.rated').map(({ changes }) => changes)
  expect(told).toEqual([
    [
      { field: 'rating', from: null, to: 4 },
      { field: 'ratingWords', from: '', to: 'Rapide' },
    ],
    [{ field: 'rating', from: 4, to: 2 }],
  ])
})

test('a comment needs no stars and does not reopen the ticket', async () => {
  const marie = await someone()
  const id = await resolved([marie.id])
  const thanks = { params: { id }, body: { words: 'Merci !' } }
  const thanked = await marie.call(api.portal.rate, thanks)
  expect(thanked).toMatchObject({ status: 'resolved', rating: { stars: null, words: 'Merci !' } })
  const { rating: seen, timeline } = await show(id)
  expect(seen).toEqual({ stars: null, words: 'Merci !' })
  expect(timeline.events.at(-1)?.changes).toEqual([{ field: 'ratingWords', from: '', to: 'Merci !' }])
  const nothing = { params: { id }, body: { words: ' ' } }
  expect(await refusal(marie.call(api.portal.rate, nothing))).toMatchObject({ code: 'invalid' })
})

test('each resolution has its own rating, given while it is recent and on one’s own ticket', async () => {
  const [marie, paul] = [await someone(), await someone()]
  const id = await resolved([marie.id])
  await marie.call(api.portal.rate, rating(id, 1))
  expect(await refusal(paul.call(api.portal.rate, rating(id, 5)))).toMatchObject({ code: 'not_found' })
  for (const stars of [0, 6, 2.5])
    expect(await refusal(marie.call(api.portal.rate, rating(id, stars)))).toMatchObject({ code: 'invalid' })
  const { version } = await show(id)
  const body = { to: 'disputed', version, note: 'Toujours en panne' } as const
  const disputed = await marie.call(api.portal.setStatus, { params: { id }, body })
  expect(disputed).toMatchObject({ rating: null, can: { rate: false } })
  expect(await refusal(marie.call(api.portal.rate, rating(id, 5)))).toMatchObject({ code: 'not_rateable', status: 422 })
  await resolve(id)
  expect(await marie.call(api.portal.rate, rating(id, 5))).toMatchObject({ rating: { stars: 5, words: '' } })
  const long = {
    closed_at: sql<string>`closed_at - interval '31 days'`,
    rated_closing: sql<string>`rated_closing - interval '31 days'`,
  }
  await db.updateTable('ticket').set(long).where('id', '=', id).execute()
  expect(await refusal(marie.call(api.portal.rate, rating(id, 1)))).toMatchObject({ code: 'not_rateable' })
  expect((await show(id)).rating).toEqual({ stars: 5, words: '' })
})
