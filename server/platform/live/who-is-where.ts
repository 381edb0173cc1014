import type { LivePresence, Present } from '../../../contract/presence.ts'

type Doing = LivePresence['doing']

/** What a page of somebody's says of itself. A page is at one place at a time. */
export type Sign = { agent: Present['agent']; page: string; place: string; doing: Doing }

type Page = { place: string; doing: Present['doing']; until: number }
type Pages = { agent: Present['agent']; pages: Map<string, Page> }

/** Two heartbeats may be lost. */
const lastsMs = 45_000
const sweepMs = 5_000
/** Somebody's newest; that they have more open is theirs to know. */
const pagesAtMost = 20

/**
 * Who is where, in this process's memory and nowhere else: gone with it, told anew by the next heartbeats. `onChange`
 * hears of each person at a place once, whatever their pages: the busiest speaks for all.
 */
export function rememberWhoIsWhere(onChange: (change: LivePresence) => void) {
  const people = new Map<string, Pages>()

  function hear({ agent, page, place, doing }: Sign) {
    change(agent, (pages) => {
      if (doing !== 'left') {
        pages.delete(page) // to the end: the oldest stands first
        pages.set(page, { place, doing, until: Date.now() + lastsMs })
        const [oldest] = pages.keys()
        if (pages.size > pagesAtMost && oldest) pages.delete(oldest)
      } else if (pages.get(page)?.place === place) pages.delete(page)
    })
  }

  function change(agent: Present['agent'], act: (pages: Map<string, Page>) => void) {
    const pages = people.get(agent.id)?.pages ?? new Map<string, Page>()
    const before = doingAt(pages)
    act(pages)
    if (pages.size > 0) people.set(agent.id, { agent, pages })
    else people.delete(agent.id)
    const after = doingAt(pages)
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
    at(place: string): Present[] {
      const there = [...people.values()].flatMap(({ agent, pages }) => {
        const doing = doingAt(pages).get(place)
        return doing ? [{ agent, doing }] : []
      })
      return there.sort((a, b) => a.agent.name.localeCompare(b.agent.name))
    },
    close: () => clearInterval(sweeping),
  }
}

function doingAt(pages: Map<string, Page>): Map<string, Present['doing']> {
  const places = new Map<string, Present['doing']>()
  for (const { place, doing } of pages.values()) if (places.get(place) !== 'typing') places.set(place, doing)
  return places
}
