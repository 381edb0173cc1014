import { useRef, useState } from 'react'
import type { TicketRow } from '../../../../contract/tickets.ts'
import { useT } from '../../../lib/i18n.tsx'
import { type DoneAct, useOfferUndo } from '../changes/undo.ts'
import { ticketRef } from '../labels.ts'
import { type BulkProgress, doToEach } from './bulk.ts'

export type BulkJob = {
  act: (row: TicketRow) => Promise<DoneAct>
  /** Returns the text of the toast. */
  done: (count: number) => string
}

/** Runs a bulk action on the selected rows. Success clears the selection; refusals stay on the screen. */
export function useBulk(onClear: () => void) {
  const t = useT()
  const offerUndo = useOfferUndo()
  const [progress, setProgress] = useState<(BulkProgress & { told: string | null }) | null>(null)
  const stopping = useRef<AbortController | null>(null)

  function close() {
    setProgress(null)
    onClear()
  }

  return {
    progress,
    close,
    stop: () => stopping.current?.abort(),
    async start(rows: TicketRow[], job: BulkJob) {
      stopping.current = new AbortController()
      const acts: DoneAct[] = []
      let startedAt: number | undefined
      const act = async (row: TicketRow) => {
        acts.push(await job.act(row))
        startedAt ??= Date.now()
      }
      const end = await doToEach(rows, act, (now) => setProgress({ ...now, told: null }), stopping.current.signal)
      const told = toldOf(job.done(acts.length), end.refused)
      offerUndo(told, acts, { startedAt })
      if (end.refused.length === 0) close()
      else setProgress({ ...end, of: end.done, told })
    },
  }

  /** Returns a text such as “10 tickets annulés, 2 refusés : T-12, T-15”. */
  function toldOf(done: string, refused: BulkProgress['refused']) {
    if (refused.length === 0) return done
    const numbers = refused.slice(0, namedAtMost).map(({ row }) => ticketRef(row))
    const names = numbers.join(', ') + (refused.length > namedAtMost ? '…' : '')
    return t('bulk.refused', { done, count: refused.length, names })
  }
}

/** Maximum number of refused tickets that the text names. */
const namedAtMost = 5
