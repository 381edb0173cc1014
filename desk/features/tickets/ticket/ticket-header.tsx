import { Link } from '@tanstack/react-router'
import { dot } from '../../../../browser/separator.ts'
import type { PresentAgent } from '../../../../contract/presence.ts'
import type { TicketView } from '../../../../contract/tickets.ts'
import { IconButton } from '../../../../ui/button.tsx'
import { Icon } from '../../../../ui/icon.tsx'
import { useDates, useNow } from '../../../lib/dates.ts'
import { useT } from '../../../lib/i18n.tsx'
import type { TicketSearch } from '../filter.ts'
import { ticketRef } from '../labels.ts'
import { PresentAgents } from '../presence/present-agents.tsx'
import { viewLabel } from '../views.ts'
import { Actions } from './actions.tsx'
import { MoreMenu } from './more-menu.tsx'
import classes from './ticket-header.module.css'
import { Title } from './title.tsx'

type Props = {
  ticket: TicketView
  search: TicketSearch
  others: readonly PresentAgent[]
  history: boolean
  onHistory: (history: boolean) => void
  onResolve: () => void
  onClientView: () => void
}

export function TicketHeader({ ticket, search, others, history, onHistory, onResolve, onClientView }: Props) {
  const t = useT()
  const dates = useDates()
  const now = useNow()
  return (
    <header className={classes.header}>
      <div className={classes.number}>
        <Link
          to="/tickets"
          search={search}
          className={classes.back}
          aria-label={t('ticket.back_to', { name: t(viewLabel(search)) })}
        >
          <Icon name="back" />
        </Link>
        <span className={classes.opened}>
          {ticketRef(ticket)}
          {dot}
          <time dateTime={ticket.reportedAt} title={dates.exact(ticket.reportedAt)}>
            <span className={classes.told}>
              {t(`opened.${ticket.channel}`, { when: dates.said(ticket.reportedAt, now) })}
            </span>
            <span className={classes.brief}>{dates.brief(ticket.reportedAt, now)}</span>
          </time>
        </span>
        <span className={classes.end}>
          <PresentAgents others={others} />
          <span className={classes.more}>
            <IconButton icon="eye" label={`${t('client_view.title')} (V)`} onClick={onClientView} />
            <MoreMenu ticket={ticket} history={history} onHistory={onHistory} />
            <Link to="/tickets" search={search} className={classes.close} title={`${t('ticket.close')} (Esc)`}>
              <Icon name="close" />
              <span className="sr-only">{t('ticket.close')}</span>
            </Link>
          </span>
        </span>
      </div>
      <Title ticket={ticket} />
      <Actions ticket={ticket} onResolve={onResolve} />
    </header>
  )
}
