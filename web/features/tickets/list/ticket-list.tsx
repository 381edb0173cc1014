import { useState } from 'react'
import { useT } from '../../../lib/i18n.tsx'
import { searchKey, type TicketSearch } from '../filter.ts'
import type { OpenTicket } from '../open-ticket.ts'
import { FilterBar } from './filter-bar.tsx'
import { ListBody } from './list-body.tsx'
import { ListHeader } from './list-header.tsx'
import classes from './ticket-list.module.css'

type Props = {
  search: TicketSearch
  onSearch: (search: TicketSearch) => void
  openedNumber: number | null
  onOpen: OpenTicket
  onClose: () => void
}

/** What one looks for, and what is found. */
export function TicketList(props: Props) {
  const t = useT()
  const { search, onSearch } = props
  const [newsPlace, setNewsPlace] = useState<HTMLElement | null>(null)
  return (
    <section className={classes.list} aria-label={t('list.label')}>
      <ListHeader search={search} onSearch={onSearch}>
        <span ref={setNewsPlace} className={classes.news} />
      </ListHeader>
      <FilterBar search={search} onSearch={onSearch} />
      <ListBody key={searchKey(search)} {...props} newsPlace={newsPlace} />
    </section>
  )
}
