import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { companiesQuery } from '../../data/companies.ts'
import { contactsQuery } from '../../data/contacts.ts'
import { equipmentQuery } from '../../data/equipment.ts'
import { ticketExcerptsQuery } from '../../data/ticket-excerpts.ts'
import { useT } from '../../lib/i18n.tsx'
import { ticketNumber } from '../../lib/ticket-number.ts'
import { useDebounced } from '../../lib/use-debounced.ts'
import { type CommandGroup, matching } from './commands.ts'
import { paletteTicketsQuery } from './queries.ts'
import { useCommands } from './use-commands.ts'

/** Returns the palette's results for the text, best first. */
export function usePalette(text: string): CommandGroup[] {
  const t = useT()
  const navigate = useNavigate()
  const { places, actions } = useCommands()
  const typed = text.trim()
  const question = useDebounced(typed)
  const tickets = useQuery(paletteTicketsQuery(question)).data?.items ?? []
  const excerpts = useQuery(
    ticketExcerptsQuery(
      question,
      tickets.map(({ id }) => id),
    ),
  ).data
  const enabled = question.length >= 2
  const contacts = useQuery({ ...contactsQuery({ text: question, limit: 5 }), enabled }).data ?? []
  const companies = useQuery({ ...companiesQuery({ text: question, limit: 4 }), enabled }).data ?? []
  const machines = useQuery({ ...equipmentQuery({ text: question, limit: 4 }), enabled }).data ?? []
  const number = ticketNumber(typed)
  const open = (key: string) => () => navigate({ to: '/tickets/$key', params: { key } })
  const isAsking = typed.length >= 2

  const groups: CommandGroup[] = [
    {
      title: t('palette.ticket'),
      commands: number
        ? [{ id: 'number', label: t('palette.open_ticket', { number }), icon: 'tickets', run: open(number) }]
        : [],
    },
    { title: t('palette.actions'), commands: matching(actions, typed) },
    { title: t('palette.places'), commands: matching(places, typed) },
    {
      title: t('nav.contacts'),
      commands: isAsking
        ? contacts.map((contact) => ({
            id: contact.id,
            label: contact.name,
            note: contact.company?.name ?? contact.phone ?? undefined,
            icon: 'contacts',
            run: () => navigate({ to: '/contacts/$id', params: { id: contact.id } }),
          }))
        : [],
    },
    {
      title: t('nav.companies'),
      commands: isAsking
        ? companies.map(({ id, name, phone }) => ({
            id,
            label: name,
            note: phone ?? undefined,
            icon: 'companies',
            run: () => navigate({ to: '/societes/$id', params: { id } }),
          }))
        : [],
    },
    {
      title: t('nav.tickets'),
      commands: isAsking
        ? tickets.map((ticket) => ({
            id: ticket.id,
            label: ticket.title,
            note: `T-${ticket.number}`,
            found: excerpts?.get(ticket.id),
            icon: 'tickets',
            run: open(String(ticket.number)),
          }))
        : [],
    },
    {
      title: t('nav.equipment'),
      commands: isAsking
        ? machines.map(({ id, brand, model, company }) => ({
            id,
            label: [brand, model].filter(Boolean).join(' '),
            note: company?.name,
            icon: 'equipment',
            run: () => navigate({ to: '/equipements/$id', params: { id } }),
          }))
        : [],
    },
  ]
  return groups.filter((group) => group.commands.length > 0)
}
