import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CompanyRef } from '../../../contract/common.ts'
import { Combo } from '../../../ui/combo.tsx'
import { companiesQuery } from '../../data/companies.ts'
import { useT } from '../../lib/i18n.tsx'
import { useDebounced } from '../../lib/use-debounced.ts'

type Props = {
  label: string
  hideLabel?: boolean
  company: CompanyRef | null
  autoFocus?: boolean
  error?: string | undefined
  onChange: (company: CompanyRef | null) => void
}

/** Field for a record's company, chosen among existing ones; empty for none. */
export function CompanyField({ label, hideLabel, company, autoFocus, error, onChange }: Props) {
  const t = useT()
  const [text, setText] = useState(company?.name ?? '')
  const { data } = useQuery(companiesQuery({ text: useDebounced(text), limit: 6 }))
  const isUnknown = text.trim() !== '' && company === null && data?.length === 0
  return (
    <Combo
      label={label}
      hideLabel={hideLabel ?? false}
      autoFocus={autoFocus ?? false}
      error={isUnknown ? t('record.company_unknown') : error}
      text={text}
      eager
      onText={(typed) => {
        setText(typed)
        // A name typed in full counts as chosen.
        const exact = data?.find(({ name }) => name.toLowerCase() === typed.trim().toLowerCase())
        if (company || exact) onChange(exact ? { id: exact.id, name: exact.name } : null)
      }}
      options={(data ?? []).map(({ id, name }) => ({ id, label: name }))}
      onChoose={({ id, label: name }) => {
        setText(name)
        onChange({ id, name })
      }}
    />
  )
}
