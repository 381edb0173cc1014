import { expect, test } from 'vitest'
import { api } from '../../contract/index.ts'
import { type Person, testApp } from '../app.ts'
import { aContact, aTicket } from '../factories.ts'
import { type LiveStream, listen } from '../live-stream.ts'

const { db, base, administrator, hire } = await testApp()

const cookieOf = ({ cookie }: Person) => ({ cookie })
const hears = (stream: LiveStream, id: string) => stream.waitFor(({ data }) => data.id === id)
/** News comes in order: once something later is heard, what was not heard before will not be. */
async function heardUntil(stream: LiveStream, by: Person): Promise<(string | undefined)[]> {
  const last = await aContact(by, { name: 'Fin' })
  await hears(stream, last.id)
  return stream.heard.map(({ data }) => data.id)
}

test('news says names and ids, and nothing else', async () => {
  const stream = await listen(base, cookieOf(administrator))
  const ticket = await aTicket(administrator, { title: 'Secret' })
  const heard = await hears(stream, ticket.id)
  expect(Object.keys(heard.data).sort()).toEqual(['by', 'id', 'name', 'subject'])
  expect(JSON.stringify(stream.heard)).not.toContain('Secret')
  stream.cut()
})

test('a reader gets news of what they see and of what they have lost sight of', async () => {
  await db.updateTable('role').set({ sight: 'own' }).where('name', '=', 'technician').execute()
  const karim = await hire('technician', 'Karim Benali')
  const lea = await hire('technician', 'Léa Petit')
  const stream = await listen(base, cookieOf(karim))
  const unclaimed = await aTicket(administrator)
  const hers = await aTicket(administrator, { leadId: lea.id })
  const heard = await heardUntil(stream, administrator)
  expect(heard).toContain(unclaimed.id)
  expect(heard).not.toContain(hers.id)
  const before = stream.heard.length
  await lea.call(api.tickets.setLead, { params: { id: unclaimed.id }, body: { from: null, to: lea.id } })
  await heardUntil(stream, administrator)
  expect(stream.heard.slice(before).map(({ data }) => data.name)).toContain('ticket.claimed')
  const gone = await karim.call(api.tickets.show, { params: { key: unclaimed.id } }).catch((error) => error)
  expect(gone).toMatchObject({ code: 'not_found' })
  stream.cut()
})

test('a disconnected reader catches up on everything, once and in order', async () => {
  const stream = await listen(base, cookieOf(administrator))
  const first = await aTicket(administrator)
  const seen = await hears(stream, first.id)
  stream.cut()
  const missed: string[] = []
  for (let n = 0; n < 30; n++) missed.push((await aContact(administrator, { name: `Contact ${n}` })).id)
  const again = await listen(base, cookieOf(administrator), seen.id)
  await hears(again, missed.at(-1) ?? '')
  const places = again.heard.filter(({ event }) => event === 'news').map(({ id }) => id)
  expect(places).toEqual([...new Set(places)].sort((a, b) => a - b))
  expect(again.heard.map(({ data }) => data.id)).toEqual(expect.arrayContaining(missed))
  again.cut()
})

test('a reader who was away for too long must read everything again', async () => {
  const rows = Array.from({ length: 1_100 }, (_, n) => ({
    id: crypto.randomUUID(),
    seq: 1_000_000 + n,
    name: 'contact.changed',
    subject: 'contact',
    subject_id: crypto.randomUUID(),
    actor_kind: 'system' as const,
  }))
  await db.insertInto('event').values(rows).execute()
  const stream = await listen(base, cookieOf(administrator), 1)
  await stream.waitFor(({ event }) => event === 'reset')
  stream.cut()
  await db.deleteFrom('event').where('seq', '>=', 1_000_000).execute()
})

test('a stream ends within five seconds of its reader’s disabling', async () => {
  const person = await hire('operator')
  const stream = await listen(base, cookieOf(person))
  const start = performance.now()
  await administrator.call(api.agents.change, { params: { id: person.id }, body: { disabled: true } })
  await stream.waitFor(({ event }) => event === 'bye')
  expect(performance.now() - start).toBeLessThan(5_000)
})

test('a reader from a position beyond the newest event must read everything again', async () => {
  const stream = await listen(base, cookieOf(administrator), 999_999_999)
  await stream.waitFor(({ event }) => event === 'reset')
  stream.cut()
})

test('an agent who changes teams gets news of the new team’s tickets only', async () => {
  await db.updateTable('role').set({ sight: 'teams' }).where('name', '=', 'operator').execute()
  const [former, next] = await Promise.all(
    ['Chauffage', 'Informatique'].map((name) => administrator.call(api.teams.create, { body: { name } })),
  )
  const person = await hire('operator')
  const join = (teamId = '') =>
    administrator.call(api.agents.change, { params: { id: person.id }, body: { teamIds: [teamId] } })
  await join(former?.id)
  const stream = await listen(base, cookieOf(person))
  await join(next?.id)
  await hears(stream, person.id)
  const theirs = await aTicket(administrator, { teamId: former?.id ?? '' })
  const ours = await aTicket(administrator, { teamId: next?.id ?? '' })
  const heard = await heardUntil(stream, administrator)
  expect(heard).toContain(ours.id)
  expect(heard).not.toContain(theirs.id)
  stream.cut()
})

test('an invalid position in the stream is refused', async () => {
  const headers = { cookie: administrator.cookie, 'last-event-id': '-1 or 1=1' }
  const answer = await fetch(base + api.live.stream.path, { headers })
  expect(answer.status).toBe(400)
})
