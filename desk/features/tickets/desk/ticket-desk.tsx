import type { ReactNode } from 'react'
import { useT } from '../../../lib/i18n.tsx'
import { useDocumentTitle } from '../../../lib/use-document-title.ts'
import type { TicketSearch } from '../filter.ts'
import { viewLabel } from '../views.ts'
import classes from './ticket-desk.module.css'

type Props = { list: ReactNode; search: TicketSearch; opened: boolean; children: ReactNode }

/**
 * The list across the whole width until a ticket is opened beside it; where there is no room for both, the ticket lies
 * over the list, which keeps its place beneath for the way back.
 */
export function TicketDesk({ list, search, opened, children }: Props) {
  return (
    <div className={classes.desk} data-opened={opened || undefined}>
      <div className={classes.list}>{list}</div>
      {opened ? <div className={classes.ticket}>{children}</div> : <ListTitle search={search} />}
    </div>
  )
}

/** Gives the tab the name of the list, while no ticket gives it its own. */
function ListTitle({ search }: { search: TicketSearch }) {
  const t = useT()
  useDocumentTitle(t(viewLabel(search)))
  return null
}
