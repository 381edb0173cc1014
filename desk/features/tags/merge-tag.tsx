import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { CountedTag, Tag } from '../../../contract/tags.ts'
import { Button } from '../../../ui/button.tsx'
import { Combo } from '../../../ui/combo.tsx'
import { Dialog, DialogActions, DialogBody } from '../../../ui/dialog.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { toast } from '../../../ui/toast.tsx'
import { tagsQuery } from '../../data/tags.ts'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { useMergeTag } from './queries.ts'

/** Dialog that moves all tickets of a tag to another one. */
export function MergeTag({ tag, onClose }: { tag: CountedTag; onClose: () => void }) {
  const t = useT()
  const [text, setText] = useState('')
  const [into, setInto] = useState<Tag | null>(null)
  const { data = [] } = useQuery(tagsQuery(text))
  const merge = useMergeTag(tag.id, (kept) => {
    onClose()
    toast({ text: t('tags.merged', { from: tag.name, into: kept.name }) })
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    if (into) merge.mutate(into.id)
  }

  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('tags.merge_title', { name: tag.name })}
      closeLabel={t('shell.close')}
      width="narrow"
    >
      <form onSubmit={submit}>
        <DialogBody>
          <p>{t('tags.merge_words', { name: tag.name })}</p>
          <Combo
            label={t('tags.merge_into')}
            autoFocus
            eager
            text={text}
            onText={(typed) => {
              setText(typed)
              setInto(null)
            }}
            options={data.filter(({ id }) => id !== tag.id).map(({ id, name }) => ({ id, label: name }))}
            onChoose={({ id, label }) => {
              setInto({ id, name: label })
              setText(label)
            }}
          />
          {merge.error && <FormError>{errorText(merge.error)}</FormError>}
          <DialogActions>
            <Button look="quiet" onClick={onClose}>
              {t('shell.cancel')}
            </Button>
            <Button look="primary" type="submit" disabled={!into} busy={merge.isPending}>
              {into ? t('tags.merge_count', { count: tag.tickets, name: into.name }) : t('tags.merge_do')}
            </Button>
          </DialogActions>
        </DialogBody>
      </form>
    </Dialog>
  )
}
