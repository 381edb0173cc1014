import { ticketPath } from '../../../../contract/rules/page-addresses.ts'
import type { TicketView } from '../../../../contract/tickets.ts'
import { IconButton } from '../../../../ui/button.tsx'
import { Menu, MenuItem } from '../../../../ui/menu.tsx'
import { toast } from '../../../../ui/toast.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { startAction } from '../../../lib/opened-action.ts'
import { ticketSubject } from '../labels.ts'

type Props = { ticket: TicketView; history: boolean; onHistory: (history: boolean) => void }

/** Menu of less common actions. */
export function MoreMenu({ ticket, history, onHistory }: Props) {
  const t = useT()

  // Browsers have no clipboard over plain HTTP.
  const clipboard = navigator.clipboard as Clipboard | undefined

  async function copyLink() {
    await clipboard?.writeText(location.origin + ticketPath(ticket.number))
    toast({ text: t('ticket.link_copied') })
  }

  return (
    <Menu position="bottom-end" target={<IconButton icon="more" label={t('shell.more')} />}>
      <MenuItem icon="todo" kbd="T" onSelect={() => startAction(ticketSubject(ticket))}>
        {t('action.new_about')}
      </MenuItem>
      <MenuItem icon="clock" switched={history} onSelect={() => onHistory(!history)}>
        {t('story.history')}
      </MenuItem>
      {clipboard && (
        <MenuItem icon="link" onSelect={copyLink}>
          {t('ticket.copy_link')}
        </MenuItem>
      )}
      <MenuItem icon="print" onSelect={() => window.print()}>
        {t('ticket.print')}
      </MenuItem>
    </Menu>
  )
}
