import { useQuery } from '@tanstack/react-query'
import { companiesQuery } from '../../../data/companies.ts'
import { contactsQuery } from '../../../data/contacts.ts'
import { equipmentQuery } from '../../../data/equipment.ts'
import { projectsQuery } from '../../../data/projects.ts'
import type { SubjectRef } from '../../../lib/opened-action.ts'
import { useMay } from '../../../lib/session.ts'
import { useDebounced } from '../../../lib/use-debounced.ts'
import { ticketsByTextQuery } from '../queries.ts'

type Suggestion = SubjectRef & { note: string | null }

const few = 4

/** Returns the records that a typed text may mean: tickets by number or words, then the others by name. */
export function useSubjectSearch(text: string): Suggestion[] {
  const question = useDebounced(text.trim())
  const isAsking = question !== ''
  const matching = { text: question, limit: few }
  const [mayTickets, mayContacts] = [useMay('tickets.read'), useMay('contacts.read')]
  const [mayEquipment, mayProjects] = [useMay('equipment.read'), useMay('projects.read')]
  const tickets = useQuery({ ...ticketsByTextQuery(question), enabled: isAsking && mayTickets }).data ?? []
  const contacts = useQuery({ ...contactsQuery(matching), enabled: isAsking && mayContacts }).data ?? []
  const companies = useQuery({ ...companiesQuery(matching), enabled: isAsking && mayContacts }).data ?? []
  const machines = useQuery({ ...equipmentQuery(matching), enabled: isAsking && mayEquipment }).data ?? []
  const projects = useQuery({ ...projectsQuery(matching), enabled: isAsking && mayProjects }).data ?? []
  if (text.trim() === '') return []
  const named = (kind: SubjectRef['kind'], id: string, label: string, note: string | null) => ({
    ...{ kind, id, label, note },
    number: null,
  })
  return [
    ...tickets.map(({ id, title, number, company, contact }) => ({
      ...named('ticket', id, title, company ?? contact),
      number,
    })),
    ...contacts.map(({ id, name, company }) => named('contact', id, name, company?.name ?? null)),
    ...companies.map(({ id, name }) => named('company', id, name, null)),
    ...machines.map(({ id, brand, model, company }) =>
      named('equipment', id, [brand, model].filter(Boolean).join(' '), company?.name ?? null),
    ),
    ...projects.map(({ id, name, company }) => named('project', id, name, company?.name ?? null)),
  ]
}
