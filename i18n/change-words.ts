import type { MessageKey, MessageValues } from './index.ts'

export type Translate = (key: MessageKey, values?: MessageValues) => string

const fieldLabels: Record<string, MessageKey> = {
  title: 'fact.title',
  description: 'fact.description',
  kind: 'fact.kind',
  criticality: 'fact.criticality',
  priority: 'fact.priority',
  status: 'ticket.status',
  reportedAt: 'fact.reported',
  dueAt: 'fact.due',
  team: 'fact.team',
  project: 'fact.project',
  company: 'fact.company',
  reporter: 'call.reporter',
  contacts: 'fact.contacts',
  equipment: 'fact.equipment',
  tags: 'fact.tags',
  lead: 'fact.lead',
  assignees: 'fact.assignees',
  watchers: 'fact.watchers',
  mail: 'mails.refused',
  attachments: 'fact.attachments',
  rating: 'fact.rating',
  ratingWords: 'fact.rating_words',
  guestLink: 'fact.guest_link',
}

export const fieldWords = (t: Translate, field: string) => {
  const label = fieldLabels[field]
  return label ? t(label) : field
}

/** Formats a value of a changed field for people. `date` formats an instant. */
export function valueWords(t: Translate, field: string, value: unknown, date: (iso: string) => string): string {
  if (value === null || value === undefined || value === '') return t('change.nothing')
  if (field === 'status') return t(`status.${value as 'opened'}`)
  if (field === 'criticality') return t(`criticality.${value as 'low'}`)
  if (field === 'priority') return t(`priority.${value as 'low'}`)
  if (field === 'kind') return t(`kind.${value as 'incident'}`)
  if (field === 'guestLink') return t(`guest_link.${value as 'on'}`)
  if (field === 'dueAt' || field === 'reportedAt') return date(String(value))
  if (field === 'rating') return starsOf(Number(value))
  if (field === 'description') return t('change.text')
  if (Array.isArray(value)) return value.map(nameOf).join(', ') || t('change.nothing')
  return nameOf(value)
}

/** Formats a rating: ★★★★☆ for 4 */
export const starsOf = (count: number) => '★'.repeat(count) + '☆'.repeat(5 - count)

function nameOf(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'name' in value) return String(value.name)
  return String(value)
}
