import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from '../../../ui/button.tsx'
import { toast } from '../../../ui/toast.tsx'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { useMay } from '../../lib/session.ts'
import { recordQuery } from './queries.ts'
import type { RecordItem, RecordKind } from './record-kind.ts'
import classes from './record-page.module.css'

type Props = { kind: RecordKind; record: RecordItem }

function useSetArchived(kind: RecordKind, record: RecordItem) {
  const t = useT()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: async (archived: boolean) => kind.setArchived?.(record.id, archived),
    onSuccess(changed) {
      queryClient.setQueryData(recordQuery(kind, record.id).queryKey, changed)
      queryClient.invalidateQueries({ queryKey: [kind.name] })
      toast({ text: t(changed?.archived ? 'record.archived' : 'record.restored', { name: kind.title(record.values) }) })
    },
    onError: (error) => toast({ text: errorText(error), tone: 'danger' }),
  })
}

/** Archives a record; its page says how it is restored. */
export function ArchiveButton({ kind, record }: Props) {
  const t = useT()
  const mayEdit = useMay(kind.edit)
  const set = useSetArchived(kind, record)
  if (!kind.setArchived || record.archived || !mayEdit) return null
  return (
    <Button busy={set.isPending} onClick={() => set.mutate(true)}>
      {t('record.archive')}
    </Button>
  )
}

/** Says that a record is archived, with the way back. */
export function ArchivedNote({ kind, record }: Props) {
  const t = useT()
  const mayEdit = useMay(kind.edit)
  const set = useSetArchived(kind, record)
  if (!record.archived) return null
  return (
    <p className={classes.archived}>
      <span>{t('record.is_archived')}</span>
      {mayEdit && (
        <Button busy={set.isPending} onClick={() => set.mutate(false)}>
          {t('record.restore')}
        </Button>
      )}
    </p>
  )
}
