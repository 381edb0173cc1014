import type { LiveNews } from '../../../contract/events.ts'

const leastWait = 40
const interval = 250

/**
 * Hands on news in batches, without repetition: the first at once (40 ms, for what one change brings together), the
 * next no sooner than 250 ms after. While the page is out of view they wait until somebody looks again.
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
    /** To be called when the page comes back into view. */
    look: plan,
    clear() {
      clearTimeout(timer)
      timer = undefined
      waiting = new Map()
    },
  }
}
