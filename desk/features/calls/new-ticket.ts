import type { Input } from '../../../contract/route.ts'
import { emailShape } from '../../../contract/rules/email-shape.ts'
import { textToHtml } from '../../../contract/rules/rich-text.ts'
import type { api } from '../../lib/api.ts'
import { unclear } from '../../lib/parse-moment.ts'
import type { CallDraft } from './draft.ts'
import { isWholePhone } from './parse-caller.ts'

type Body = Input<typeof api.tickets.create>['body']
export type RequiredField = 'caller' | 'callerName' | 'callerPhone' | 'title' | 'machine' | 'moment'

/** Lists what is missing before the ticket can be created, in the order of the form. */
export function missingIn({
  caller,
  machines,
  newMachines,
  machineText,
  title,
  reportedAt,
  dueAt,
}: CallDraft): RequiredField[] {
  const missing: RequiredField[] = []
  if (caller === null && machines.length + newMachines.length === 0) missing.push('caller')
  if (caller?.kind === 'unknown' && !caller.name.trim()) missing.push('callerName')
  if (caller?.kind === 'unknown' && !isWholePhone(caller.phone) && !emailShape.test(caller.email.trim()))
    missing.push('callerPhone')
  if (!title.trim()) missing.push('title')
  if (machineText.trim()) missing.push('machine')
  if (reportedAt === unclear || dueAt === unclear) missing.push('moment')
  return missing
}

const instant = (moment: string) => (moment && moment !== unclear ? moment : null)

/** @param attachmentIds uploads of the draft */
export function newTicket(draft: CallDraft, attachmentIds: string[] = []): Body {
  const { caller } = draft
  const reportedAt = instant(draft.reportedAt)
  return {
    title: draft.title.trim(),
    description: textToHtml(draft.description),
    kind: draft.kind,
    channel: draft.channel,
    criticality: draft.criticality,
    priority: draft.priority || null,
    contactIds: concernedIds(draft),
    reporterContactId: caller?.kind === 'known' && !draft.reporterAgentId ? caller.id : null,
    newCaller: caller?.kind === 'unknown' ? newCaller(caller) : null,
    equipmentIds: draft.machines.map((machine) => machine.id),
    newMachines: draft.newMachines.map(machineOf),
    projectId: draft.project?.id ?? null,
    teamId: draft.teamId || null,
    leadId: draft.leadId || null,
    reporterAgentId: draft.reporterAgentId || null,
    dueAt: instant(draft.dueAt),
    ...(reportedAt ? { reportedAt } : {}),
    ...(attachmentIds.length > 0 ? { attachmentIds } : {}),
  }
}

/** Splits the name of a machine: the first word is the brand, the rest the model. */
function machineOf(typed: string) {
  const [brand = '', ...model] = typed.trim().split(/\s+/)
  return { brand, model: model.join(' ') }
}

function concernedIds({ caller, concerned }: CallDraft): string[] {
  if (concerned) return [concerned.id]
  return caller?.kind === 'known' ? [caller.id] : []
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
