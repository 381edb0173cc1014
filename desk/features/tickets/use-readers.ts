import type { TicketView } from '../../../contract/tickets.ts'
import { useT } from '../../lib/i18n.tsx'
import { namesOf } from './labels.ts'

/** Readers as text: `names` alone, and `words` with their companies. */
type Readers = { names: string; words: string }

/** Returns the names of the people outside the team who read the public part of the ticket. */
export function useReaders({ readers: { people, count } }: Pick<TicketView, 'readers'>): Readers {
  const t = useT()
  const { names: first } = namesOf(people)
  const others = count - Math.min(count, 2)
  const who = others > 0 ? t('readers.and_others', { names: first, count: others }) : first
  const names = count === 0 ? t('readers.client') : who
  const companies = [...new Set(people.flatMap(({ company }) => company?.name ?? []))]
  const from = companies.length > 2 ? t('readers.companies', { count: companies.length }) : companies.join(', ')
  return { names, words: from ? `${names} (${from})` : names }
}
