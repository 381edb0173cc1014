import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { TicketView } from '../../../../contract/tickets.ts'
import { createStore } from '../../../../ui/store.ts'
import { toast } from '../../../../ui/toast.tsx'
import { t } from '../../../lib/i18n.tsx'
import { keyName, useShortcuts, useSingleKeys } from '../../../lib/shortcuts.ts'
import { ticketRef } from '../labels.ts'
import { keepTicket } from '../queries.ts'
import { patchLists, toRow } from './patch-lists.ts'
import { refusalText } from './refusal-text.ts'
import { undoAct } from './requests.ts'

/** A change that succeeded: the version before it, and the ticket after it. */
export type DoneAct = { since: number; after: TicketView }

/** Time for undoing, in milliseconds. The server allows the same, and holds the mails back meanwhile. */
const offeredMs = 10_000

type Offered = {
  onUndone?: () => void
  /** When the first change succeeded; the time for undoing starts then. */
  startedAt?: number | undefined
  /** Shortcut for undoing in this place. */
  keys?: 'z' | 'mod+z' | undefined
}

/** Undoes the last change; null when there is none, or when its time is over. */
const offer = createStore<(() => void) | null>(null)

/** Returns a function that shows a toast about a change, with a button and a shortcut to undo it. */
export function useOfferUndo() {
  const client = useQueryClient()
  const singleKeys = useSingleKeys()
  return useCallback(
    (text: string, done: DoneAct[], { onUndone, startedAt = Date.now(), keys = 'z' }: Offered = {}) => {
      const acts = done.filter(({ since, after }) => since < after.version)
      if (acts.length === 0) return
      const stay = startedAt + offeredMs - Date.now()
      if (stay <= 0) return void toast({ text })

      async function undoAll() {
        let undone = 0
        const refused: { number: string; why: string }[] = []
        for (const { since, after } of acts) {
          try {
            const ticket = await undoAct(after, since, after.version)
            keepTicket(client, ticket)
            patchLists(client, toRow(ticket))
            undone += 1
          } catch (error) {
            refused.push({ number: ticketRef(after), why: refusalText(error) })
          }
        }
        const [first] = refused
        if (first) {
          const numbers = refused.map(({ number }) => number).join(', ')
          toast({
            tone: 'danger',
            text: refused.length === 1 ? `${numbers} : ${first.why}` : t('undo.refused', { numbers }),
          })
        }
        if (undone === 0) return
        toast({ text: t('undo.undone') })
        onUndone?.()
      }

      function run() {
        clear()
        dismiss()
        void undoAll()
      }
      const clear = () => {
        if (offer.get() === run) offer.set(null)
      }
      // Name the shortcut only where it works.
      const kbd = keys === 'z' && !singleKeys ? undefined : keyName(keys)
      const dismiss = toast({ text, action: { label: t('undo.do'), kbd, run }, stay })
      offer.set(run)
      setTimeout(clear, stay)
    },
    [client, singleKeys],
  )
}

/** Undoes the last change, and returns whether there was one. */
export function undoLast(): boolean {
  const run = offer.get()
  run?.()
  return run !== null
}

/** Binds Z to undo the last change, on every page. */
export function useUndoKey() {
  useShortcuts('keys.everywhere', [{ keys: 'z', label: 'undo.key', run: undoLast, when: () => offer.get() !== null }])
}
