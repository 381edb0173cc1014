import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { TicketView } from '../../../../contract/tickets.ts'
import { toast } from '../../../../ui/toast.tsx'
import { t } from '../../../lib/i18n.tsx'
import { offeredMs, showUndo } from '../../../lib/undo.ts'
import { ticketRef } from '../labels.ts'
import { keepTicket } from '../queries.ts'
import { patchLists, toRow } from './patch-lists.ts'
import { refusalText } from './refusal-text.ts'
import { undoAct } from './requests.ts'

/** A change that succeeded: the version before it, and the ticket after it. */
export type DoneAct = { since: number; after: TicketView }

type Offered = {
  onUndone?: () => void
  /** When the first change succeeded; the time for undoing starts then. */
  startedAt?: number | undefined
  /** Shortcut for undoing in this place. */
  keys?: 'z' | 'mod+z' | undefined
}

/** Returns a function that shows a toast about a change, with a button and a shortcut to undo it. */
export function useOfferUndo() {
  const client = useQueryClient()
  return useCallback(
    (text: string, done: DoneAct[], { onUndone, startedAt = Date.now(), keys }: Offered = {}) => {
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

      showUndo({ text, undo: undoAll, keys, stay })
    },
    [client],
  )
}
