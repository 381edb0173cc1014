import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Action } from '../../../contract/actions.ts'
import { testApp } from '../../../tests/app.ts'
import { refusal } from '../../../tests/factories.ts'
import { anAction, change, markDone, reopen, show, titlesOf } from './actions.fixtures.ts'

const { db, hire } = await testApp()
const karim = await hire('technician', 'Karim Benali')
const ines = await hire('technician', 'Inès Faure')

/** Moves the due date and the start of a series, as when time has passed. */
const setDue = (id: string, due: string) =>
  sql`update action set due_at = ${due}::timestamptz, repeats_since = ${due}::timestamptz
    where id = ${id}::uuid`.execute(db)

test('a weekly action is followed by the next at the same hour, across a change of the clock', async () => {
  const repeat = { every: 1, unit: 'week', from: 'due' } as const
  // Half past two in Paris, a week before the night in which that hour is skipped.
  const action = await anAction(karim, { repeat, dueAt: '2030-03-24T01:30:00Z' })
  const { next } = await markDone(karim, action)
  expect(next).toMatchObject({ dueAt: '2030-03-31T01:30:00Z', repeat, doneAt: null, assignees: [{ id: karim.id }] })
  const after = await markDone(karim, next as Action)
  expect(after.next).toMatchObject({ dueAt: '2030-04-07T00:30:00Z' })
})

test('a monthly action of the 31st keeps to the end of shorter months', async () => {
  const repeat = { every: 1, unit: 'month', from: 'due' } as const
  const first = await anAction(karim, { repeat, dueAt: '2031-01-31T09:00:00Z' })
  const second = (await markDone(karim, first)).next as Action
  expect(second.dueAt).toBe('2031-02-28T09:00:00Z')
  expect((await markDone(karim, second)).next?.dueAt).toBe('2031-03-31T08:00:00Z')
})

test('an action that is long overdue is followed by one in the future', async () => {
  const action = await anAction(karim, {
    repeat: { every: 1, unit: 'day', from: 'due' },
    dueAt: '2030-01-01T09:00:00Z',
  })
  await setDue(action.id, '2020-01-01T09:00:00Z')
  const { next } = await markDone(karim, action)
  const inHours = (Date.parse(next?.dueAt ?? '') - Date.now()) / 3_600_000
  expect(inHours).toBeGreaterThan(0)
  expect(inHours).toBeLessThanOrEqual(25)
})

test('one that repeats from when it was done counts from today; undoing removes the next unless it was changed', async () => {
  const action = await anAction(karim, { title: 'Filtre', repeat: { every: 10, unit: 'day', from: 'done' } })
  const { next } = await markDone(karim, action)
  const inDays = (Date.parse(next?.dueAt ?? '') - Date.now()) / 86_400_000
  expect(Math.abs(inDays - 10)).toBeLessThan(0.1)
  await reopen(karim, action)
  expect(await refusal(show(karim, next as Action))).toMatchObject({ code: 'not_found' })
  const again = (await markDone(karim, action)).next as Action
  await change(karim, again, { title: 'Filtre à changer' })
  await reopen(karim, action)
  expect(await show(karim, again)).toMatchObject({ title: 'Filtre à changer' })
})

test('two who do an action that repeats at the same moment get one next action', async () => {
  const title = 'Une seule suite'
  const repeat = { every: 1, unit: 'day', from: 'due' } as const
  const action = await anAction(karim, {
    title,
    repeat,
    dueAt: '2030-01-07T09:00:00Z',
    assigneeIds: [karim.id, ines.id],
  })
  await Promise.all([markDone(karim, action), markDone(ines, action), markDone(karim, action)])
  expect((await titlesOf(karim)).filter((one) => one === title)).toHaveLength(1)
})
