import { z } from 'zod'

export const ticketKinds = ['incident', 'request', 'anomaly'] as const
export const TicketKind = z.enum(ticketKinds).meta({ id: 'TicketKind' })
export type TicketKind = z.infer<typeof TicketKind>

/** How bad it is for the client, mildest first. */
export const criticalities = ['low', 'normal', 'high', 'blocking'] as const
export const Criticality = z.enum(criticalities).meta({ id: 'Criticality' })
export type Criticality = z.infer<typeof Criticality>

/** The technician's order of work, least pressing first; a ticket has none until triage. */
export const priorities = ['low', 'normal', 'high', 'urgent'] as const
export const Priority = z.enum(priorities).meta({ id: 'Priority' })
export type Priority = z.infer<typeof Priority>

export const openStatuses = ['opened', 'waiting', 'investigating', 'disputed', 'fixing'] as const
export const closedStatuses = ['resolved', 'rejected', 'cancelled'] as const
export const statuses = [...openStatuses, ...closedStatuses] as const
export const Status = z.enum(statuses).meta({ id: 'Status' })
export type Status = z.infer<typeof Status>
export const isOpen = (status: Status) => (openStatuses as readonly Status[]).includes(status)

export const channels = [
  'phone',
  'form',
  'portal',
  'wordpress',
  'email',
  'chat',
  'counter',
  'field',
  'api',
  'import',
] as const
export const Channel = z.enum(channels).meta({ id: 'Channel' })
export type Channel = z.infer<typeof Channel>

export const stepKinds = [
  'question',
  'answer',
  'instruction',
  'information',
  'reason',
  'event',
  'history',
  'document',
  'solution',
] as const
export const StepKind = z.enum(stepKinds).meta({ id: 'StepKind' })
export type StepKind = z.infer<typeof StepKind>

/** public: the client sees it; internal: agents only. */
export const visibilities = ['public', 'internal'] as const
export const Visibility = z.enum(visibilities).meta({ id: 'Visibility' })
export type Visibility = z.infer<typeof Visibility>

export const contactKinds = ['client', 'prospect', 'partner', 'other'] as const
export const ContactKind = z.enum(contactKinds).meta({ id: 'ContactKind' })
export type ContactKind = z.infer<typeof ContactKind>

export const projectStates = ['active', 'done'] as const
export const ProjectState = z.enum(projectStates).meta({ id: 'ProjectState' })
export type ProjectState = z.infer<typeof ProjectState>

/** Kinds of people who act and write: an agent, or a contact of a client. */
export const personKinds = ['agent', 'contact'] as const
export const PersonKind = z.enum(personKinds).meta({ id: 'PersonKind' })
export type PersonKind = z.infer<typeof PersonKind>

export const locales = ['fr', 'en'] as const
export const Locale = z.enum(locales).meta({ id: 'Locale' })
export type Locale = z.infer<typeof Locale>
