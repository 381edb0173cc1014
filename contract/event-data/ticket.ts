import { z } from 'zod'
import { Criticality, Priority, Status, StepKind, TicketKind, Visibility } from '../enums.ts'
import { NamedRef } from './common.ts'

const change = <F extends string, T extends z.ZodType>(field: F, value: T) =>
  z.object({ field: z.literal(field), from: value, to: value })

/** One changed field of a ticket, as its history keeps it. */
export const TicketChange = z.discriminatedUnion('field', [
  change('title', z.string()),
  change('description', z.string()),
  change('kind', TicketKind),
  change('status', Status),
  change('criticality', Criticality),
  change('priority', Priority.nullable()),
  change('reportedAt', z.string()),
  change('dueAt', z.string().nullable()),
  change('tags', z.array(z.string())),
  change('team', NamedRef.nullable()),
  change('project', NamedRef.nullable()),
  change('company', NamedRef.nullable()),
  change('reporter', NamedRef.nullable()),
  change('contacts', z.array(NamedRef)),
  change('equipment', z.array(NamedRef)),
  change('lead', NamedRef.nullable()),
  change('assignees', z.array(NamedRef)),
  change('watchers', z.array(NamedRef)),
  change('attachments', z.array(NamedRef).nullable()),
  change('rating', z.int().nullable()),
  change('ratingWords', z.string()),
  change('mail', z.string().nullable()),
  change('guestLink', z.enum(['on', 'off', 'new'])),
])
export type TicketChange = z.infer<typeof TicketChange>

/** State that the changes of an event do not contain, stored with them for undo. */
export const StateBefore = z.object({
  assigneeIds: z.array(z.uuid()).optional(),
  waitingUntil: z.string().nullable().optional(),
  waitingReason: z.string().nullable().optional(),
  closedAt: z.string().nullable().optional(),
})
export type StateBefore = z.infer<typeof StateBefore>

const changes = z.array(TicketChange)

/** Data of an event that undoes another one of the same name. */
const Undo = z.object({ changes, undoes: z.uuid(), visibility: Visibility.optional() })

const Changed = z.object({ changes })
const FilesChanged = z.object({ changes, visibility: Visibility.optional() })
/** State before a change; events of the first versions have none. */
const before = StateBefore.optional()
const LeadChanged = z.object({ changes, before })

/** Events that can be undone; only `ticket.step_added` has no data but its step. */
export type UndoableEvent =
  | 'ticket.changed'
  | 'ticket.status_changed'
  | 'ticket.claimed'
  | 'ticket.lead_changed'
  | 'ticket.assignees_changed'
  | 'ticket.step_added'

/** Data of a ticket's events. `silent` ones send no mail. Events of earlier versions must pass these schemas too. */
export const ticketEvents = {
  'ticket.created': z.object({ silent: z.literal(true).optional() }),
  'ticket.changed': z.union([
    Undo,
    z.object({
      changes,
      /** Former company of a ticket that moves to another: its supervisor is notified too. */
      companyBefore: z.uuid().nullable().optional(),
      silent: z.literal(true).optional(),
    }),
  ]),
  'ticket.status_changed': z.union([
    Undo,
    z.object({
      changes,
      stepId: z.uuid().nullable(),
      /** When a waiting ticket comes back. */
      until: z.string().nullable(),
      waitingReason: z.string().nullable(),
      before,
    }),
  ]),
  'ticket.claimed': z.union([Undo, LeadChanged]),
  'ticket.lead_changed': z.union([Undo, LeadChanged]),
  'ticket.assignees_changed': z.union([Undo, Changed]),
  'ticket.watchers_changed': Changed,
  'ticket.step_added': z.union([Undo, z.object({ stepId: z.uuid(), kind: StepKind, visibility: Visibility })]),
  'ticket.attachment_added': FilesChanged,
  'ticket.attachment_removed': FilesChanged,
  'ticket.mail_refused': z.object({ changes, mailId: z.uuid() }),
  'ticket.rated': Changed,
  'ticket.guest_link_changed': Changed,
}
