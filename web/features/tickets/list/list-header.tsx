import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { IconButton } from '../../../../ui/button.tsx'
import { Float } from '../../../../ui/float.tsx'
import { Menu, MenuItem } from '../../../../ui/menu.tsx'
import { useLocale, useT } from '../../../lib/i18n.tsx'
import { type TicketSearch, ticketSorts } from '../filter.ts'
import { countQuery } from '../queries.ts'
import { viewLabel } from '../views.ts'
import { FilterPanel } from './filter-panel.tsx'
import classes from './list-header.module.css'

type Props = {
  search: TicketSearch
  onSearch: (search: TicketSearch) => void
  /** What has come, announced beside the count. */
  children: ReactNode
}

export function ListHeader({ search, onSearch, children }: Props) {
  const t = useT()
  const language = useLocale()
  const { data } = useQuery(countQuery(search))
  const [filtering, setFiltering] = useState(false)
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
        <Float
          opened={filtering}
          onClose={() => setFiltering(false)}
          position="bottom-end"
          label={t('list.filter')}
          wide
          target={
            <IconButton
              icon="filter"
              label={t('list.filter')}
              aria-expanded={filtering}
              onClick={() => setFiltering(!filtering)}
            />
          }
        >
          <FilterPanel search={search} onSearch={onSearch} />
        </Float>
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
