import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { dot } from '../../../browser/separator.ts'
import type { MergePreview } from '../../../contract/merging.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog, DialogActions, DialogBody } from '../../../ui/dialog.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { PickList } from '../../../ui/pick-list.tsx'
import { SkeletonRows } from '../../../ui/skeleton.tsx'
import { toast } from '../../../ui/toast.tsx'
import { errorText } from '../../lib/errors.ts'
import { type Translate, useT } from '../../lib/i18n.tsx'
import { useDebounced } from '../../lib/use-debounced.ts'
import { displayColumn } from './display-value.ts'
import classes from './merge-dialog.module.css'
import { recordListQuery } from './queries.ts'
import type { RecordItem, RecordKind } from './record-kind.ts'

type Props = { kind: RecordKind; record: RecordItem; onClose: () => void }

/** Dialog that chooses the record to keep, previews what would move, and merges. */
export function MergeDialog({ kind, record, onClose }: Props) {
  const t = useT()
  const [into, setInto] = useState<RecordItem | null>(null)
  const name = kind.title(record.values)
  return (
    <Dialog opened onClose={onClose} title={t('record.merge_title', { name })} closeLabel={t('shell.close')}>
      <DialogBody>
        {into ? (
          <Preview kind={kind} from={record} into={into} onBack={() => setInto(null)} onClose={onClose} />
        ) : (
          <>
            <p>{t('record.merge_words')}</p>
            <Choose kind={kind} except={record.id} onChoose={setInto} />
          </>
        )}
      </DialogBody>
    </Dialog>
  )
}

/** Returns the columns that distinguish records with the same name. */
const hintOf = (t: Translate, kind: RecordKind, { values }: RecordItem) =>
  kind.columns
    .map((column) => displayColumn(t, kind, column, values))
    .filter(Boolean)
    .join(dot)

type ChooseProps = { kind: RecordKind; except: string; onChoose: (record: RecordItem) => void }

function Choose({ kind, except, onChoose }: ChooseProps) {
  const t = useT()
  const [text, setText] = useState('')
  const { data, isFetching } = useInfiniteQuery(recordListQuery(kind, { text: useDebounced(text, 150).trim() }))
  const found = (data?.pages[0]?.items ?? []).filter(({ id }) => id !== except).slice(0, 12)
  return (
    <PickList
      label={t(`record.${kind.name}.search`)}
      options={found.map((record) => ({
        value: record.id,
        label: kind.title(record.values),
        hint: hintOf(t, kind, record),
      }))}
      empty={t('pick.nothing')}
      busy={isFetching}
      onText={setText}
      onPick={(id) => {
        const chosen = found.find((one) => one.id === id)
        if (chosen) onChoose(chosen)
      }}
    />
  )
}

type PreviewProps = {
  kind: RecordKind
  from: RecordItem
  into: RecordItem
  onBack: () => void
  onClose: () => void
}

function Preview({ kind, from, into, onBack, onClose }: PreviewProps) {
  const t = useT()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const queryKey = [kind.name, 'merge', from.id, into.id]
  const { data, error } = useQuery({
    queryKey,
    queryFn: ({ signal }) => kind.merging?.preview(from.id, into.id, signal),
  })
  const merge = useMutation({
    mutationFn: async ({ versions, gained }: MergePreview) =>
      kind.merging?.merge(from.id, into.id, { versions, gained }),
    onSuccess() {
      queryClient.invalidateQueries()
      onClose()
      toast({ text: t('record.merged', { name: kind.title(into.values) }) })
      navigate({ to: `${kind.path}/$id`, params: { id: into.id } })
    },
    onError: () => queryClient.invalidateQueries({ queryKey }),
  })
  if (error) return <FormError>{errorText(error)}</FormError>
  if (!data) return <SkeletonRows rows={4} label={t('shell.loading')} />

  function submit(event: FormEvent) {
    event.preventDefault()
    if (data) merge.mutate(data)
  }
  return (
    <form onSubmit={submit}>
      <dl className={classes.pair}>
        <dt>{t('record.merge_from')}</dt>
        <dd>
          <b>{kind.title(from.values)}</b>
          <small>{hintOf(t, kind, from)}</small>
        </dd>
        <dt>{t('record.merge_into')}</dt>
        <dd>
          <b>{kind.title(into.values)}</b>
          <small>{hintOf(t, kind, into)}</small>
        </dd>
      </dl>
      <p>{t('record.merge_moves')}</p>
      <ul className={classes.moves}>
        {data.moves.map(({ what, count }) => (
          <li key={what}>{t(`record.moves.${what}`, { count })}</li>
        ))}
        {data.fields.length > 0 && <li>{t('record.moves.fields', { count: data.fields.length })}</li>}
        {data.moves.length === 0 && data.fields.length === 0 && <li>{t('record.moves.nothing')}</li>}
      </ul>
      {data.gained > 0 && (
        <div className={classes.warning}>
          <b>{t('record.merge_gain')}</b>
          <ul>
            {data.gainers.map(({ id, name, tickets }) => (
              <li key={id}>{t('record.merge_gainer', { name, count: tickets })}</li>
            ))}
          </ul>
        </div>
      )}
      <p className={classes.final}>{t('record.merge_final')}</p>
      {merge.error && <FormError>{errorText(merge.error)}</FormError>}
      <DialogActions>
        <Button look="quiet" onClick={onBack}>
          {t('record.merge_other')}
        </Button>
        <Button look="danger" type="submit" busy={merge.isPending}>
          {t('record.merge_do')}
        </Button>
      </DialogActions>
    </form>
  )
}
