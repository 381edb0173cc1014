import { type ReactNode, useState } from 'react'
import { isOpen } from '../../../../contract/enums.ts'
import type { TicketView } from '../../../../contract/tickets.ts'
import { Avatar } from '../../../../ui/avatar.tsx'
import { CriticalityBars } from '../../../../ui/criticality-bars.tsx'
import { Icon } from '../../../../ui/icon.tsx'
import { PriorityArrow } from '../../../../ui/priority-arrow.tsx'
import { useDates, useNow } from '../../../lib/dates.ts'
import { useT } from '../../../lib/i18n.tsx'
import { shortName } from '../../../lib/short-name.ts'
import { useShortcuts } from '../../../lib/shortcuts.ts'
import { PropertiesColumn, type ShortcutProperty } from '../properties/properties-column.tsx'
import classes from './properties-strip.module.css'

/** Summary of the properties in one line, which expands into all of them. */
export function PropertiesStrip({ ticket, actions }: { ticket: TicketView; actions: ReactNode }) {
  const t = useT()
  const dates = useDates()
  const now = useNow()
  const [open, setOpen] = useState(false)
  const [defaultOpened, setDefaultOpened] = useState<ShortcutProperty | null>(null)
  const late = ticket.dueAt !== null && isOpen(ticket.status) && Date.parse(ticket.dueAt) < now
  const show = (property: ShortcutProperty | null) => {
    setDefaultOpened(property)
    setOpen(true)
  }
  useShortcuts('keys.ticket', [
    { keys: 'p', label: 'fact.priority', run: () => show('priority'), when: !open && ticket.can.edit },
    { keys: 'a', label: 'ticket.assign', run: () => show('lead'), when: !open && ticket.can.assign },
  ])
  return (
    <div className={classes.strip}>
      <button
        type="button"
        className={classes.line}
        aria-expanded={open}
        onClick={() => (open ? setOpen(false) : show(null))}
      >
        <span>
          <Avatar name={ticket.lead?.name ?? null} size={18} />
          {ticket.lead ? shortName(ticket.lead.name) : t('ticket.unclaimed')}
        </span>
        <span>
          <CriticalityBars criticality={ticket.criticality} />
          {t(`criticality.${ticket.criticality}`)}
        </span>
        {ticket.priority && (
          <span>
            <PriorityArrow priority={ticket.priority} />
            {t(`priority.${ticket.priority}`)}
          </span>
        )}
        {ticket.dueAt && <span data-late={late || undefined}>{dates.stamp(ticket.dueAt, now)}</span>}
        <span className={classes.more}>
          <span>{t('fact.details')}</span>
          <Icon name="down" />
        </span>
      </button>
      {open && (
        <div className={classes.properties}>
          <PropertiesColumn ticket={ticket} actions={actions} defaultOpened={defaultOpened} />
        </div>
      )}
    </div>
  )
}
