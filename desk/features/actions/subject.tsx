import { Link } from '@tanstack/react-router'
import { dot } from '../../../browser/separator.ts'
import type { IconName } from '../../../ui/icon.tsx'
import type { SubjectRef } from '../../lib/opened-action.ts'

export const subjectIcons: Record<SubjectRef['kind'], IconName> = {
  ticket: 'tickets',
  contact: 'contacts',
  company: 'companies',
  equipment: 'equipment',
  project: 'projects',
}

/** Formats the record that an action is about: its name, after the number of a ticket. */
export const subjectName = ({ number, label }: SubjectRef) => (number === null ? label : `T-${number}${dot}${label}`)

const pages = {
  contact: '/contacts/$id',
  company: '/societes/$id',
  equipment: '/equipements/$id',
  project: '/projets/$id',
} as const

/** Link to the record that an action is about. */
export function SubjectLink({ about, className }: { about: SubjectRef; className?: string | undefined }) {
  const name = subjectName(about)
  if (about.kind === 'ticket')
    return (
      <Link to="/tickets/$key" params={{ key: String(about.number) }} className={className} title={name}>
        {name}
      </Link>
    )
  return (
    <Link to={pages[about.kind]} params={{ id: about.id }} className={className} title={name}>
      {name}
    </Link>
  )
}
