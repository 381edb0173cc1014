import { expect, test } from 'vitest'
import type { Step, TicketEvent, Timeline } from '../../../../contract/tickets.ts'
import { joinTimelines, withOlder } from './join-timelines.ts'

const aTimeline = (steps: string[], events: string[], olderBefore: string | null): Timeline => ({
  steps: steps.map((id) => ({ id }) as Step),
  events: events.map((id) => ({ id }) as TicketEvent),
  olderBefore,
})

test('known entries that are older than the latest part are kept', () => {
  const joined = joinTimelines(aTimeline(['b', 'c'], ['1', '2'], 'b'), aTimeline(['c', 'd'], ['2', '3'], 'c'))
  expect(joined).toEqual(aTimeline(['b', 'c', 'd'], ['1', '2', '3'], 'b'))
})

test('a known step that is missing in the latest part is removed, because it was undone', () => {
  const joined = joinTimelines(aTimeline(['b', 'c', 'd'], [], 'b'), aTimeline(['c', 'e'], [], 'c'))
  expect(joined).toEqual(aTimeline(['b', 'c', 'e'], [], 'b'))
  expect(joinTimelines(aTimeline(['b'], [], null), aTimeline([], [], null)).steps).toEqual([])
})

test('the known part is dropped when it does not overlap with the latest one', () => {
  const fresh = aTimeline(['x', 'y'], [], 'x')
  expect(joinTimelines(aTimeline(['b', 'c'], [], null), fresh)).toEqual(fresh)
})

test('an older part is prepended, with the position of the next one', () => {
  expect(withOlder(aTimeline(['c'], ['2'], 'c'), aTimeline(['a', 'b'], ['1'], null))).toEqual(
    aTimeline(['a', 'b', 'c'], ['1', '2'], null),
  )
})
