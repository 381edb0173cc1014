import type { Input } from '../../../contract/route.ts'
import type { api } from '../../lib/api.ts'
import { instantOf } from '../../lib/zoned.ts'
import type { CallDraft } from './draft.ts'
import { isWholePhone } from './parse-caller.ts'

type Body = Input<typeof api.tickets.create>['body']
export type Missing = 'caller' | 'callerName' | 'callerPhone' | 'title'

/** What still has to be asked before the ticket can be created, in the order of the form. */
export function missingIn({ caller, machines, title }: CallDraft): Missing[] {
  const missing: Missing[] = []
  if (caller === null && machines.length === 0) missing.push('caller')
  if (caller?.kind === 'unknown' && !caller.name.trim()) missing.push('callerName')
  if (caller?.kind === 'unknown' && !isWholePhone(caller.phone) && !caller.email.includes('@'))
    missing.push('callerPhone')
  if (!title.trim()) missing.push('title')
  return missing
}

/** Lines as typed → the paragraphs the story shows. */
export function paragraphs(text: string) {
  const safe = text.trim().replace(/[&<>]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[char] ?? char)
  if (safe === '') return ''
  return safe
    .split(/\n{2,}/)
    .map((block) => `<p>${block.replace(/\n/g, '<br>')}</p>`)
    .join('')
}

/** What a date and time field holds, told by the company's clocks. */
function instant(field: string, timeZone: string) {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = field.split(/\D/).map(Number)
  return field ? new Date(instantOf({ year, month, day, hour, minute }, timeZone)).toISOString() : null
}

export function newTicket(draft: CallDraft, timeZone: string): Body {
  const { caller } = draft
  const reportedAt = instant(draft.reportedAt, timeZone)
  return {
    title: draft.title.trim(),
    description: paragraphs(draft.description),
    kind: draft.kind,
    channel: draft.channel,
    criticality: draft.criticality,
    priority: draft.priority || null,
    contactIds: caller?.kind === 'known' ? [caller.id] : [],
    newCaller: caller?.kind === 'unknown' ? newCaller(caller) : null,
    equipmentIds: draft.machines.map((machine) => machine.id),
    projectId: draft.project?.id ?? null,
    teamId: draft.teamId || null,
    leadId: draft.leadId || null,
    reporterAgentId: draft.reporterAgentId || null,
    dueAt: instant(draft.dueAt, timeZone),
    ...(reportedAt ? { reportedAt } : {}),
  }
}

function newCaller(caller: Extract<CallDraft['caller'], { kind: 'unknown' }>): Body['newCaller'] {
  return {
    name: caller.name.trim(),
    phone: caller.phone.trim(),
    email: caller.email.trim(),
    companyId: caller.company?.id ?? null,
    companyName: caller.company ? '' : caller.companyName.trim(),
  }
}
