import { Outlet, useNavigate } from '@tanstack/react-router'
import { AgentList } from '../features/settings/agent-list.tsx'
import { SettingsFrame } from '../features/settings/settings-frame.tsx'
import { agentsRoute } from './settings.tsx'

export { ApiKeysPage } from '../features/api-keys/api-keys-page.tsx'
export { FormsPage } from '../features/forms/forms-page.tsx'
export { MailQueuePage } from '../features/mails/mail-queue-page.tsx'
export { MailSettingsPage } from '../features/mails/mail-settings-page.tsx'
export { OperationsPage } from '../features/operations/operations-page.tsx'
export { SecurityPage } from '../features/security/security-page.tsx'
export { OrganisationPage } from '../features/settings/organisation-page.tsx'
export { RoleMatrix } from '../features/settings/role-matrix.tsx'
export { TeamList } from '../features/settings/team-list.tsx'
export { SpreadsheetsPage } from '../features/spreadsheets/spreadsheets-page.tsx'
export { TagsPage } from '../features/tags/tags-page.tsx'
export { WebsitesPage } from '../features/websites/websites-page.tsx'

export function SettingsScreen() {
  return (
    <SettingsFrame>
      <Outlet />
    </SettingsFrame>
  )
}

export function AgentsScreen() {
  const navigate = useNavigate()
  const { nouveau } = agentsRoute.useSearch()
  return (
    <AgentList
      creating={nouveau === 'oui'}
      onCreating={(creating) =>
        navigate({ to: '/reglages/agents', search: creating ? { nouveau: 'oui' } : {}, replace: true })
      }
    />
  )
}
