import type { TicketView } from '../../../contract/tickets.ts'
import { useT } from '../../lib/i18n.tsx'
import { namesOf } from './labels.ts'

type Contact = TicketView['contacts'][number]
/** `names`: the people alone; `words`: with their company. */
type Readers = { names: string; words: string; unreachable: Contact[] }

/** Who, on the client's side, reads what is public on this ticket; and whom no mail will tell. */
export function useReaders(ticket: Pick<TicketView, 'contacts' | 'company'>): Readers {
  const t = useT()
  const { names: first, others } = namesOf(ticket.contacts)
  const company = ticket.company?.name
  const who = others > 0 ? t('readers.and_others', { names: first, count: others }) : first
  const names = ticket.contacts.length === 0 ? t('readers.client') : who
  return {
    names,
    words: ticket.contacts.length > 0 && company ? `${names}, ${company}` : names,
    unreachable: ticket.contacts.filter((contact) => contact.email === null || contact.declinesMail !== null),
  }
}
