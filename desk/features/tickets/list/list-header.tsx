import { useQuery } from '@tanstack/react-query'
import type { ReactNode, RefObject } from 'react'
import { IconButton } from '../../../../ui/button.tsx'
import { Menu, MenuItem } from '../../../../ui/menu.tsx'
import { useLocale, useT } from '../../../lib/i18n.tsx'
import { type TicketSearch, ticketSorts } from '../filter.ts'
import { countQuery } from '../queries.ts'
import { viewLabel } from '../views.ts'
import classes from './list-header.module.css'

type Props = {
  search: TicketSearch
  onSearch: (search: TicketSearch) => void
  /** Whether all filters are shown above the list. */
  filtering: boolean
  onFiltering: (filtering: boolean) => void
  filterButton: RefObject<HTMLButtonElement | null>
  /** Announcement of new tickets, beside the count. */
  children: ReactNode
}

export function ListHeader({ search, onSearch, filtering, onFiltering, filterButton, children }: Props) {
  const t = useT()
  const language = useLocale()
  const { data } = useQuery(countQuery(search))
  const sort = search.sort ?? 'updated'
  const label = viewLabel(search)
  return (
    <header className={classes.header}>
      <h1 className={classes.title} title={label === 'nav.view.unclaimed' ? t('list.unclaimed_words') : undefined}>
        {t(label)}
      </h1>
      <span className={classes.count}>{data && data.count.toLocaleString(language) + (data.capped ? '+' : '')}</span>
      {children}
      <span className={classes.tools}>
        <IconButton
          ref={filterButton}
          icon="filter"
          label={`${t('list.filter')} (F)`}
          aria-expanded={filtering}
          onClick={() => onFiltering(!filtering)}
        />
        <Menu
          position="bottom-end"
          target={<IconButton icon="sort" label={t('list.sorted', { by: t(`sort.${sort}`) })} />}
        >
          {ticketSorts.map((each) => (
            <MenuItem
              key={each}
              checked={each === sort}
              onSelect={() => onSearch({ ...search, sort: each === 'updated' ? undefined : each })}
            >
              {t(`sort.${each}`)}
            </MenuItem>
          ))}
        </Menu>
      </span>
    </header>
  )
}
