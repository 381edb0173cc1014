import { useRef, useState } from 'react'
import type { TicketRow } from '../../../../contract/tickets.ts'
import { useT } from '../../../lib/i18n.tsx'
import { type DoneAct, useOfferUndo } from '../changes/undo.ts'
import { type BulkProgress, doToEach } from './bulk.ts'

export type BulkAct = (row: TicketRow) => Promise<DoneAct>

/** One run over what is ticked. When all went well the ticks go by themselves; a refusal stays to be read. */
export function useBulk(onClear: () => void) {
  const t = useT()
  const offerUndo = useOfferUndo()
  const [progress, setProgress] = useState<BulkProgress | null>(null)
  const stopping = useRef<AbortController | null>(null)

  function close() {
    setProgress(null)
    onClear()
  }

  return {
    progress,
    close,
    stop: () => stopping.current?.abort(),
    async start(rows: TicketRow[], how: BulkAct) {
      stopping.current = new AbortController()
      const acts: DoneAct[] = []
      let startedAt: number | undefined
      const act = async (row: TicketRow) => {
        acts.push(await how(row))
        startedAt ??= Date.now()
      }
      const end = await doToEach(rows, act, setProgress, stopping.current.signal)
      offerUndo(
        end.refused.length > 0
          ? t('bulk.done', { done: acts.length, count: end.refused.length })
          : t('bulk.all_done', { count: acts.length }),
        acts,
        { startedAt },
      )
      if (end.refused.length === 0) close()
      else setProgress({ ...end, of: end.done })
    },
  }
}
