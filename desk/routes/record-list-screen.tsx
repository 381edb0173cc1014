import { useNavigate, useSearch } from '@tanstack/react-router'
import { kinds } from '../features/records/kinds/index.ts'
import type { RecordName } from '../features/records/record-kind.ts'
import { RecordList } from '../features/records/record-list.tsx'
import type { RecordSearch } from './records.tsx'

export function RecordListScreen({ name }: { name: RecordName }) {
  const navigate = useNavigate()
  const { text, ...view }: RecordSearch = useSearch({ strict: false })
  const show = (search: RecordSearch) => navigate({ to: '.', search, replace: true })
  return (
    <RecordList
      kind={kinds[name]}
      text={text ?? ''}
      onText={(next) => show({ ...view, ...(next && { text: next }) })}
      view={view}
      onView={(next) => show({ ...next, ...(text && { text }) })}
    />
  )
}
