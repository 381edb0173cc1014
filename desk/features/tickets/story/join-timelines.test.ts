import { expect, test } from 'vitest'
import type { Step, TicketEvent, Timeline } from '../../../../contract/tickets.ts'
import { joinTimelines, withOlder } from './join-timelines.ts'

const aTimeline = (steps: string[], events: string[], olderBefore: string | null): Timeline => ({
  steps: steps.map((id) => ({ id }) as Step),
  events: events.map((id) => ({ id }) as TicketEvent),
  olderBefore,
})

test('entries that new steps push out of the newest part stay in view', () => {
  const joined = joinTimelines(aTimeline(['b', 'c'], ['1', '2'], 'b'), aTimeline(['c', 'd'], ['2', '3'], 'c'))
  expect(joined).toEqual(aTimeline(['b', 'c', 'd'], ['1', '2', '3'], 'b'))
})

test('a step that is missing in the newest part was taken back', () => {
  const joined = joinTimelines(aTimeline(['b', 'c', 'd'], [], 'b'), aTimeline(['c', 'e'], [], 'c'))
  expect(joined).toEqual(aTimeline(['b', 'c', 'e'], [], 'b'))
  expect(joinTimelines(aTimeline(['b'], [], null), aTimeline([], [], null)).steps).toEqual([])
})

test('when what lies between is not known, the older part is forgotten', () => {
  const fresh = aTimeline(['x', 'y'], [], 'x')
  expect(joinTimelines(aTimeline(['b', 'c'], [], null), fresh)).toEqual(fresh)
})

test('an older part comes before, and says whether there is still more', () => {
  expect(withOlder(aTimeline(['c'], ['2'], 'c'), aTimeline(['a', 'b'], ['1'], null))).toEqual(
    aTimeline(['a', 'b', 'c'], ['1', '2'], null),
  )
})
