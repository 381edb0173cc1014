import { isOpen, type Status, type StepKind } from '../../../contract/enums.ts'
import type { UnreadTicket } from '../../../contract/unread.ts'
import { fieldWords } from '../../../i18n/change-words.ts'
import type { Translate } from '../../lib/i18n.tsx'
import { shortName } from '../../lib/short-name.ts'

type Last = UnreadTicket['last']
type Named = { id: string; name: string }

/** Returns the latest event as a phrase: “Claire a demandé une précision”. Clients are named in full. */
export function newsText(t: Translate, last: Last, me: string): string {
  const by = last.by === null ? t('story.guichet') : last.by.kind === 'agent' ? shortName(last.by.name) : last.by.name
  if (last.name === 'ticket.created') return t('news.opened', { by })
  const to = change(last, 'status')?.to as Status | undefined
  // A step that opens or closes the ticket is described by that.
  if (to && !isOpen(to)) return t(`news.status.${to}`, { by })
  if (to && !isOpen(change(last, 'status')?.from as Status)) return t('news.reopened', { by })
  if (last.stepKind) return t(`news.step.${last.stepKind satisfies StepKind}`, { by })
  if (to) return t(`news.status.${to}`, { by })
  return peopleText(t, last, by, me) ?? filesText(t, last, by) ?? fieldsText(t, last, by)
}

const change = (last: Last, field: string) => last.changes.find((each) => each.field === field)

function peopleText(t: Translate, last: Last, by: string, me: string): string | null {
  const lead = change(last, 'lead')
  if (lead) {
    const to = lead.to as Named | null
    if (to === null) return t('news.released', { by })
    if (to.id === last.by?.id) return t('news.claimed', { by })
    return to.id === me ? t('news.entrusted_to_me', { by }) : t('news.entrusted', { by, name: to.name })
  }
  const assignees = change(last, 'assignees')
  if (!assignees) return null
  const isNew = has(assignees.to, me) && !has(assignees.from, me)
  return t(isNew ? 'news.assigned_to_me' : 'news.assignees', { by })
}

const namedIn = (value: unknown) => (Array.isArray(value) ? (value as Named[]) : [])
const has = (value: unknown, id: string) => namedIn(value).some((each) => each.id === id)

function filesText(t: Translate, last: Last, by: string): string | null {
  const files = change(last, 'attachments')
  if (!files) return null
  const names = namedIn(files.to ?? files.from)
    .map(({ name }) => name)
    .join(', ')
  return t(files.to ? 'news.attached' : 'news.detached', { by, names })
}

function fieldsText(t: Translate, { changes }: Last, by: string): string {
  const fields = changes.map(({ field }) => fieldWords(t, field).toLowerCase())
  return t('news.changed', { by, fields: fields.join(', ') })
}
