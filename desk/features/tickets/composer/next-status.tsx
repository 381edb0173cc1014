import type { Status } from '../../../../contract/enums.ts'
import type { TicketView } from '../../../../contract/tickets.ts'
import { Menu, MenuItem } from '../../../../ui/menu.tsx'
import { StatusGlyph } from '../../../../ui/status-glyph.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { type Draft, listPossibleStatuses, nextOf } from './draft.ts'
import classes from './next-status.module.css'

type Props = { ticket: TicketView; draft: Draft; onNext: (next: Status | null) => void }

/** Menu of the status that the step sets: the one that its kind suggests, another, or none. */
export function NextStatus({ ticket, draft, onNext }: Props) {
  const t = useT()
  const next = nextOf(draft, ticket.can.statuses)
  const choices = listPossibleStatuses(draft, ticket.can.statuses)
  if (choices.length === 0) return null
  return (
    <Menu
      position="top-end"
      target={
        <button type="button" className={classes.next}>
          <StatusGlyph status={next ?? ticket.status} />
          <span>{next ? t('composer.then', { status: t(`status.${next}`) }) : t('composer.status_kept')}</span>
        </button>
      }
    >
      <MenuItem checked={next === null} onSelect={() => onNext(null)} mark={<StatusGlyph status={ticket.status} />}>
        {t('composer.keep_status', { status: t(`status.${ticket.status}`) })}
      </MenuItem>
      {choices.map((status) => (
        <MenuItem
          key={status}
          checked={status === next}
          mark={<StatusGlyph status={status} />}
          onSelect={() => onNext(status)}
        >
          {t(`status.${status}`)}
        </MenuItem>
      ))}
    </Menu>
  )
}
