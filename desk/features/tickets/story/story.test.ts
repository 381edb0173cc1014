import { expect, test } from 'vitest'
import type { Step, TicketEvent } from '../../../../contract/tickets.ts'
import { changesOf, type EventLine, storyOf } from './story.ts'

const karim = { id: 'k', name: 'Karim', kind: 'agent' as const }
const at = (time: string) => `2025-11-24T${time}:00Z`
const aStep = (id: string, time: string) => ({ id, createdAt: at(time) }) as Step
const anEvent = (id: string, time: string, more: Partial<TicketEvent> = {}): TicketEvent => ({
  id,
  name: 'ticket.changed',
  undoes: null,
  at: at(time),
  by: karim,
  changes: [{ field: 'priority', from: null, to: 'high' }],
  stepId: null,
  ...more,
})
const read = (steps: Step[], events: TicketEvent[]) => storyOf({ steps, events, olderBefore: null })

test('changes of one person within a short time share a line; later ones and those of others have their own', () => {
  const entries = read(
    [],
    [
      anEvent('1', '08:00'),
      anEvent('2', '08:05'),
      anEvent('3', '08:06', { by: { id: 'l', name: 'Léa', kind: 'agent' } }),
      anEvent('4', '09:00'),
    ],
  )
  expect(entries.map((entry) => entry.kind === 'events' && entry.events.length)).toEqual([2, 1, 1])
})

test('a step between two changes separates their lines', () => {
  expect(read([aStep('s', '08:02')], [anEvent('1', '08:00'), anEvent('2', '08:05')]).map(({ id }) => id)).toEqual([
    '1',
    's',
    '2',
  ])
})

test('a step and the status that it sets are one entry, and the creation of the ticket is none', () => {
  const entries = read(
    [aStep('s', '08:02')],
    [
      anEvent('0', '08:00', { name: 'ticket.created' }),
      anEvent('1', '08:02', {
        name: 'ticket.status_changed',
        stepId: 's',
        changes: [{ field: 'status', from: 'opened', to: 'waiting' }],
      }),
    ],
  )
  expect(entries).toMatchObject([{ kind: 'step', id: 's', to: 'waiting' }])
})

test('a field that changed twice appears once in a line, and not at all when it has its first value again', () => {
  const line = (...changes: [unknown, unknown][]): EventLine => ({
    kind: 'events',
    id: '1',
    at: at('08:00'),
    by: karim,
    events: changes.map(([from, to], index) =>
      anEvent(String(index), '08:00', { changes: [{ field: 'priority', from, to }] }),
    ),
  })
  expect(changesOf(line([null, 'high'], ['high', 'low']))).toEqual([{ field: 'priority', from: null, to: 'low' }])
  expect(changesOf(line([null, 'high'], ['high', null]))).toEqual([])
})

test('each attached file appears in a line, except those that were removed again', () => {
  const file = (id: string) => [{ id, name: `${id}.jpg` }]
  const change = (from: unknown, to: unknown) => ({ changes: [{ field: 'attachments', from, to }] })
  const [line] = read(
    [],
    [
      anEvent('1', '08:00', change(null, file('a'))),
      anEvent('2', '08:01', change(null, file('b'))),
      anEvent('3', '08:02', change(file('a'), null)),
    ],
  )
  expect(changesOf(line as EventLine).map(({ to }) => to)).toEqual([file('b')])
})

test('an undone change does not appear, and neither does the undoing', () => {
  const resolved = [{ field: 'status', from: 'fixing', to: 'resolved' }]
  const events = [
    anEvent('a', '08:00', { changes: resolved }),
    anEvent('b', '08:01', { changes: [{ field: 'status', from: 'resolved', to: 'fixing' }], undoes: 'a' }),
  ]
  expect(storyOf({ steps: [], events, olderBefore: null })).toEqual([])
})
