import type { LivePresence, PresentAgent } from '../../../../contract/presence.ts'
import { createStore } from '../../../../ui/store.ts'

type Doing = LivePresence['doing']

const beatMs = 20_000
/** Time without a key press after which the agent counts as viewing again, in milliseconds. */
const restMs = 6_000

/**
 * Announces to colleagues that the agent has a ticket open and its page is visible, and keeps the list of those who
 * have it open too. The response of each heartbeat replaces that list, so that a lost message is corrected within 20 s.
 * @param tell sends a heartbeat, and returns the colleagues
 */
export function openHeartbeat(ticketId: string, tell: (doing: Doing) => Promise<readonly PresentAgent[]>) {
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

  /** Updates the list only when it differs, so that components do not render again. */
  function show(next: readonly PresentAgent[]) {
    if (JSON.stringify(next) !== JSON.stringify(others.get())) others.set(next)
  }

  function leave() {
    asked += 1
    clearTimeout(resting)
    doing = 'looking'
    tell('left').catch(() => {}) // the server forgets silent pages anyway
  }

  function rest() {
    clearTimeout(resting)
    if (doing === 'looking') return
    doing = 'looking'
    beat()
  }

  return {
    others,
    /** Called for each key press. */
    type() {
      clearTimeout(resting)
      resting = setTimeout(rest, restMs)
      if (doing === 'typing') return
      doing = 'typing'
      beat()
    },
    /** Called when the step was sent. */
    rest,
    hear(change: LivePresence) {
      if (change.id !== ticketId) return
      heardSince.push(change)
      show(changed(others.get(), change))
    },
    /** Sends heartbeats until the returned function is called. */
    start() {
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
