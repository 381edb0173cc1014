import { useQuery } from '@tanstack/react-query'
import { agentsQuery } from '../../../data/agents.ts'
import { teamsQuery } from '../../../data/teams.ts'
import { useDates } from '../../../lib/dates.ts'
import { useT } from '../../../lib/i18n.tsx'
import { defaultState, type TicketSearch, valuesOf } from '../filter.ts'
import type { FilterField } from './fields.tsx'
import { namedRecordQuery } from './queries.ts'

/** Returns the text for the value of a filter; null when the filter is not active. */
export function useValueText(field: FilterField, search: TicketSearch): string | null {
  const t = useT()
  const dates = useDates()
  const value = search[field.name]
  const is = (by: FilterField['by']) => value !== undefined && field.by === by
  const agents = useQuery({ ...agentsQuery, enabled: is('agent') }).data
  const teams = useQuery({ ...teamsQuery, enabled: is('team') }).data
  const record = useQuery({
    ...namedRecordQuery(field.by === 'record' ? field.record : 'company', value ?? ''),
    enabled: is('record'),
  })
  const named = (known: readonly { id: string; name: string }[] | undefined) =>
    known?.find(({ id }) => id === value)?.name ?? '…'

  if (field.by === 'period') return periodWords(value, search[field.until])
  if (value === undefined) return field.name === 'state' ? t(`filter.state.${defaultState(search)}`) : null
  if (field.by === 'agent') {
    if (value === 'me') return t('filter.me')
    return value === 'none' ? t('ticket.nobody') : named(agents)
  }
  if (field.by === 'team') return named(teams)
  if (field.by === 'record') return record.data?.name ?? (record.isError ? t('filter.unknown') : '…')
  if (field.by === 'one' || field.by === 'several') {
    const options = field.options()
    return valuesOf(value)
      .map((each) => options.find((option) => option.value === each)?.label ?? each)
      .join(', ')
  }
  return value

  function periodWords(from: string | undefined, before: string | undefined) {
    // `before` is exclusive: show the day before it.
    const last = before && new Date(Date.parse(before) - 1).toISOString()
    if (from && last) return t('filter.from_to', { from: dates.day(from), to: dates.day(last) })
    if (from) return t('filter.from', { from: dates.day(from) })
    return last ? t('filter.to', { to: dates.day(last) }) : null
  }
}
