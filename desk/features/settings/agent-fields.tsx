import { useQuery } from '@tanstack/react-query'
import type { Role } from '../../../contract/permissions.ts'
import { SelectField } from '../../../ui/field.tsx'
import { ToggleChips } from '../../../ui/toggle-chips.tsx'
import { teamsQuery } from '../../data/teams.ts'
import { useT } from '../../lib/i18n.tsx'
import { rolesQuery } from './queries.ts'
import { isBuiltIn, useRoleName } from './role-name.ts'

/** Field for a role: those that the reader may grant, and the agent's current one. */
export function RoleField({ role, onChange }: { role: Role; onChange: (role: Role) => void }) {
  const t = useT()
  const nameOf = useRoleName()
  const { data } = useQuery(rolesQuery)
  const offered = data?.items.filter((one) => one.can.give || one.role === role) ?? []
  return (
    <SelectField
      label={t('settings.role')}
      hint={isBuiltIn(role) ? t(`settings.role_hint.${role}`) : undefined}
      value={role}
      onChange={(event) => onChange(event.target.value)}
    >
      {offered.map((one) => (
        <option key={one.role} value={one.role}>
          {nameOf(one)}
        </option>
      ))}
    </SelectField>
  )
}

export function TeamsField({ teamIds, onChange }: { teamIds: string[]; onChange: (teamIds: string[]) => void }) {
  const t = useT()
  const { data } = useQuery(teamsQuery)
  if (!data || data.length === 0) return null
  return (
    <ToggleChips
      label={t('settings.teams')}
      options={data.map(({ id, name }) => ({ value: id, label: name }))}
      chosen={teamIds}
      onToggle={(id) => onChange(teamIds.includes(id) ? teamIds.filter((one) => one !== id) : [...teamIds, id])}
    />
  )
}
