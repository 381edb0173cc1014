import { z } from 'zod'

/** Built-in roles of every desk. */
export const builtInRoles = ['administrator', 'manager', 'technician', 'operator', 'reader'] as const
export type BuiltInRole = (typeof builtInRoles)[number]

/** Key of a role: the name of a built-in one, or the UUID of one that the company created. */
export const Role = z.union([z.enum(builtInRoles), z.uuid()]).meta({ id: 'Role' })
export type Role = z.infer<typeof Role>

/** Tickets that a role sees: all, those of its teams, or its own and unclaimed ones. */
export const sights = ['all', 'teams', 'own'] as const
export const Sight = z.enum(sights).meta({ id: 'Sight' })
export type Sight = z.infer<typeof Sight>

export const permissions = [
  'tickets.read',
  'tickets.create',
  'tickets.edit',
  'tickets.claim',
  'tickets.assign',
  'tickets.reply',
  'tickets.work',
  'tickets.resolve',
  'tickets.cancel',
  'tickets.reopen',
  'contacts.read',
  'contacts.edit',
  'equipment.read',
  'equipment.edit',
  'projects.read',
  'projects.edit',
  'agents.read',
  'accounts.manage',
  'settings.manage',
  'security.read',
  'tickets.hand_over',
  'submissions.settle',
  'actions.read_all',
] as const
export const Permission = z.enum(permissions).meta({ id: 'Permission' })
export type Permission = z.infer<typeof Permission>
