import type { ReactNode } from 'react'
import { useT } from '../../../lib/i18n.tsx'
import { useDocumentTitle } from '../../../lib/use-document-title.ts'
import type { TicketSearch } from '../filter.ts'
import { viewLabel } from '../views.ts'
import classes from './ticket-desk.module.css'

type Props = { list: ReactNode; search: TicketSearch; opened: boolean; children: ReactNode }

/**
 * Layout of list and ticket. The list has the full width until a ticket opens beside it. On narrow screens the ticket
 * covers the list, which keeps its scroll position for the way back.
 */
export function TicketDesk({ list, search, opened, children }: Props) {
  return (
    <div className={classes.desk} data-opened={opened || undefined}>
      <div className={classes.list}>{list}</div>
      {opened ? <div className={classes.ticket}>{children}</div> : <ListTitle search={search} />}
    </div>
  )
}

/** Names the browser tab after the list, while no ticket is open. */
function ListTitle({ search }: { search: TicketSearch }) {
  const t = useT()
  useDocumentTitle(t(viewLabel(search)))
  return null
}
