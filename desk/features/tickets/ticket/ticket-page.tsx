import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { TicketView as Ticket } from '../../../../contract/tickets.ts'
import { Button } from '../../../../ui/button.tsx'
import { Empty } from '../../../../ui/empty.tsx'
import { errorText, isCode } from '../../../lib/errors.ts'
import { useT } from '../../../lib/i18n.tsx'
import { useBufferedKeys } from '../../../lib/use-buffered-keys.ts'
import { useDocumentTitle } from '../../../lib/use-document-title.ts'
import type { TicketSearch } from '../filter.ts'
import { ticketRef } from '../labels.ts'
import { ticketQuery } from '../queries.ts'
import classes from './ticket-page.module.css'
import { TicketSkeleton } from './ticket-skeleton.tsx'
import { TicketView } from './ticket-view.tsx'

/** Single-key shortcuts of a ticket. */
const ticketKeys = 'rispacvwt'

type Props = {
  number: number
  search: TicketSearch
  /** Actions about the ticket, drawn among its properties. */
  actions: (ticket: Ticket) => ReactNode
}

/** Page of a ticket by its number: skeleton, error or live ticket. */
export function TicketPage({ number, search, actions }: Props) {
  const t = useT()
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(ticketQuery(number, client))
  useDocumentTitle(data ? `${ticketRef(data)} ${data.title}` : ticketRef({ number }))
  useBufferedKeys(ticketKeys, data ? 'shown' : error ? 'failed' : 'loading')

  return (
    <div className={classes.page}>
      {data ? (
        <TicketView key={data.id} ticket={data} search={search} actions={actions(data)} />
      ) : error ? (
        <div role="alert">
          <Empty
            title={
              isCode(error, 'not_found') ? t('ticket.absent', { number: ticketRef({ number }) }) : t('ticket.failed')
            }
            action={
              isCode(error, 'not_found') ? (
                <Link to="/tickets" search={search}>
                  {t('ticket.back_to_list')}
                </Link>
              ) : (
                <Button onClick={() => refetch()}>{t('shell.retry')}</Button>
              )
            }
          >
            {isCode(error, 'not_found') ? t('ticket.absent_words') : errorText(error)}
          </Empty>
        </div>
      ) : (
        <TicketSkeleton />
      )}
    </div>
  )
}
