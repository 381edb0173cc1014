import { useState } from 'react'
import type { TicketView } from '../../../../contract/tickets.ts'
import { Popover } from '../../../../ui/popover.tsx'
import { StatusPill, StatusPillButton } from '../../../../ui/status-pill.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { useShortcuts } from '../../../lib/shortcuts.ts'
import { StatusPicker } from '../status/status-picker.tsx'

/** Button with the status, which opens its picker. */
export function StatusControl({ ticket }: { ticket: TicketView }) {
  const t = useT()
  const [opened, setOpened] = useState(false)
  const label = t(`status.${ticket.status}`)
  useShortcuts('keys.ticket', [
    { keys: 's', label: 'ticket.status', run: () => setOpened(true), when: ticket.can.status },
  ])
  if (!ticket.can.status) return <StatusPill status={ticket.status} label={label} />
  return (
    <Popover
      opened={opened}
      onClose={() => setOpened(false)}
      label={t('ticket.status_to')}
      wide
      target={
        <StatusPillButton
          status={ticket.status}
          label={label}
          aria-expanded={opened}
          title={`${t('ticket.status_to')} (S)`}
          onClick={() => setOpened(!opened)}
        />
      }
    >
      {opened && <StatusPicker ticket={ticket} onDone={() => setOpened(false)} />}
    </Popover>
  )
}
