import type { LivePresence, PresentAgent } from '../../../contract/presence.ts'

type Activity = LivePresence['doing']

/** Report of an open page about itself. A page is at one place at a time. */
export type Heartbeat = { agent: PresentAgent['agent']; page: string; place: string; doing: Activity }

type Page = { place: string; doing: PresentAgent['doing']; until: number }
type Pages = { agent: PresentAgent['agent']; pages: Map<string, Page> }

/** Time until a silent page counts as closed. Two heartbeats may be lost. */
const pageTimeoutMs = 45_000
const sweepMs = 5_000
/** Maximum number of pages of an agent; older ones are dropped. */
const maxPages = 20

/**
 * Opens the store of presence in this process's memory, which the next heartbeats fill again after a restart. `onChange` is
 * called once for each agent and place, however many pages they have: the most active page counts.
 */
export function openPresenceStore(onChange: (change: LivePresence) => void) {
  const people = new Map<string, Pages>()

  function hear({ agent, page, place, doing }: Heartbeat) {
    change(agent, (pages) => {
      if (doing !== 'left') {
        pages.delete(page) // Moves it to the end: the oldest comes first.
        pages.set(page, { place, doing, until: Date.now() + pageTimeoutMs })
        const [oldest] = pages.keys()
        if (pages.size > maxPages && oldest) pages.delete(oldest)
      } else if (pages.get(page)?.place === place) pages.delete(page)
    })
  }

  function change(agent: PresentAgent['agent'], act: (pages: Map<string, Page>) => void) {
    const pages = people.get(agent.id)?.pages ?? new Map<string, Page>()
    const before = activityByPlace(pages)
    act(pages)
    if (pages.size > 0) people.set(agent.id, { agent, pages })
    else people.delete(agent.id)
    const after = activityByPlace(pages)
    for (const place of new Set([...before.keys(), ...after.keys()])) {
      const doing = after.get(place) ?? 'left'
      if (before.get(place) !== doing) onChange({ id: place, agent, doing })
    }
  }

  function sweep() {
    const now = Date.now()
    for (const { agent, pages } of [...people.values()])
      change(agent, () => {
        for (const [page, { until }] of pages) if (until <= now) pages.delete(page)
      })
  }

  const sweeping = setInterval(sweep, sweepMs)
  return {
    hear,
    at(place: string): PresentAgent[] {
      const there = [...people.values()].flatMap(({ agent, pages }) => {
        const doing = activityByPlace(pages).get(place)
        return doing ? [{ agent, doing }] : []
      })
      return there.sort((a, b) => a.agent.name.localeCompare(b.agent.name))
    },
    close: () => clearInterval(sweeping),
  }
}

function activityByPlace(pages: Map<string, Page>): Map<string, PresentAgent['doing']> {
  const places = new Map<string, PresentAgent['doing']>()
  for (const { place, doing } of pages.values()) if (places.get(place) !== 'typing') places.set(place, doing)
  return places
}
