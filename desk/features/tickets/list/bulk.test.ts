import { expect, test } from 'vitest'
import type { TicketRow } from '../../../../contract/tickets.ts'
import { doToEach, rightsToAny } from './bulk.ts'

const rows = [1, 2, 3].map((number) => ({ number }) as TicketRow)

test('a refusal for one ticket is reported, and does not stop the others', async () => {
  const seen: number[] = []
  const end = await doToEach(
    rows,
    async ({ number }) => {
      if (number === 2) throw new Error('taken')
    },
    ({ done }) => seen.push(done),
    new AbortController().signal,
  )
  expect(seen).toEqual([0, 1, 2, 3])
  expect(end.refused.map(({ row }) => row.number)).toEqual([2])
})

test('an aborted run leaves the remaining tickets unchanged', async () => {
  const stop = new AbortController()
  const end = await doToEach(
    rows,
    async () => stop.abort(),
    () => {},
    stop.signal,
  )
  expect(end.done).toBe(1)
})

test('an action is offered for several tickets when one of them allows it', () => {
  const none = { edit: false, claim: false, assign: false, status: false, cancel: false }
  const ticked = [{ can: none }, { can: { ...none, cancel: true } }] as TicketRow[]
  expect(rightsToAny(ticked)).toEqual({ ...none, cancel: true })
})
