import { useRef, useState } from 'react'
import type { TicketRow } from '../../../../contract/tickets.ts'
import { type BulkProgress, doToEach } from './bulk.ts'

export type BulkAct = (row: TicketRow) => Promise<unknown>

/** One run over what is ticked. When all went well the ticks go by themselves; a refusal stays to be read. */
export function useBulk(onClear: () => void) {
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
    async start(rows: TicketRow[], act: BulkAct) {
      stopping.current = new AbortController()
      const end = await doToEach(rows, act, setProgress, stopping.current.signal)
      if (end.refused.length === 0) close()
      else setProgress({ ...end, of: end.done })
    },
  }
}
