import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { TicketRow } from '../../../../contract/tickets.ts'
import { SkeletonRows } from '../../../../ui/skeleton.tsx'
import { useNow } from '../../../lib/dates.ts'
import { errorText } from '../../../lib/errors.ts'
import { useT } from '../../../lib/i18n.tsx'
import type { TicketSearch } from '../filter.ts'
import { relatedTicketsQuery } from './queries.ts'
import classes from './related-tickets.module.css'
import { SmallRow } from './small-row.tsx'

/** Returns the company or contact to show, unless the page is about it; null to show neither. */
function whoIn(of: TicketSearch, { company, contact }: TicketRow): string | null {
  if (of.contactId) return null
  if (of.reporterId) return contact ?? ''
  return (of.companyId ? contact : (company ?? contact)) ?? ''
}

/** Latest tickets of a record or an agent on its page, with a link to all of them. */
export function RelatedTickets({ of, none }: { of: TicketSearch; none?: string }) {
  const t = useT()
  const now = useNow()
  const { data, error } = useQuery(relatedTicketsQuery(of))
  if (error && !data) return <p className={classes.quiet}>{errorText(error)}</p>
  if (!data) return <SkeletonRows rows={3} label={t('shell.loading')} />
  if (data.items.length === 0) return <p className={classes.quiet}>{none ?? t('list.none_of')}</p>
  return (
    <>
      <ul>
        {data.items.map((row) => (
          <li key={row.id}>
            <SmallRow row={row} now={now} who={whoIn(of, row)} />
          </li>
        ))}
      </ul>
      {data.next && (
        <p className={classes.quiet}>
          <Link to="/tickets" search={{ state: 'all', ...of }}>
            {t('list.all_of')}
          </Link>
        </p>
      )}
    </>
  )
}
