import { randomUUIDv7 } from 'node:crypto'
import { expect, onTestFinished, test, vi } from 'vitest'
import { testDatabase } from '../../tests/database.ts'
import { type Reaction, startDispatcher } from './dispatcher.ts'

const { db } = await testDatabase()

function dispatching(plan: Reaction['plan']) {
  const errors: unknown[] = []
  const on = ['organisation.changed'] as const
  const dispatcher = startDispatcher({ db, reactions: [{ on, plan }], onError: (error) => errors.push(error) })
  onTestFinished(dispatcher.stop)
  return { ...dispatcher, errors }
}

async function happens(word: string) {
  const id = randomUUIDv7()
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

test('an event that a reaction cannot read waits alone, until it can be read', async () => {
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

test('what was committed by a process that died is dispatched by the next one', async () => {
  await happens('left')
  dispatching(() => null)
  await vi.waitFor(async () => expect((await dispatched()).at(-1)).toBe('left'))
})
