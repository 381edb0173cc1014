import type { Attachment } from '../../../../contract/attachments.ts'
import type { TicketView } from '../../../../contract/tickets.ts'
import { Button } from '../../../../ui/button.tsx'
import { Dialog, DialogActions, DialogBody } from '../../../../ui/dialog.tsx'
import { FormError } from '../../../../ui/form-error.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { refusalText } from '../changes/refusal-text.ts'
import { detachFile } from '../changes/requests.ts'
import { useTicketChange } from '../changes/use-ticket-change.ts'

type Props = { ticket: TicketView; file: Attachment; onClose: () => void }

/** Confirmation before an attachment is deleted for everybody. */
export function DetachDialog({ ticket, file, onClose }: Props) {
  const t = useT()
  const detach = useTicketChange<string>(ticket.number, { send: (id) => detachFile(ticket, id) })
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('files.detach_title', { name: file.name })}
      closeLabel={t('shell.close')}
      width="narrow"
    >
      <DialogBody>
        <p>{t('files.detach_words')}</p>
        {detach.error && <FormError>{refusalText(detach.error)}</FormError>}
        <DialogActions>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button look="danger" busy={detach.isPending} onClick={() => detach.mutate(file.id, { onSuccess: onClose })}>
            {t('files.detach_do')}
          </Button>
        </DialogActions>
      </DialogBody>
    </Dialog>
  )
}
