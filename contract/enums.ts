import { z } from 'zod'
import {
  channels,
  contactKinds,
  criticalities,
  locales,
  personKinds,
  priorities,
  projectStates,
  stepKinds,
  ticketKinds,
  visibilities,
} from './enum-values.ts'
import { statuses } from './rules/status.ts'

export * from './enum-values.ts'
export * from './rules/status.ts'

export const TicketKind = z.enum(ticketKinds).meta({ id: 'TicketKind' })
export type TicketKind = z.infer<typeof TicketKind>

export const Criticality = z.enum(criticalities).meta({ id: 'Criticality' })
export type Criticality = z.infer<typeof Criticality>

export const Priority = z.enum(priorities).meta({ id: 'Priority' })
export type Priority = z.infer<typeof Priority>

export const Status = z.enum(statuses).meta({ id: 'Status' })
export type Status = z.infer<typeof Status>

export const Channel = z.enum(channels).meta({ id: 'Channel' })
export type Channel = z.infer<typeof Channel>

export const StepKind = z.enum(stepKinds).meta({ id: 'StepKind' })
export type StepKind = z.infer<typeof StepKind>

export const Visibility = z.enum(visibilities).meta({ id: 'Visibility' })
export type Visibility = z.infer<typeof Visibility>

export const ContactKind = z.enum(contactKinds).meta({ id: 'ContactKind' })
export type ContactKind = z.infer<typeof ContactKind>

export const ProjectState = z.enum(projectStates).meta({ id: 'ProjectState' })
export type ProjectState = z.infer<typeof ProjectState>

export const PersonKind = z.enum(personKinds).meta({ id: 'PersonKind' })
export type PersonKind = z.infer<typeof PersonKind>

export const Locale = z.enum(locales).meta({ id: 'Locale' })
export type Locale = z.infer<typeof Locale>
