import { z } from 'zod'

/** Names of events, in the past tense. An event's row is the audit trail and the source of live news and jobs. */
const eventNames = [
  'ticket.created',
  'ticket.changed',
  'ticket.status_changed',
  'ticket.claimed',
  'ticket.lead_changed',
  'ticket.assignees_changed',
  'ticket.watchers_changed',
  'ticket.step_added',
  'ticket.attachment_added',
  'ticket.attachment_removed',
  'ticket.mail_refused',
  'ticket.rated',
  'ticket.guest_link_changed',
  'contact.created',
  'contact.changed',
  'contact.merged',
  'company.created',
  'company.changed',
  'company.merged',
  'site.created',
  'site.changed',
  'equipment.created',
  'equipment.changed',
  'equipment.merged',
  'project.created',
  'project.changed',
  'project.merged',
  'agent.created',
  'agent.changed',
  'agent.invited',
  'agent.reset_asked',
  'agent.password_set',
  'agent.second_factor_added',
  'agent.second_factor_removed',
  'agent.sessions_ended',
  'role.created',
  'role.changed',
  'role.removed',
  'team.created',
  'team.changed',
  'team.archived',
  'team.restored',
  'organisation.changed',
  'spreadsheet.created',
  'spreadsheet.changed',
  'spreadsheet.removed',
  'spreadsheet.alert_changed',
  'api_key.created',
  'api_key.removed',
  'mail.settings_changed',
  'mail.state_changed',
  'website.created',
  'website.changed',
  'website.secret_renewed',
  'website.deleted',
  'form.created',
  'form.changed',
  'form.removed',
  'form.restored',
  'form.submission_quarantined',
  'form.submission_settled',
  'tag.renamed',
  'tag.merged',
  'tag.removed',
  'action.created',
  'action.changed',
] as const
export const EventName = z.enum(eventNames).meta({ id: 'EventName' })
export type EventName = z.infer<typeof EventName>

const subjectKinds = [
  'ticket',
  'contact',
  'company',
  'site',
  'equipment',
  'project',
  'agent',
  'role',
  'team',
  'organisation',
  'spreadsheet',
  'api_key',
  'mail',
  'website',
  'form',
  'tag',
  'action',
] as const
export const SubjectKind = z.enum(subjectKinds).meta({ id: 'SubjectKind' })
export type SubjectKind = z.infer<typeof SubjectKind>

/**
 * Message of the live stream: names and ids only; the receiver reads again what it shows.
 * On the wire: `id: <place>` (of agents decimal and rising, of clients opaque; give the last one back as Last-Event-ID), `event: news`, `data: <LiveNews>`.
 * `event: reset` (data: {}) means that too much was missed: read everything again. `event: bye`: the session ended.
 * `event: presence`, `event: draft` and `event: seen` have no id: see LivePresence, LiveDraft, LiveSeen.
 */
export const LiveNews = z.object({
  name: EventName,
  subject: SubjectKind,
  id: z.uuid(),
  /** The agent or contact who did it; null for the system. */
  by: z.uuid().nullable(),
})
export type LiveNews = z.infer<typeof LiveNews>
