import type { Criticality, Priority, Status, StepKind, Visibility } from '../contract/enums.ts'
import { type Chance, whenAtWork } from './chance.ts'
import { type Agent, eventOf, type Row, type TicketRows } from './company.ts'
import type { Subject } from './subject.ts'

export type Facts = {
  number: number
  reportedAt: number
  subject: Subject
  companyId: string
  contacts: { id: string; name: string }[]
  machine: { id: string; place: string } | null
  projectId: string | null
  teamId: string
  operator: Agent
  lead: Agent
  colleague: Agent
  manager: Agent
  administrator: Agent
  /** Number of acts so far; null for the complete story. */
  acts: number | null
  /** Whether the client contests the solution, and it stays contested. */
  disputed: boolean
}

type StepTold = { kind: StepKind; body: string; visibility?: Visibility; saidBy?: string }

/** Creates the rows of a ticket's story, act by act, in working hours and never after now. */
export function tellTicket(chance: Chance, now: number, facts: Facts): TicketRows {
  const { subject, lead, operator } = facts
  const id = chance.idAt(facts.reportedAt)
  const steps: Row[] = []
  const events: ReturnType<typeof eventOf>[] = []
  const named = ({ id, name }: { id: string; name: string }) => ({ id, name })
  const ticket = {
    status: 'opened' as Status,
    lead_id: null as string | null,
    assignee_ids: [] as string[],
    closed_at: null as string | null,
    waiting_until: null as string | null,
    waiting_reason: null as string | null,
  }
  let at = facts.reportedAt

  function happened(name: string, by: Agent, data: object = {}) {
    const version = events.length + 1
    events.push(eventOf({ id: chance.idAt(at), at, name, subject: 'ticket', about: id, by: by.id, version, data }))
  }

  function write(by: Agent, { kind, body, visibility = 'public', saidBy }: StepTold): string {
    const stepId = chance.idAt(at)
    const instant = new Date(at).toISOString()
    steps.push({
      ...{
        id: stepId,
        ticket_id: id,
        kind,
        body: `<p>${body}</p>`,
        visibility,
        happened_at: instant,
        created_at: instant,
      },
      author_agent_id: by.id,
      performer_agent_id: saidBy ? null : by.id,
      performer_contact_id: saidBy ?? null,
      minutes_spent: kind === 'solution' ? chance.between(2, 12) * 15 : null,
    })
    return stepId
  }

  function becomes(to: Status, by: Agent, step?: StepTold, waits: { until?: string; reason?: string } = {}) {
    const stepId = step ? write(by, step) : null
    const changes = [{ field: 'status', from: ticket.status, to }]
    const closes = ['resolved', 'rejected', 'cancelled'].includes(to)
    const [until, reason] = [waits.until ?? null, waits.reason ?? null]
    Object.assign(ticket, { status: to, closed_at: closes ? new Date(at).toISOString() : null })
    Object.assign(ticket, { waiting_until: until, waiting_reason: reason })
    happened('ticket.status_changed', by, { changes, stepId, until, waitingReason: reason })
  }

  function notes(by: Agent, step: StepTold) {
    const stepId = write(by, step)
    happened('ticket.step_added', by, { stepId, kind: step.kind, visibility: step.visibility ?? 'public' })
  }

  const [question, answer] = chance.pick(subject.asked)
  const caller = facts.contacts[0]?.id ?? ''
  const acts: [fromMinutes: number, toMinutes: number, act: () => void][] = []
  const act = (from: number, to: number, does: () => void) => acts.push([from, to, does])

  act(4, 90, () => {
    Object.assign(ticket, { lead_id: lead.id, assignee_ids: [lead.id] })
    happened('ticket.claimed', lead, { changes: [{ field: 'lead', from: null, to: named(lead) }] })
  })
  act(2, 30, () => becomes('investigating', lead))
  if (chance.often(0.7)) {
    const waits = chance.often(0.3) ? { reason: 'Réponse du client' } : {}
    act(5, 60, () => becomes('waiting', lead, { kind: 'question', body: question }, waits))
    act(20, 900, () => becomes('investigating', operator, { kind: 'answer', body: answer, saidBy: caller }))
  }
  if (chance.often(0.5))
    act(10, 240, () =>
      notes(facts.colleague, { kind: 'information', body: chance.pick(subject.notes), visibility: 'internal' }),
    )
  if (chance.often(0.15))
    act(10, 120, () => {
      ticket.assignee_ids = [lead.id, facts.colleague.id]
      const to = [lead, facts.colleague].map(named)
      happened('ticket.assignees_changed', facts.manager, {
        changes: [{ field: 'assignees', from: [named(lead)], to }],
      })
    })
  if (chance.often(0.3)) {
    const until = new Date(now + chance.between(1, 9) * 86_400_000).toISOString()
    const isLast = facts.acts !== null
    act(30, 400, () => becomes('waiting', lead, undefined, { reason: 'Pièce en commande', ...(isLast && { until }) }))
    act(600, 5_000, () => becomes('fixing', lead))
  } else act(30, 600, () => becomes('fixing', lead))
  const solution = { kind: 'solution', body: chance.pick(subject.solved) } as const
  const end = facts.disputed ? 100 : chance.between(1, 100)
  if (end <= 7) act(30, 600, () => becomes('rejected', lead, { kind: 'reason', body: chance.pick(rejections) }))
  else if (end <= 15)
    act(30, 600, () => becomes('cancelled', operator, { kind: 'reason', body: chance.pick(cancellations) }))
  else act(40, 1_500, () => becomes('resolved', lead, solution))
  if (end > 94) {
    act(600, 4_000, () => becomes('disputed', facts.administrator, { kind: 'reason', body: chance.pick(disputes) }))
    if (!facts.disputed)
      act(100, 2_000, () =>
        becomes('resolved', lead, {
          kind: 'solution',
          body: 'Retour sur place : réglage repris et contrôlé avec le client.',
        }),
      )
  }

  happened('ticket.created', operator)
  for (const [from, to, does] of acts.slice(0, facts.acts ?? acts.length)) {
    const next = whenAtWork(at + chance.between(from, to) * 60_000 + chance.between(0, 59_999))
    if (next > now) break
    at = next
    does()
  }
  const instant = new Date(facts.reportedAt).toISOString()
  const place = facts.machine?.place
  const titles = subject.titles.filter((title) => place || !title.includes('{lieu}'))
  const isOpen = ticket.closed_at === null
  const promised = Math.max(now + chance.between(-30, 120) * 3_600_000, facts.reportedAt + 4 * 3_600_000)
  return {
    ticket: {
      ...{ id, number: facts.number, version: events.length, kind: subject.kind ?? 'incident' },
      title: chance.pick(titles).replace('{lieu}', place ?? ''),
      description: `<p>${chance.pick(subject.told)}</p>`,
      criticality: chance.often(0.8) ? subject.criticality : ('normal' satisfies Criticality),
      priority: chance.often(0.5) ? chance.pick(priorities) : null,
      channel: chance.pick(['phone', 'phone', 'phone', 'phone', 'email', 'email', 'counter', 'field'] as const),
      ...{ reported_at: instant, created_at: instant, updated_at: new Date(at).toISOString() },
      due_at: isOpen && chance.often(0.4) ? new Date(promised).toISOString() : null,
      ...{
        created_by: operator.id,
        reporter_contact_id: caller,
        company_id: facts.companyId,
        project_id: facts.projectId,
      },
      ...{ team_id: facts.teamId, tags: subject.tags ?? [], ...ticket },
    },
    contacts: facts.contacts.map((contact, position) => ({ ticket_id: id, position, contact_id: contact.id })),
    equipment: facts.machine ? [{ ticket_id: id, position: 0, equipment_id: facts.machine.id }] : [],
    steps,
    events,
  }
}

const priorities: readonly Priority[] = ['low', 'normal', 'normal', 'high', 'urgent']
const rejections = [
  'Cet appareil n’est pas de notre fourniture et n’est couvert par aucun contrat ; nous restons à votre disposition pour un devis.',
  'Le défaut vient du réseau de l’opérateur : sa référence d’incident vous a été donnée.',
  'Demande déjà traitée dans un autre ticket de la semaine.',
]
const cancellations = [
  'Le client a rappelé : tout est reparti après une coupure de courant du quartier.',
  'Ouvert deux fois par erreur, la suite est dans l’autre ticket.',
  'Le client reporte sa demande à l’an prochain.',
]
const disputes = [
  'Le client nous écrit que le défaut est revenu le lendemain.',
  'Le client conteste : le bruit est toujours là le matin.',
]
