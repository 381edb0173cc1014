import type { LivePresence, PresentAgent } from '../../../../contract/presence.ts'
import { createStore } from '../../../../ui/store.ts'

type Doing = LivePresence['doing']

const beatMs = 20_000
/** Time without a key press after which one only looks. Typing is told at most this often. */
const restMs = 6_000

/**
 * Says that somebody is on a ticket's page, as long as it is in view, and knows who else is. What it hears in passing is
 * set right by each answer, 20 s apart: nothing lost stays wrong.
 * @param tell answers who else is there
 */
export function beThere(ticketId: string, tell: (doing: Doing) => Promise<readonly PresentAgent[]>) {
  const others = createStore<readonly PresentAgent[]>([])
  let doing: PresentAgent['doing'] = 'looking'
  let resting: ReturnType<typeof setTimeout> | undefined
  let asked = 0
  let heardSince: LivePresence[] = []

  async function beat() {
    if (document.hidden) return
    const mine = ++asked
    heardSince = []
    const there = await tell(doing).catch(() => [])
    if (mine !== asked) return
    show(heardSince.reduce(changed, there))
  }

  /** The same people are no change. */
  function show(next: readonly PresentAgent[]) {
    if (JSON.stringify(next) !== JSON.stringify(others.get())) others.set(next)
  }

  function leave() {
    asked += 1
    clearTimeout(resting)
    doing = 'looking'
    tell('left').catch(() => {}) // it ends by itself
  }

  function rest() {
    clearTimeout(resting)
    if (doing === 'looking') return
    doing = 'looking'
    beat()
  }

  return {
    others,
    /** A key was touched. */
    type() {
      clearTimeout(resting)
      resting = setTimeout(rest, restMs)
      if (doing === 'typing') return
      doing = 'typing'
      beat()
    },
    /** Called once the step is sent. */
    rest,
    hear(change: LivePresence) {
      if (change.id !== ticketId) return
      heardSince.push(change)
      show(changed(others.get(), change))
    },
    /** Until what is returned is called. */
    attend() {
      const look = () => (document.hidden ? leave() : beat())
      const beating = setInterval(beat, beatMs)
      document.addEventListener('visibilitychange', look)
      window.addEventListener('pagehide', leave)
      window.addEventListener('online', beat)
      beat()
      return () => {
        clearInterval(beating)
        document.removeEventListener('visibilitychange', look)
        window.removeEventListener('pagehide', leave)
        window.removeEventListener('online', beat)
        leave()
      }
    },
  }
}

function changed(known: readonly PresentAgent[], { agent, doing }: LivePresence): readonly PresentAgent[] {
  const rest = known.filter((other) => other.agent.id !== agent.id)
  if (doing === 'left') return rest
  return [...rest, { agent, doing }].sort((a, b) => a.agent.name.localeCompare(b.agent.name))
}
