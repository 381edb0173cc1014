import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ContactRef } from '../../../contract/common.ts'
import { Combo } from '../../../ui/combo.tsx'
import { contactsQuery } from '../../data/contacts.ts'
import { useT } from '../../lib/i18n.tsx'
import { useDebounced } from '../../lib/use-debounced.ts'

type Props = { concerned: ContactRef | null; onChange: (concerned: ContactRef | null) => void }

/** Field for the affected contact, when somebody calls for somebody else. */
export function ConcernedField({ concerned, onChange }: Props) {
  const t = useT()
  const [text, setText] = useState(concerned?.name ?? '')
  const question = { text: useDebounced(text), limit: 8 }
  const { data: found = [] } = useQuery({ ...contactsQuery(question), enabled: text.trim() !== '' })
  const isOpenQuestion = concerned === null && text.trim() !== ''
  return (
    <Combo
      label={t('call.concerned')}
      placeholder={t('call.reporter_caller')}
      hint={isOpenQuestion ? t('call.concerned_hint') : undefined}
      text={text}
      onText={(typed) => {
        setText(typed)
        onChange(null)
      }}
      options={found.map(({ id, name, company }) => ({ id, label: name, note: company?.name ?? null }))}
      onChoose={({ id, label }) => {
        setText(label)
        onChange(found.find((contact) => contact.id === id) ?? null)
      }}
    />
  )
}
