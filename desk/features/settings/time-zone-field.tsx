import { createDates } from '../../../browser/dates.ts'
import { SelectField } from '../../../ui/field.tsx'
import { useLocale, useT } from '../../lib/i18n.tsx'

type Props = { value: string; disabled: boolean; onChange: (timeZone: string) => void }

/** French time zones, overseas included, which are listed before all others. */
const french = [
  'Europe/Paris',
  'America/Guadeloupe',
  'America/Martinique',
  'America/Cayenne',
  'America/Miquelon',
  'Indian/Reunion',
  'Indian/Mayotte',
  'Pacific/Noumea',
  'Pacific/Tahiti',
  'Pacific/Wallis',
]

const nameOf = (zone: string) => zone.split('/').slice(1).join(', ').replaceAll('_', ' ')

export function TimeZoneField({ value, disabled, onChange }: Props) {
  const t = useT()
  const locale = useLocale()
  const all = Intl.supportedValuesOf('timeZone').filter((zone) => zone.includes('/') && !french.includes(zone))
  const known = [...french, ...all]
  const now = createDates(locale, value).time(new Date().toISOString())
  const options = (zones: readonly string[]) =>
    zones.map((zone) => (
      <option key={zone} value={zone}>
        {nameOf(zone)} ({zone.split('/')[0]})
      </option>
    ))
  return (
    <SelectField
      label={t('settings.time_zone')}
      hint={t('settings.time_zone_hint', { now })}
      value={value}
      disabled={disabled}
      onChange={(event) => onChange(event.target.value)}
    >
      {!known.includes(value) && <option value={value}>{value}</option>}
      <optgroup label="France">{options(french)}</optgroup>
      <optgroup label={t('settings.world')}>{options(all)}</optgroup>
    </SelectField>
  )
}
