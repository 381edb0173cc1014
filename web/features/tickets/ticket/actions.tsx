import type { TicketView } from '../../../../contract/tickets.ts'
import { Button, IconButton } from '../../../../ui/button.tsx'
import { Menu, MenuItem } from '../../../../ui/menu.tsx'
import { toast } from '../../../../ui/toast.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { ClaimControl } from '../claim/claim-control.tsx'
import classes from './actions.module.css'
import { StatusControl } from './status-control.tsx'

type Props = { ticket: TicketView; history: boolean; onHistory: (history: boolean) => void; onResolve: () => void }

/** The status, and what one can do now. */
export function Actions({ ticket, history, onHistory, onResolve }: Props) {
  const t = useT()

  async function copyLink() {
    await navigator.clipboard.writeText(`${location.origin}/tickets/${ticket.number}`)
    toast({ text: t('ticket.link_copied') })
  }

  return (
    <div className={classes.actions}>
      <StatusControl ticket={ticket} />
      <ClaimControl ticket={ticket} />
      {ticket.can.reply && ticket.can.statuses.includes('resolved') && (
        <Button onClick={onResolve}>{t('ticket.do.solution')}</Button>
      )}
      <span className={classes.more}>
        <Menu position="bottom-end" target={<IconButton icon="more" label={t('shell.more')} />}>
          <MenuItem icon="clock" switched={history} onSelect={() => onHistory(!history)}>
            {t('story.history')}
          </MenuItem>
          <MenuItem icon="link" onSelect={copyLink}>
            {t('ticket.copy_link')}
          </MenuItem>
          <MenuItem icon="print" onSelect={() => window.print()}>
            {t('ticket.print')}
          </MenuItem>
        </Menu>
      </span>
    </div>
  )
}
