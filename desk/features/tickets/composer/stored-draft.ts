import { storage } from '../../../lib/storage.ts'
import { blankDraft, type Draft, isNothing, waitingAttempt } from './draft.ts'

/** Owner and ticket of a draft. */
export type Place = { agentId: string; ticketId: string }

/** A draft as this device knows it. */
export type StoredDraft = {
  draft: Draft
  /** The newest revision of the server's that was seen here. */
  seen: number
  /** Changed here, and not on the server yet. */
  unsaved: boolean
  /** When it was last changed, by this device's clock. */
  changedAt: number
}

const nameOf = ({ agentId, ticketId }: Place) => `draft.${agentId}.${ticketId}`

/** Revisions that were seen of drafts which are no longer stored: an older answer must not bring one back. */
const seenHere = new Map<string, number>()

export function readStoredDraft(place: Place): StoredDraft {
  const name = nameOf(place)
  const nothing = { draft: blankDraft, seen: seenHere.get(name) ?? 0, unsaved: false, changedAt: 0 }
  try {
    const kept = JSON.parse(storage.read(name) ?? 'null') as StoredDraft | null
    return kept ? { ...kept, draft: { ...blankDraft, ...kept.draft } } : nothing
  } catch {
    return nothing
  }
}

export function writeStoredDraft(place: Place, kept: StoredDraft) {
  const name = nameOf(place)
  seenHere.set(name, kept.seen)
  storage.write(name, isNothing(kept.draft) ? null : JSON.stringify(kept))
}

/** Lists the tickets on which a step of this agent's was sent and never answered. */
export const waitingPlaces = (agentId: string): Place[] =>
  storage
    .keys(`draft.${agentId}.`)
    .map((name) => ({ agentId, ticketId: name.slice(`draft.${agentId}.`.length) }))
    .filter((place) => waitingAttempt(readStoredDraft(place).draft) !== null)

/** Calls `listener` when another tab of this browser has kept something else. */
export const onKeptElsewhere = (place: Place, listener: () => void) => storage.listen(nameOf(place), listener)
