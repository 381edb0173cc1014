import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { PickList } from '../../../../ui/pick-list.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { companiesQuery } from '../queries.ts'

export function CompanyPicker({ onPick }: { onPick: (id: string) => void }) {
  const t = useT()
  const [text, setText] = useState('')
  const { data = [], isFetching } = useQuery({ ...companiesQuery(text), placeholderData: keepPreviousData })
  return (
    <PickList
      label={t('fact.company')}
      options={data.map((company) => ({ value: company.id, label: company.name }))}
      onPick={onPick}
      onText={setText}
      busy={isFetching}
      empty={t('pick.nothing')}
    />
  )
}
