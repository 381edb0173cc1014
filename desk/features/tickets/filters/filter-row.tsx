import { useState } from 'react'
import { Button } from '../../../../ui/button.tsx'
import { Icon } from '../../../../ui/icon.tsx'
import { Popover } from '../../../../ui/popover.tsx'
import { useT } from '../../../lib/i18n.tsx'
import type { TicketSearch } from '../filter.ts'
import { FieldPicker } from './field-picker.tsx'
import { type FilterField, filterFields, isActive, withoutField } from './fields.tsx'
import classes from './filters.module.css'
import { useValueText } from './value-text.ts'

type Props = {
  search: TicketSearch
  onSearch: (search: TicketSearch) => void
  /** Whether to show every filter, or only the active ones. */
  all: boolean
  onClose: () => void
}

/** Row of filters above the list, each with a picker and a button that removes it. */
export function FilterRow({ search, onSearch, all }: Props) {
  const t = useT()
  const narrowing = filterFields.some((field) => isActive(field, search))
  const shown = filterFields.filter((field) => isActive(field, search) || (all && !hidden.includes(field.name)))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would put its legend above the row
    <div role="group" className={classes.row} aria-label={t('filter.chosen')}>
      {shown.map((field) => (
        <FilterChip key={field.name} field={field} search={search} onSearch={onSearch} />
      ))}
      {narrowing && (
        <Button look="quiet" onClick={() => onSearch(search.sort ? { sort: search.sort } : {})}>
          {t('filter.clear')}
        </Button>
      )}
    </div>
  )
}

/** Filters that only views and links set. */
const hidden: (keyof TicketSearch)[] = ['query', 'toHandle', 'helping', 'reporterId']

type ChipProps = { field: FilterField; search: TicketSearch; onSearch: (search: TicketSearch) => void }

function FilterChip({ field, search, onSearch }: ChipProps) {
  const t = useT()
  const [opened, setOpened] = useState(false)
  const words = useValueText(field, search)
  const active = isActive(field, search)
  const label = t(field.label)
  return (
    <span className={classes.chip} data-on={active || undefined}>
      <Popover
        opened={opened}
        onClose={() => setOpened(false)}
        label={label}
        target={
          <button type="button" className={classes.open} aria-expanded={opened} onClick={() => setOpened(!opened)}>
            <span>{label}</span>
            {words && <b>{words}</b>}
            {!active && <Icon name="down" size={12} />}
          </button>
        }
      >
        <FieldPicker
          field={field}
          search={search}
          onPick={(part, { keepsOpen } = { keepsOpen: false }) => {
            onSearch({ ...search, ...part })
            if (!keepsOpen) setOpened(false)
          }}
        />
      </Popover>
      {active && (
        <button
          type="button"
          className={classes.remove}
          aria-label={t('filter.remove', { name: label })}
          onClick={() => onSearch(withoutField(field, search))}
        >
          <Icon name="close" size={12} />
        </button>
      )}
    </span>
  )
}
