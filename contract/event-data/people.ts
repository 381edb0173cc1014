import { z } from 'zod'
import { Permission } from '../permissions.ts'
import { NoData, RecordChanges } from './common.ts'

const PasswordChanged = z.object({ password: z.literal(true) })
/** Data of an access link: mailed to its agent or (`link`) handed over by an administrator. */
const LinkMade = z.object({ linkId: z.uuid() })
const LinkHandedOver = z.object({ link: z.literal(true) })
const SecondFactor = z.object({ method: z.enum(['totp', 'passkey', 'all']) })

/** Events of agents, roles, teams and the organisation. Settings are stored as they were sent. */
export const peopleEvents = {
  'agent.created': z.object({ role: z.string() }),
  'agent.changed': z.union([PasswordChanged, LinkHandedOver, z.record(z.string(), z.unknown())]),
  'agent.invited': LinkMade,
  'agent.reset_asked': LinkMade,
  'agent.password_set': PasswordChanged,
  'agent.second_factor_added': SecondFactor,
  'agent.second_factor_removed': SecondFactor,
  'agent.sessions_ended': NoData,
  'role.created': z.object({ role: z.string(), sight: z.string(), permissions: z.array(Permission) }),
  'role.changed': z.object({
    label: z.string().optional(),
    sight: z.string().optional(),
    granted: z.array(Permission).optional(),
    revoked: z.array(Permission).optional(),
  }),
  'role.removed': z.object({ role: z.string() }),
  'team.created': NoData,
  'team.changed': NoData,
  'team.archived': NoData,
  'team.restored': NoData,
  'organisation.changed': z.union([RecordChanges, z.record(z.string(), z.unknown())]),
}
