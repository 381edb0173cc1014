import type { CountedTag } from '../../../contract/tags.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog, DialogActions, DialogBody } from '../../../ui/dialog.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { toast } from '../../../ui/toast.tsx'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { useRemoveTag } from './queries.ts'

/** Confirmation before a tag is deleted, and removed from all its tickets. */
export function RemoveTag({ tag: { id, name, tickets }, onClose }: { tag: CountedTag; onClose: () => void }) {
  const t = useT()
  const remove = useRemoveTag(id, () => {
    onClose()
    toast({ text: t('tags.removed', { name }) })
  })
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('tags.remove_title', { name })}
      closeLabel={t('shell.close')}
      width="narrow"
    >
      <DialogBody>
        <p>{t('tags.remove_words', { count: tickets })}</p>
        {remove.error && <FormError>{errorText(remove.error)}</FormError>}
        <DialogActions>
          <Button look="quiet" onClick={onClose}>
            {t('shell.cancel')}
          </Button>
          <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate(undefined)}>
            {t('tags.remove')}
          </Button>
        </DialogActions>
      </DialogBody>
    </Dialog>
  )
}
