import { useCallback, useEffect } from 'react'
import type { LiveSeen } from '../../contract/unread.ts'
import { createStore, useStore } from '../../ui/store.ts'
import { api, call } from '../lib/api.ts'
import { isRefusal } from '../lib/errors.ts'
import { useMe } from '../lib/session.ts'

/**
 * Views in this browser that the server may not know yet, so that nothing on screen counts as unread: versions seen by
 * agent and ticket, and the instant up to which everything was seen.
 */
type Seen = { versions: ReadonlyMap<string, number>; upTo: ReadonlyMap<string, number> }
const seen = createStore<Seen>({ versions: new Map(), upTo: new Map() })

const rest = 300
const patience = 5_000
/**
 * Time in milliseconds that a ticket stays open before it counts as seen, so that moving through a list marks nothing.
 */
const dwell = 300

/** Versions to send to the server: the first at once, later ones in batches. */
const untold = new Map<string, number>()
let timer: ReturnType<typeof setTimeout> | undefined
let toldAt = Number.NEGATIVE_INFINITY

/** Stores a view. Returns whether it is new. */
function remember(agentId: string, { id, version }: { id: string; version: number }): boolean {
  const key = `${agentId} ${id}`
  const { versions, upTo } = seen.get()
  if ((versions.get(key) ?? 0) >= version) return false
  seen.set({ versions: new Map([...versions, [key, version]]), upTo })
  return true
}

function look(agentId: string, ticket: { id: string; version: number }) {
  if (!remember(agentId, ticket)) return
  untold.set(ticket.id, ticket.version)
  clearTimeout(timer)
  timer = setTimeout(tell, Math.max(0, toldAt + rest - Date.now()))
}

/**
 * Sends views to the server. Failed requests are retried. Refused ones are dropped, because the agent may no longer see
 * the ticket.
 */
async function tell() {
  toldAt = Date.now()
  clearTimeout(timer)
  const told = await Promise.all([...untold].map(tellOne))
  if (told.includes(false)) timer = setTimeout(tell, patience)
}

async function tellOne([id, version]: [string, number]): Promise<boolean> {
  try {
    await call(api.unread.see, { params: { id }, body: { version } }, { keepalive: true })
  } catch (error) {
    if (!isRefusal(error)) return false
  }
  if (untold.get(id) === version) untold.delete(id)
  return true
}

window.addEventListener('pagehide', () => void tell())

/** Marks each version of the ticket on screen as seen while the page is in view. */
export function useMarkSeen({ id, version }: { id: string; version: number }) {
  const me = useMe()
  useEffect(() => {
    const lookNow = () => {
      if (!document.hidden) look(me.id, { id, version })
    }
    const timer = setTimeout(lookNow, dwell)
    document.addEventListener('visibilitychange', lookNow)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', lookNow)
    }
  }, [me.id, id, version])
}

/** Marks everything up to an instant as seen, or undoes that with null. The caller notifies the server. */
export function markAllSeen(agentId: string, at: string | null) {
  const { versions, upTo } = seen.get()
  seen.set({ versions, upTo: new Map([...upTo, [agentId, at === null ? 0 : Date.parse(at)]]) })
}

/** Adds views from other pages and devices of the agent. */
export function mergeSeen(agentId: string, message: LiveSeen) {
  if ('upTo' in message) markAllSeen(agentId, message.upTo)
  else remember(agentId, message)
}

type Changed = { id: string; version: number; updatedAt: string }

/** Returns a function that tells whether the last change of a ticket was seen in this browser. */
export function useIsSeen(): (ticket: Changed) => boolean {
  const me = useMe()
  const { versions, upTo } = useStore(seen)
  return useCallback(
    ({ id, version, updatedAt }) =>
      version <= (versions.get(`${me.id} ${id}`) ?? 0) || Date.parse(updatedAt) <= (upTo.get(me.id) ?? 0),
    [versions, upTo, me.id],
  )
}
