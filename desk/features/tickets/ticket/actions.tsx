import type { TicketView } from '../../../../contract/tickets.ts'
import { Button } from '../../../../ui/button.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { ClaimControl } from '../claim/claim-control.tsx'
import classes from './actions.module.css'
import { StatusControl } from './status-control.tsx'

type Props = { ticket: TicketView; onResolve: () => void }

/** Buttons for the status and the main actions. */
export function Actions({ ticket, onResolve }: Props) {
  const t = useT()
  return (
    <div className={classes.actions}>
      <StatusControl ticket={ticket} />
      <ClaimControl ticket={ticket} />
      {ticket.can.reply && ticket.can.statuses.includes('resolved') && (
        <Button onClick={onResolve}>{t('ticket.do.solution')}</Button>
      )}
    </div>
  )
}
