import { useQuery } from '@tanstack/react-query'
import { SelectField } from '../../../../ui/field.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { agentsQuery } from '../queries.ts'

export function LeadField({
  value,
  onChange,
}: {
  value: string | undefined
  onChange: (lead: string | undefined) => void
}) {
  const t = useT()
  const { data = [] } = useQuery(agentsQuery)
  return (
    <SelectField
      label={t('fact.lead')}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || undefined)}
    >
      <option value="">{t('filter.any')}</option>
      <option value="me">{t('filter.me')}</option>
      <option value="none">{t('ticket.nobody')}</option>
      {data
        .filter((agent) => !agent.disabled)
        .map((agent) => (
          <option key={agent.id} value={agent.id}>
            {agent.name}
          </option>
        ))}
    </SelectField>
  )
}
