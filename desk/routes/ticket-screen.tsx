import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { actionsAboutQuery } from '../data/actions.ts'
import { ticketSubject } from '../features/tickets/labels.ts'
import { TicketPage } from '../features/tickets/ticket/ticket-page.tsx'
import { lazyPart } from '../lib/lazy-part.tsx'
import type { SubjectRef } from '../lib/opened-action.ts'

export function TicketScreen() {
  const { key } = useParams({ from: '/desk/tickets/$key' })
  const search = useSearch({ from: '/desk/tickets' })
  return (
    <TicketPage
      key={key}
      number={Number(key)}
      search={search}
      actions={(ticket) => <Actions about={ticketSubject(ticket)} />}
    />
  )
}

/** Most tickets have no actions, and their pages do not load what draws them. */
const TicketActions = lazyPart(
  () => import('../features/actions/about/ticket-actions.tsx').then((file) => file.TicketActions),
  () => null,
)

/** Actions about a ticket, among its properties: nothing for a ticket that has none. */
function Actions({ about }: { about: SubjectRef }) {
  const { data } = useQuery(actionsAboutQuery(about))
  if (!data || data.items.length === 0) return null
  return <TicketActions about={about} actions={data.items} onClose={() => {}} />
}
