import { useState } from 'react'
import type { TicketView } from '../../../../contract/tickets.ts'
import { Button } from '../../../../ui/button.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { lazyPart } from '../../../lib/lazy-part.tsx'
import { useShortcuts } from '../../../lib/shortcuts.ts'
import { holder, refusalText } from '../changes/refusal-text.ts'
import classes from './claim.module.css'
import { ClaimConflict } from './claim-conflict.tsx'
import { useTakeLead } from './use-take-lead.ts'

const TakeOver = lazyPart(() => import('./take-over.tsx').then((file) => file.TakeOver))

/** Button that claims an unclaimed ticket, or asks before it takes over a led one. */
export function ClaimControl({ ticket }: { ticket: TicketView }) {
  const t = useT()
  const take = useTakeLead(ticket)
  /** Lead named in the open confirmation; null while it is closed. */
  const [asked, setAsked] = useState<TicketView['lead']>(null)
  const { claim: canClaim, takeOver } = ticket.can
  const offered = canClaim || takeOver
  const claim = () => (takeOver ? setAsked(ticket.lead) : take.mutate({ from: null }))
  useShortcuts('keys.ticket', [{ keys: 'c', label: 'ticket.claim', run: claim, when: offered && !take.isPending }])

  return (
    <>
      {offered && (
        <Button kbd="C" busy={take.isPending} onClick={claim}>
          {t(takeOver ? 'ticket.take_over' : 'ticket.claim')}
        </Button>
      )}
      {take.isError && holder(take.error) && <ClaimConflict ticket={ticket} error={take.error} onDone={take.reset} />}
      {take.isError && !holder(take.error) && (
        <p className={classes.refused} role="alert">
          {refusalText(take.error)}
        </p>
      )}
      {asked && <TakeOver ticket={ticket} from={asked} onClose={() => setAsked(null)} />}
    </>
  )
}
