import { useQuery } from '@tanstack/react-query'
import { Icon } from '../../../../ui/icon.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { type TicketSearch, valuesOf } from '../filter.ts'
import { agentsQuery, companyQuery } from '../queries.ts'
import { isNamed } from '../views.ts'
import classes from './filter-bar.module.css'

type Props = { search: TicketSearch; onSearch: (search: TicketSearch) => void }

/** What narrows this list, each part with its way out. Nothing when the name of the list says it all. */
export function FilterBar({ search, onSearch }: Props) {
  const t = useT()
  const chips = useChips(search)
  if (chips.length === 0 || isNamed(search)) return null
  return (
    <ul className={classes.bar} aria-label={t('filter.chosen')}>
      {chips.map(({ name, label, value }) => (
        <li key={name} className={classes.chip}>
          <i>{label}</i> {value}
          <button
            type="button"
            className={classes.remove}
            aria-label={t('filter.remove', { name: label })}
            onClick={() => onSearch({ ...search, [name]: undefined })}
          >
            <Icon name="close" size={12} />
          </button>
        </li>
      ))}
    </ul>
  )
}

type Chip = { name: keyof TicketSearch; label: string; value: string }

function useChips(search: TicketSearch): Chip[] {
  const t = useT()
  const agents = useQuery({ ...agentsQuery, enabled: search.lead !== undefined || search.assignee !== undefined }).data
  const company = useQuery({ ...companyQuery(search.companyId ?? ''), enabled: search.companyId !== undefined }).data
  const words = (list: string | undefined, word: (value: string) => string) => valuesOf(list).map(word).join(', ')
  const nameOf = (id: string) => agents?.find((agent) => agent.id === id)?.name ?? '…'
  const lead = { me: t('filter.me'), none: t('ticket.nobody') }[search.lead ?? '']

  const all: (Chip | false)[] = [
    search.state !== undefined && { name: 'state', label: t('filter.state'), value: t(`filter.state.${search.state}`) },
    search.status !== undefined && {
      name: 'status',
      label: t('ticket.status'),
      value: words(search.status, (value) => t(`status.${value as 'opened'}`)),
    },
    search.toHandle !== undefined && { name: 'toHandle', label: t('filter.to_handle'), value: t('filter.me') },
    search.lead !== undefined && {
      name: 'lead',
      label: t('fact.lead'),
      value: lead ?? nameOf(search.lead),
    },
    search.assignee !== undefined && {
      name: 'assignee',
      label: t('filter.assignee'),
      value: search.assignee === 'me' ? t('filter.me') : nameOf(search.assignee),
    },
    search.helping !== undefined && { name: 'helping', label: t('nav.view.helping'), value: t('filter.me') },
    search.watcher !== undefined && { name: 'watcher', label: t('filter.watcher'), value: t('filter.me') },
    search.criticality !== undefined && {
      name: 'criticality',
      label: t('fact.criticality'),
      value: words(search.criticality, (value) => t(`criticality.${value as 'low'}`)),
    },
    search.priority !== undefined && {
      name: 'priority',
      label: t('fact.priority'),
      value: words(search.priority, (value) => t(`priority.${value as 'low'}`)),
    },
    search.companyId !== undefined && { name: 'companyId', label: t('fact.company'), value: company?.name ?? '…' },
    search.contactId !== undefined && { name: 'contactId', label: t('fact.contacts'), value: t('filter.one') },
    search.reporterId !== undefined && { name: 'reporterId', label: t('filter.reporter'), value: t('filter.one') },
    search.equipmentId !== undefined && { name: 'equipmentId', label: t('fact.equipment'), value: t('filter.one') },
    search.projectId !== undefined && { name: 'projectId', label: t('fact.project'), value: t('filter.one') },
    search.late !== undefined && { name: 'late', label: t('fact.due'), value: t('ticket.late') },
    search.text !== undefined && { name: 'text', label: t('filter.text'), value: search.text },
  ]
  return all.filter((chip) => chip !== false)
}
