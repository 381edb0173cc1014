import { storage } from '../../../lib/storage.ts'
import { blankDraft, type Draft, isEmptyDraft, pendingAttempt } from './draft.ts'

/** Author and ticket of a draft. */
export type DraftKey = { agentId: string; ticketId: string }

/** A draft as this device stores it. */
export type StoredDraft = {
  draft: Draft
  /** Latest revision of the server that this device has seen. */
  seen: number
  /** Changed here, and not saved on the server yet. */
  unsaved: boolean
  /** Time of the last change, by this device's clock. */
  changedAt: number
}

const nameOf = ({ agentId, ticketId }: DraftKey) => `draft.${agentId}.${ticketId}`

/** Latest revisions of deleted drafts, so that an older response does not restore one. */
const seenHere = new Map<string, number>()

export function readStoredDraft(place: DraftKey): StoredDraft {
  const name = nameOf(place)
  const nothing = { draft: blankDraft, seen: seenHere.get(name) ?? 0, unsaved: false, changedAt: 0 }
  try {
    const kept = JSON.parse(storage.read(name) ?? 'null') as StoredDraft | null
    return kept ? { ...kept, draft: { ...blankDraft, ...kept.draft } } : nothing
  } catch {
    return nothing
  }
}

export function writeStoredDraft(place: DraftKey, kept: StoredDraft) {
  const name = nameOf(place)
  seenHere.set(name, kept.seen)
  storage.write(name, isEmptyDraft(kept.draft) ? null : JSON.stringify(kept))
}

/** Lists the tickets that have a step of this agent without a response. */
export const listPendingDrafts = (agentId: string): DraftKey[] =>
  storage
    .keys(`draft.${agentId}.`)
    .map((name) => ({ agentId, ticketId: name.slice(`draft.${agentId}.`.length) }))
    .filter((place) => pendingAttempt(readStoredDraft(place).draft) !== null)

/** Calls `listener` when another tab of this browser stores another draft. */
export const onKeptElsewhere = (place: DraftKey, listener: () => void) => storage.listen(nameOf(place), listener)
