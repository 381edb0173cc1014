import { channels, criticalities, priorities, statuses, ticketKinds } from '../../../../contract/enums.ts'
import { CriticalityBars } from '../../../../ui/criticality-bars.tsx'
import type { PickOption } from '../../../../ui/pick-list.tsx'
import { PriorityArrow } from '../../../../ui/priority-arrow.tsx'
import { StatusGlyph } from '../../../../ui/status-glyph.tsx'
import { type MessageKey, t } from '../../../lib/i18n.tsx'
import type { TicketSearch } from '../filter.ts'
import type { RecordName } from './queries.ts'

type Name = keyof TicketSearch

/** A filter, and how its value is chosen. */
export type FilterField = { name: Name; label: MessageKey } & (
  | { by: 'several'; options: () => PickOption[] }
  | { by: 'one'; options: () => PickOption[] }
  | { by: 'agent'; none?: MessageKey }
  | { by: 'team' }
  | { by: 'tag' }
  | { by: 'words' }
  | { by: 'query' }
  | { by: 'record'; record: RecordName }
  | { by: 'period'; until: Name }
)

const me = (): PickOption[] => [{ value: 'me', label: t('filter.me') }]

/** All filters, in the order of the row. */
export const filterFields: readonly FilterField[] = [
  { name: 'query', label: 'filter.query', by: 'query' },
  {
    name: 'state',
    label: 'filter.state',
    by: 'one',
    options: () => (['open', 'closed', 'all'] as const).map((value) => ({ value, label: t(`filter.state.${value}`) })),
  },
  {
    name: 'status',
    label: 'ticket.status',
    by: 'several',
    options: () =>
      statuses.map((value) => ({ value, label: t(`status.${value}`), mark: <StatusGlyph status={value} /> })),
  },
  {
    name: 'kind',
    label: 'fact.kind',
    by: 'several',
    options: () => ticketKinds.map((value) => ({ value, label: t(`kind.${value}`) })),
  },
  {
    name: 'criticality',
    label: 'fact.criticality',
    by: 'several',
    options: () =>
      criticalities.toReversed().map((value) => ({
        value,
        label: t(`criticality.${value}`),
        mark: <CriticalityBars criticality={value} />,
      })),
  },
  {
    name: 'priority',
    label: 'fact.priority',
    by: 'several',
    options: () => [
      ...priorities.toReversed().map((value) => ({
        value,
        label: t(`priority.${value}`),
        mark: <PriorityArrow priority={value} />,
      })),
      { value: 'none', label: t('priority.none') },
    ],
  },
  {
    name: 'channel',
    label: 'filter.channel',
    by: 'several',
    options: () => channels.map((value) => ({ value, label: t(`channel.${value}`) })),
  },
  { name: 'tag', label: 'filter.tag', by: 'tag' },
  { name: 'teamId', label: 'fact.team', by: 'team' },
  { name: 'lead', label: 'fact.lead', by: 'agent', none: 'ticket.nobody' },
  { name: 'assignee', label: 'filter.assignee', by: 'agent' },
  { name: 'companyId', label: 'fact.company', by: 'record', record: 'company' },
  { name: 'contactId', label: 'filter.contact', by: 'record', record: 'contact' },
  { name: 'reporterId', label: 'filter.reporter', by: 'record', record: 'contact' },
  { name: 'projectId', label: 'fact.project', by: 'record', record: 'project' },
  { name: 'equipmentId', label: 'filter.equipment', by: 'record', record: 'equipment' },
  { name: 'reportedFrom', until: 'reportedBefore', label: 'filter.reported', by: 'period' },
  { name: 'changedFrom', until: 'changedBefore', label: 'filter.changed', by: 'period' },
  { name: 'late', label: 'fact.due', by: 'one', options: () => [{ value: 'true', label: t('nav.view.late') }] },
  { name: 'watcher', label: 'filter.watcher', by: 'one', options: me },
  { name: 'toHandle', label: 'filter.to_handle', by: 'agent' },
  { name: 'helping', label: 'nav.view.helping', by: 'one', options: me },
  { name: 'text', label: 'filter.text', by: 'words' },
]

const namesOf = (field: FilterField): Name[] => (field.by === 'period' ? [field.name, field.until] : [field.name])

export const isActive = (field: FilterField, search: TicketSearch) =>
  namesOf(field).some((name) => search[name] !== undefined)

export const withoutField = (field: FilterField, search: TicketSearch): TicketSearch => ({
  ...search,
  ...Object.fromEntries(namesOf(field).map((name) => [name, undefined])),
})
