import { Icon } from '../../../../ui/icon.tsx'
import { type MessageKey, useT } from '../../../lib/i18n.tsx'
import type { TicketSearch, ticketSorts } from '../filter.ts'
import classes from './columns.module.css'

type Sort = (typeof ticketSorts)[number]
type Column = { label: MessageKey; sort?: Sort; end?: boolean }

const columns: Column[] = [
  { label: 'list.column.number', sort: 'number' },
  { label: 'fact.title' },
  { label: 'fact.company' },
  { label: 'list.column.contact' },
  { label: 'ticket.status' },
  { label: 'list.column.criticality', sort: 'criticality' },
  { label: 'fact.priority', sort: 'priority' },
  { label: 'fact.lead' },
  { label: 'fact.due', sort: 'due' },
]

type Props = { search: TicketSearch; onSearch: (search: TicketSearch) => void }

/** Column headings of a wide list; clicking one sorts the list. */
export function ColumnHead({ search, onSearch }: Props) {
  const t = useT()
  const sorted = search.sort ?? 'updated'
  const last: Column =
    sorted === 'reported'
      ? { label: 'fact.reported', sort: 'reported', end: true }
      : { label: 'list.column.updated', sort: 'updated', end: true }
  return (
    <div className={classes.head}>
      <div className={classes.grid} data-columns>
        <span />
        {[...columns, last].map(({ label, sort, end }) =>
          sort ? (
            <button
              key={label}
              type="button"
              data-end={end}
              aria-pressed={sort === sorted}
              title={t('list.sorted', { by: t(`sort.${sort}`) })}
              onClick={() => onSearch({ ...search, sort: sort === 'updated' ? undefined : sort })}
            >
              {t(label)}
              {sort === sorted && <Icon name="down" size={12} />}
            </button>
          ) : (
            <span key={label}>{t(label)}</span>
          ),
        )}
      </div>
    </div>
  )
}
