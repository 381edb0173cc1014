import { useQuery } from '@tanstack/react-query'
import { criticalities, ticketKinds } from '../../../../contract/enums.ts'
import type { TicketView } from '../../../../contract/tickets.ts'
import { CriticalityBars } from '../../../../ui/criticality-bars.tsx'
import { PickList } from '../../../../ui/pick-list.tsx'
import { teamsQuery } from '../../../data/teams.ts'
import { useT } from '../../../lib/i18n.tsx'
import { CriticalityWords, PriorityWords } from '../marks.tsx'
import { PriorityPicker } from '../pick/priority-picker.tsx'
import { EmptyValue } from './empty-value.tsx'
import { fieldProperty } from './field-property.ts'
import { EditableProperty } from './property.tsx'

type Props = { ticket: TicketView }

export function KindProperty({ ticket }: Props) {
  const t = useT()
  return (
    <EditableProperty
      ticket={ticket}
      label={t('fact.kind')}
      can={ticket.can.edit}
      edit={fieldProperty(ticket, 'kind', (kind) => ({ kind }))}
      draw={(kind) => t(`kind.${kind}`)}
      picker={({ editing, save }) => (
        <PickList
          label={t('fact.kind')}
          picked={editing.draft}
          options={ticketKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          onPick={(kind) => save(kind as typeof editing.draft)}
          empty={t('pick.nothing')}
        />
      )}
    />
  )
}

export function CriticalityProperty({ ticket }: Props) {
  const t = useT()
  return (
    <EditableProperty
      ticket={ticket}
      label={t('fact.criticality')}
      can={ticket.can.edit}
      edit={fieldProperty(ticket, 'criticality', (criticality) => ({ criticality }))}
      draw={(criticality) => <CriticalityWords criticality={criticality} />}
      note={t('fact.by_client')}
      picker={({ editing, save }) => (
        <PickList
          label={t('fact.criticality')}
          picked={editing.draft}
          options={criticalities.toReversed().map((criticality) => ({
            value: criticality,
            label: t(`criticality.${criticality}`),
            mark: <CriticalityBars criticality={criticality} />,
          }))}
          onPick={(criticality) => save(criticality as typeof editing.draft)}
          empty={t('pick.nothing')}
        />
      )}
    />
  )
}

export function PriorityProperty({ ticket, defaultOpened = false }: Props & { defaultOpened?: boolean }) {
  const t = useT()
  return (
    <EditableProperty
      ticket={ticket}
      label={t('fact.priority')}
      can={ticket.can.edit}
      hotkey={{ keys: 'p', label: 'fact.priority' }}
      defaultOpened={defaultOpened}
      edit={{
        ...fieldProperty(ticket, 'priority', (priority) => ({ priority })),
        done: ({ priority }) => t('undo.priority', { priority: t(`priority.${priority ?? 'none'}`) }),
      }}
      draw={(priority) => <PriorityWords priority={priority} />}
      picker={({ editing, save }) => <PriorityPicker value={editing.draft} onPick={save} />}
    />
  )
}

export function TeamProperty({ ticket }: Props) {
  const t = useT()
  const { data = [] } = useQuery(teamsQuery)
  return (
    <EditableProperty
      ticket={ticket}
      label={t('fact.team')}
      can={ticket.can.edit}
      edit={fieldProperty(ticket, 'team', (team) => ({ teamId: team?.id ?? null }))}
      draw={(team) => team?.name ?? <EmptyValue feminine />}
      picker={({ editing, save }) => (
        <PickList
          label={t('fact.team')}
          picked={editing.draft?.id ?? ''}
          options={[
            ...data.map(({ id, name }) => ({ value: id, label: name })),
            { value: '', label: t('fact.none_f') },
          ]}
          onPick={(id) => save(data.find((team) => team.id === id) ?? null)}
          empty={t('pick.nothing')}
        />
      )}
    />
  )
}
