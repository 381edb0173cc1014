import type { LiveNews } from '../../../contract/events.ts'

const leastWait = 40
const interval = 250

/**
 * Creates a batcher of news without duplicates: the first batch after 40 ms, the next ones at intervals of 250 ms.
 * While the page is hidden, news waits.
 */
export function createNewsBatcher(hand: (batch: LiveNews[]) => void, outOfView: () => boolean = () => document.hidden) {
  let waiting = new Map<string, LiveNews>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let handedAt = Number.NEGATIVE_INFINITY

  function handOn() {
    timer = undefined
    if (waiting.size === 0 || outOfView()) return
    const batch = [...waiting.values()]
    waiting = new Map()
    handedAt = Date.now()
    hand(batch)
  }

  function plan() {
    if (timer !== undefined || outOfView()) return
    timer = setTimeout(handOn, Math.max(leastWait, handedAt + interval - Date.now()))
  }

  return {
    add(news: LiveNews) {
      waiting.set(`${news.name} ${news.id}`, news)
      plan()
    },
    /** Call when the page becomes visible again. */
    look: plan,
    clear() {
      clearTimeout(timer)
      timer = undefined
      waiting = new Map()
    },
  }
}
