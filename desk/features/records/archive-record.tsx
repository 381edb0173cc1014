import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Menu, MenuItem } from '../../../ui/menu.tsx'
import { toast } from '../../../ui/toast.tsx'
import { errorText } from '../../lib/errors.ts'
import { type MessageKey, useT } from '../../lib/i18n.tsx'
import { useMay } from '../../lib/session.ts'
import { MergeDialog } from './merge-dialog.tsx'
import { recordQuery } from './queries.ts'
import type { RecordItem, RecordKind } from './record-kind.ts'
import classes from './record-page.module.css'

type Props = { kind: RecordKind; record: RecordItem }

function useSetArchived(kind: RecordKind, record: RecordItem) {
  const t = useT()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (archived: boolean) => kind.setArchived(record.id, archived),
    onSuccess(changed) {
      queryClient.setQueryData(recordQuery(kind, record.id).queryKey, changed)
      queryClient.invalidateQueries({ queryKey: [kind.name] })
      toast({ text: t(changed.archived ? 'record.archived' : 'record.restored', { name: kind.title(record.values) }) })
    },
    onError: (error) => toast({ text: errorText(error), tone: 'danger' }),
  })
}

/** Menu of less common actions on a record: archive, merge. */
export function RecordMenu({ kind, record }: Props) {
  const t = useT()
  const mayEdit = useMay(kind.edit)
  const set = useSetArchived(kind, record)
  const [merging, setMerging] = useState(false)
  if (record.archived || !mayEdit) return null
  return (
    <>
      <Menu position="bottom-end" target={<IconButton icon="more" label={t('shell.more')} />}>
        {kind.merging && <MenuItem onSelect={() => setMerging(true)}>{t('record.merge')}</MenuItem>}
        <MenuItem onSelect={() => set.mutate(true)}>{t('record.archive')}</MenuItem>
      </Menu>
      {merging && <MergeDialog kind={kind} record={record} onClose={() => setMerging(false)} />}
    </>
  )
}

/** Texts of the kinds whose archiving has consequences of its own. */
const archivedText: Partial<Record<RecordKind['name'], MessageKey>> = {
  contact: 'record.contact_is_archived',
  site: 'record.site_is_archived',
}

/** Notice that a record is archived, with a button that restores it. */
export function ArchivedNote({ kind, record }: Props) {
  const t = useT()
  const mayEdit = useMay(kind.edit)
  const set = useSetArchived(kind, record)
  if (record.mergedInto)
    return (
      <p className={classes.archived}>
        <span>{t('record.is_merged')}</span>
        <Link to={`${kind.path}/$id`} params={{ id: record.mergedInto }}>
          {t('record.see_other')}
        </Link>
      </p>
    )
  if (!record.archived) return null
  return (
    <p className={classes.archived}>
      <span>{t(archivedText[kind.name] ?? 'record.is_archived')}</span>
      {mayEdit && (
        <Button busy={set.isPending} onClick={() => set.mutate(false)}>
          {t('record.restore')}
        </Button>
      )}
    </p>
  )
}
