import { call, isCode, portal } from '../lib/api.ts'
import { useNews } from '../lib/live.ts'
import { useRead } from '../lib/use-read.ts'
import { Loading, Missing, Problem } from '../parts/notice.tsx'
import { TicketPage } from '../parts/ticket-page.tsx'

export function Ticket({ ticketKey }: { ticketKey: string }) {
  const read = useRead(ticketKey, (signal) => call(portal.show, { params: { key: ticketKey } }, { signal }))
  useNews((id) => {
    if (id === null || id === read.data?.id) read.reload()
  })
  // Remove a ticket that is no longer visible from the screen.
  if (isCode(read.error, 'not_found') || isCode(read.error, 'invalid')) return <Missing />
  if (read.data) return <TicketPage ticket={read.data} onChange={read.set} />
  return read.error ? <Problem error={read.error} onAgain={read.reload} /> : <Loading />
}
