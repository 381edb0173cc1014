import pg from 'pg'
import { expect, onTestFinished, test, vi } from 'vitest'
import { testDatabase } from '../../tests/database.ts'
import { type Reaction, startDispatcher } from './dispatcher.ts'
import { newId } from './new-id.ts'

const { db, url } = await testDatabase()

function dispatching(plan: Reaction['plan']) {
  const errors: unknown[] = []
  const on = ['organisation.changed'] as const
  const dispatcher = startDispatcher({ db, reactions: [{ on, plan }], onError: (error) => errors.push(error) })
  onTestFinished(dispatcher.stop)
  return { ...dispatcher, errors }
}

async function happens(word: string) {
  const id = newId()
  const event = {
    id,
    name: 'organisation.changed',
    subject: 'organisation',
    subject_id: id,
    actor_kind: 'system',
  } as const
  await db
    .insertInto('event')
    .values({ ...event, data: JSON.stringify({ word }) })
    .execute()
}

async function dispatched() {
  const rows = await db.selectFrom('event').select('data').where('seq', 'is not', null).orderBy('seq').execute()
  return rows.map(({ data }) => (data as { word: string }).word)
}

test('an event that a reaction cannot read waits until it can be read, and no other does', async () => {
  const stumbling = dispatching(({ data }) => {
    if ((data as { word: string }).word === 'odd') throw new Error('odd')
    return null
  })
  for (const word of ['first', 'odd', 'last']) await happens(word)
  stumbling.wake()
  await vi.waitFor(async () => expect(await dispatched()).toEqual(['first', 'last']))
  expect(String(stumbling.errors[0])).toContain('organisation.changed')
  await stumbling.stop()

  dispatching(() => null)
  await vi.waitFor(async () => expect(await dispatched()).toEqual(['first', 'last', 'odd']))
})

test('events of a dead process are dispatched by the next one', async () => {
  await happens('left')
  dispatching(() => null)
  await vi.waitFor(async () => expect((await dispatched()).at(-1)).toBe('left'))
})

/** Takes the dispatcher's lock in an open transaction, as a process that is frozen from then on. */
async function freeze(afterwards: (client: pg.Client) => void = () => {}) {
  const client = new pg.Client({ connectionString: url, application_name: 'guichet' })
  client.on('error', () => {}) // The dispatcher ends this session.
  await client.connect()
  await client.query('begin')
  await client.query('select pg_advisory_xact_lock(7401338)')
  afterwards(client)
  onTestFinished(() => client.end().catch(() => {}))
}

test('a process that freezes while it dispatches is replaced within ten seconds', async () => {
  await freeze()
  await happens('behind a frozen process')
  dispatching(() => null)
  await vi.waitFor(async () => expect((await dispatched()).at(-1)).toBe('behind a frozen process'), 10_000)
})

test('a process that freezes before it reads a response is replaced within ten seconds', async () => {
  await freeze((client) => {
    client.connection.stream.pause()
    client.query("select repeat('x', 1000) from generate_series(1, 20000)").catch(() => {})
  })
  await happens('behind an unread answer')
  dispatching(() => null)
  await vi.waitFor(async () => expect((await dispatched()).at(-1)).toBe('behind an unread answer'), 10_000)
})
