import { useNavigate, useSearch } from '@tanstack/react-router'
import { kinds } from '../features/records/kinds/index.ts'
import type { RecordName } from '../features/records/record-kind.ts'
import { RecordList } from '../features/records/record-list.tsx'

export function RecordListScreen({ name }: { name: RecordName }) {
  const navigate = useNavigate()
  const { text } = useSearch({ strict: false })
  return (
    <RecordList
      kind={kinds[name]}
      text={typeof text === 'string' ? text : ''}
      onText={(next) => navigate({ to: '.', search: next ? { text: next } : {}, replace: true })}
    />
  )
}
