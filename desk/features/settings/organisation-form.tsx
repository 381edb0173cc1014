import { type FormEvent, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { TextField } from '../../../ui/field.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { errorText, listInvalidFields } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { useMay, useMe } from '../../lib/session.ts'
import { useSaveOrganisation } from './queries.ts'
import classes from './settings.module.css'
import { TimeZoneField } from './time-zone-field.tsx'

export function OrganisationForm() {
  const t = useT()
  const { organisation } = useMe()
  const mayChange = useMay('settings.manage')
  const [name, setName] = useState(organisation.name)
  const [phone, setPhone] = useState(organisation.phone ?? '')
  const [timeZone, setTimeZone] = useState(organisation.timeZone)
  const change = useSaveOrganisation()
  const refused = listInvalidFields(change.error)
  const isSame =
    name === organisation.name && timeZone === organisation.timeZone && phone === (organisation.phone ?? '')

  function submit(event: FormEvent) {
    event.preventDefault()
    change.mutate({ name, timeZone, phone })
  }

  return (
    <form className={classes.narrow} onSubmit={submit}>
      <TextField
        label={t('entry.organisation')}
        hint={t('entry.organisation_hint')}
        error={refused.includes('name') ? t('entry.name_needed') : undefined}
        value={name}
        disabled={!mayChange}
        required
        maxLength={200}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        type="tel"
        label={t('record.phone')}
        hint={t('settings.phone_hint')}
        error={refused.includes('phone') ? t('record.wrong_phone') : undefined}
        value={phone}
        disabled={!mayChange}
        maxLength={40}
        onChange={(event) => setPhone(event.target.value)}
      />
      <TimeZoneField value={timeZone} disabled={!mayChange} onChange={setTimeZone} />
      {change.error && refused.length === 0 && <FormError>{errorText(change.error)}</FormError>}
      {mayChange && (
        <Button look="primary" type="submit" disabled={isSame} busy={change.isPending}>
          {t('shell.save')}
        </Button>
      )}
    </form>
  )
}
