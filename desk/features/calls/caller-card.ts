import { useQuery } from '@tanstack/react-query'
import { dot } from '../../../browser/separator.ts'
import type { CallerCard } from '../../../contract/contacts.ts'
import type { Translate } from '../../lib/i18n.tsx'
import { callerCardQuery } from './queries.ts'

export function useCallerCard(contactId: string | null): CallerCard | undefined {
  return useQuery({ ...callerCardQuery(contactId ?? ''), enabled: contactId !== null }).data
}

/** Returns the summary that phones show of a collapsed card: “3 tickets ouverts · 2 machines”. */
export function callerCounts(t: Translate, card: CallerCard | undefined): string {
  if (!card) return t('shell.loading')
  const { openTickets, machines } = card
  return [
    openTickets.length > 0 ? t('call.open_tickets', { count: openTickets.length }) : t('call.no_open'),
    ...(machines.length > 0 ? [t('call.machines_count', { count: machines.length })] : []),
  ].join(dot)
}
