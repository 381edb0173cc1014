import { useQuery } from '@tanstack/react-query'
import { type Role, roles } from '../../../contract/permissions.ts'
import { SelectField } from '../../../ui/field.tsx'
import { ToggleChips } from '../../../ui/toggle-chips.tsx'
import { useT } from '../../lib/i18n.tsx'
import { teamListQuery } from './queries.ts'

export function RoleField({ role, onChange }: { role: Role; onChange: (role: Role) => void }) {
  const t = useT()
  return (
    <SelectField
      label={t('settings.role')}
      hint={t(`settings.role_hint.${role}`)}
      value={role}
      onChange={(event) => onChange(roles.find((one) => one === event.target.value) ?? role)}
    >
      {roles.map((one) => (
        <option key={one} value={one}>
          {t(`role.${one}`)}
        </option>
      ))}
    </SelectField>
  )
}

export function TeamsField({ teamIds, onChange }: { teamIds: string[]; onChange: (teamIds: string[]) => void }) {
  const t = useT()
  const { data } = useQuery(teamListQuery)
  if (!data || data.items.length === 0) return null
  return (
    <ToggleChips
      label={t('settings.teams')}
      options={data.items.map(({ id, name }) => ({ value: id, label: name }))}
      chosen={teamIds}
      onToggle={(id) => onChange(teamIds.includes(id) ? teamIds.filter((one) => one !== id) : [...teamIds, id])}
    />
  )
}
