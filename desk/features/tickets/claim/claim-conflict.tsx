import { useState } from 'react'
import type { TicketView } from '../../../../contract/tickets.ts'
import { Button } from '../../../../ui/button.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { lazyPart } from '../../../lib/lazy-part.tsx'
import { holder } from '../changes/refusal-text.ts'
import classes from './claim.module.css'

const TakeOver = lazyPart(() => import('./take-over.tsx').then((file) => file.TakeOver))

type Props = { ticket: TicketView; error: Error; onDone: () => void }

/** Alert that another agent claimed the ticket first, with the choice to take it over or to leave it. */
export function ClaimConflict({ ticket, error, onDone }: Props) {
  const t = useT()
  const lead = holder(error)
  const [asking, setAsking] = useState(false)
  if (!lead) return null
  // The ticket on the screen may not have its new lead yet.
  const canTake = ticket.can.claim || ticket.can.takeOver
  return (
    <div className={classes.taken} role="alert">
      <span>{t('ticket.already_claimed', { name: lead.name })}</span>
      {canTake && <Button onClick={() => setAsking(true)}>{t('ticket.take_over')}</Button>}
      <Button look="quiet" onClick={onDone}>
        {t('ticket.leave_it')}
      </Button>
      {asking && <TakeOver ticket={ticket} from={lead} onClose={() => setAsking(false)} onDone={onDone} />}
    </div>
  )
}
