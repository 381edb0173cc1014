import { useQuery } from '@tanstack/react-query'
import type { RefObject } from 'react'
import { Combo } from '../../../ui/combo.tsx'
import { TextField } from '../../../ui/field.tsx'
import { companiesQuery } from '../../data/companies.ts'
import { useT } from '../../lib/i18n.tsx'
import { useDebounced } from '../../lib/use-debounced.ts'
import type { UnknownCaller as Caller } from './draft.ts'
import type { RequiredField } from './new-ticket.ts'
import classes from './unknown-caller.module.css'

type Props = {
  caller: Caller
  missing: readonly RequiredField[]
  name: RefObject<HTMLInputElement | null>
  phone: RefObject<HTMLInputElement | null>
  onChange: (changes: Partial<Caller>) => void
  onBack: () => void
}

/** Fields of an unknown caller, who is created together with the ticket. */
export function UnknownCaller({ caller, missing, name, phone, onChange, onBack }: Props) {
  const t = useT()
  const companyText = caller.company?.name ?? caller.companyName
  const { data } = useQuery(companiesQuery({ text: useDebounced(companyText), limit: 6 }))
  const exact = data?.some((company) => company.name.toLowerCase() === companyText.trim().toLowerCase())
  const willCreate = caller.company === null && companyText.trim() !== '' && exact === false
  return (
    <fieldset className={classes.unknown}>
      <legend className={classes.legend}>{t('call.unknown')}</legend>
      <button type="button" className={classes.back} onClick={onBack}>
        {t('call.change_caller')}
      </button>
      <TextField
        ref={name}
        label={t('call.name')}
        error={missing.includes('callerName') ? t('call.missing_caller_name') : undefined}
        value={caller.name}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <TextField
        ref={phone}
        label={t('call.phone')}
        error={missing.includes('callerPhone') ? t('call.missing_caller_phone') : undefined}
        type="tel"
        value={caller.phone}
        maxLength={40}
        autoComplete="off"
        onChange={(event) => onChange({ phone: event.target.value })}
      />
      <TextField
        label={t('call.email')}
        type="email"
        value={caller.email}
        autoComplete="off"
        onChange={(event) => onChange({ email: event.target.value })}
      />
      <Combo
        label={t('call.company')}
        hint={willCreate ? t('call.company_new') : undefined}
        text={companyText}
        onText={(companyName) => onChange({ companyName, company: null })}
        options={(data ?? []).map(({ id, name: label }) => ({ id, label }))}
        onChoose={({ id, label }) => onChange({ company: { id, name: label }, companyName: label })}
      />
    </fieldset>
  )
}
