import { useQuery } from '@tanstack/react-query'
import type { CompanyRef, SiteRef } from '../../../contract/common.ts'
import { SelectField } from '../../../ui/field.tsx'
import { useT } from '../../lib/i18n.tsx'
import { sitesOfCompanyQuery } from './queries.ts'

type Props = {
  label: string
  hideLabel?: boolean
  autoFocus?: boolean
  error?: string | undefined
  company: CompanyRef | null
  site: SiteRef | null
  onChange: (site: SiteRef | null) => void
}

/** Field for a machine's site, chosen among those of its company. */
export function SiteField({ label, hideLabel, autoFocus, error, company, site, onChange }: Props) {
  const t = useT()
  const { data, isPending } = useQuery(sitesOfCompanyQuery(company?.id ?? null))
  const listed = data?.items ?? []
  // Archived sites are not offered, but a machine keeps its own.
  const sites = site && !listed.some(({ id }) => id === site.id) ? [site, ...listed] : listed
  return (
    <SelectField
      label={label}
      hideLabel={hideLabel ?? false}
      autoFocus={autoFocus ?? false}
      error={error}
      value={site?.id ?? ''}
      disabled={company === null || (!isPending && sites.length === 0)}
      onChange={(event) => onChange(sites.find(({ id }) => id === event.target.value) ?? null)}
    >
      <option value="">{t(company && !isPending && sites.length === 0 ? 'record.no_site' : 'record.site_none')}</option>
      {sites.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  )
}
