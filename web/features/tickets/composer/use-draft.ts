import { useEffect, useRef, useState } from 'react'
import { blankDraft, type Draft, keepDraft, readDraft } from './draft.ts'

const calm = 400

/** The draft of a ticket; `kept` says that this machine holds it. */
export function useDraft(ticketId: string) {
  const [draft, setDraft] = useState(() => readDraft(ticketId))
  const [kept, setKept] = useState(true)
  const latest = useRef(draft)

  useEffect(() => {
    latest.current = draft
    const timer = setTimeout(() => {
      keepDraft(ticketId, draft)
      setKept(true)
    }, calm)
    return () => clearTimeout(timer)
  }, [ticketId, draft])

  // Left or closed before the timer: what was typed is kept all the same.
  useEffect(() => {
    const keep = () => keepDraft(ticketId, latest.current)
    window.addEventListener('pagehide', keep)
    return () => {
      window.removeEventListener('pagehide', keep)
      keep()
    }
  }, [ticketId])

  return {
    draft,
    kept,
    change(part: Partial<Draft>) {
      setKept(false)
      setDraft((known) => ({ ...known, ...part }))
    },
    /** Sent: the words go, and with them their key. What follows a note for agents is one too, until one says otherwise. */
    clear() {
      const { visibility } = latest.current
      const next: Draft =
        visibility === 'internal' ? { ...blankDraft, kind: 'information', visibility } : { ...blankDraft }
      latest.current = next
      setDraft(next)
      keepDraft(ticketId, next)
    },
    /** At once, before a call whose answer may never come. */
    keepNow(part: Partial<Draft>) {
      const next = { ...latest.current, ...part }
      latest.current = next
      setDraft(next)
      keepDraft(ticketId, next)
    },
  }
}
