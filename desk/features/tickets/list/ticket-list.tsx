import { useRef, useState } from 'react'
import { Button } from '../../../../ui/button.tsx'
import { Empty } from '../../../../ui/empty.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { lazyPart } from '../../../lib/lazy-part.tsx'
import { useQueryError } from '../../../lib/query-language.ts'
import { useShortcuts } from '../../../lib/shortcuts.ts'
import { filterOf, searchKey, type TicketSearch } from '../filter.ts'
import type { OpenTicket } from '../open-ticket.ts'
import { isNamed } from '../views.ts'
import { ListBody } from './list-body.tsx'
import { ListHeader } from './list-header.tsx'
import classes from './ticket-list.module.css'

const FilterRow = lazyPart(
  () => import('../filters/filter-row.tsx').then((file) => file.FilterRow),
  () => null,
)

type Props = {
  search: TicketSearch
  onSearch: (search: TicketSearch) => void
  openedNumber: number | null
  onOpen: OpenTicket
  onClose: () => void
}

/** List of tickets with its search and filters. */
export function TicketList(props: Props) {
  const t = useT()
  const { search, onSearch } = props
  const [filtering, setFiltering] = useState(false)
  // The heading of a named list already tells its filter.
  const showsFilters = Object.keys(filterOf(search)).length > 0 && !isNamed(search)
  const filterButton = useRef<HTMLButtonElement>(null)
  function closeFilters() {
    setFiltering(false)
    filterButton.current?.focus()
  }
  useShortcuts('keys.list', [
    { keys: 'f', label: 'list.filter', run: () => setFiltering(true), when: !filtering },
    { keys: 'Escape', run: closeFilters, when: filtering },
  ])
  // An address may have been mistyped, or written by a later version.
  const queryError = useQueryError(search.query)
  const [newsPlace, setNewsPlace] = useState<HTMLElement | null>(null)
  return (
    <section className={classes.list} aria-label={t('list.label')}>
      <ListHeader
        search={search}
        onSearch={onSearch}
        filtering={filtering}
        onFiltering={setFiltering}
        filterButton={filterButton}
      >
        <span ref={setNewsPlace} className={classes.news} />
      </ListHeader>
      {(filtering || showsFilters) && (
        <FilterRow search={search} onSearch={onSearch} all={filtering} onClose={() => setFiltering(false)} />
      )}
      {queryError ? (
        <Empty
          title={t('list.unread_query')}
          action={<Button onClick={() => onSearch({ ...search, query: undefined })}>{t('filter.clear')}</Button>}
        >
          {queryError}
        </Empty>
      ) : (
        <ListBody key={searchKey(search)} {...props} newsPlace={newsPlace} />
      )}
    </section>
  )
}
