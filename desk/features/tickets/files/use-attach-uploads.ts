import { useEffect } from 'react'
import type { TicketView } from '../../../../contract/tickets.ts'
import { isRefusal } from '../../../lib/errors.ts'
import { useUploads } from '../../../lib/uploads/use-uploads.ts'
import { attachFile } from '../changes/requests.ts'
import { useTicketChange } from '../changes/use-ticket-change.ts'
import { ticketUploads } from './upload-queue-names.ts'

const againMs = 5_000

/** Attaches each upload to the ticket once it has arrived, one at a time, and retries when there is no response. */
export function useAttachUploads(ticket: TicketView) {
  const files = useUploads(ticketUploads(ticket))
  const attach = useTicketChange<string>(ticket.number, { send: (id) => attachFile(ticket, id) })
  const { mutate, isPending, error } = attach
  const [next] = files.ids
  const silent = error !== null && !isRefusal(error)

  // biome-ignore lint/correctness/useExhaustiveDependencies: once per upload, and again without a response
  useEffect(() => {
    if (next === undefined || isPending) return
    const send = () => mutate(next, { onSuccess: () => files.clear([next]) })
    if (!silent) return send()
    const timer = setTimeout(send, againMs)
    return () => clearTimeout(timer)
  }, [next, silent])

  return { files, error: next === undefined ? null : error }
}
