import { agentSecondFactors, agentSessions, ownSessions, secondFactors, secondStep } from './account.ts'
import { actions } from './actions.ts'
import { apiKeys, count } from './api-keys.ts'
import { attachments } from './attachments.ts'
import { companies, contacts } from './contacts.ts'
import { drafts } from './drafts.ts'
import { equipment } from './equipment.ts'
import { forms } from './forms.ts'
import { guestLinks } from './guest-links.ts'
import { live } from './live.ts'
import { mail } from './mail.ts'
import { companyMerging, contactMerging, equipmentMerging, projectMerging } from './merging.ts'
import { operations } from './operations.ts'
import { organisation } from './organisation.ts'
import { agents, session, setup, teams } from './people.ts'
import { presence } from './presence.ts'
import { projects } from './projects.ts'
import { rights } from './roles.ts'
import { samples } from './samples.ts'
import { security } from './security.ts'
import { sites } from './sites.ts'
import { tags } from './tags.ts'
import { tickets } from './tickets.ts'
import { unread } from './unread.ts'

/**
 * Routes that the screens of the desk share. Groups that one screen calls are imported by that screen, so that no other
 * loads their schemas; those of the client portal by none.
 */
export const deskApi = {
  setup,
  session,
  secondStep,
  ownSessions,
  secondFactors,
  agents,
  agentSessions,
  agentSecondFactors,
  teams,
  rights,
  organisation,
  contacts,
  companies,
  sites,
  equipment,
  projects,
  tickets,
  actions,
  tags,
  drafts,
  unread,
  attachments,
  guestLinks,
  mail,
  live,
  presence,
  apiKeys,
  count,
  forms,
  operations,
  contactMerging,
  companyMerging,
  equipmentMerging,
  projectMerging,
  samples,
  security,
}
