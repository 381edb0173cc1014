import type { ReactNode } from 'react'
import classes from './ticket-desk.module.css'

type Props = { list: ReactNode; opened: boolean; children: ReactNode }

/**
 * The list across the whole width until a ticket is opened beside it; where there is no room for both, the ticket lies
 * over the list, which keeps its place beneath for the way back.
 */
export function TicketDesk({ list, opened, children }: Props) {
  return (
    <div className={classes.desk} data-opened={opened || undefined}>
      <div className={classes.list}>{list}</div>
      {opened && <div className={classes.ticket}>{children}</div>}
    </div>
  )
}
