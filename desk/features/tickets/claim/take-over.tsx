import type { TicketView } from '../../../../contract/tickets.ts'
import { Button } from '../../../../ui/button.tsx'
import { Dialog, DialogActions, DialogBody } from '../../../../ui/dialog.tsx'
import { FormError } from '../../../../ui/form-error.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { shortName } from '../../../lib/short-name.ts'
import { refusalText } from '../changes/refusal-text.ts'
import { useTakeLead } from './use-take-lead.ts'

type Props = { ticket: TicketView; from: { id: string; name: string }; onClose: () => void; onDone?: () => void }

/** Confirmation before an agent takes over the ticket of another one. */
export function TakeOver({ ticket, from, onClose, onDone }: Props) {
  const t = useT()
  const take = useTakeLead(ticket)
  const name = shortName(from.name)
  const confirm = () =>
    take.mutate(
      { from: from.id },
      {
        onSuccess: () => {
          onClose()
          onDone?.()
        },
      },
    )
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('ticket.take_over_title', { name })}
      closeLabel={t('shell.close')}
      width="narrow"
    >
      <DialogBody>
        <p>{t('ticket.take_over_words', { name: from.name })}</p>
        {take.isError && <FormError>{refusalText(take.error)}</FormError>}
        <DialogActions>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button look="primary" busy={take.isPending} data-autofocus onClick={confirm}>
            {t('ticket.take_over')}
          </Button>
        </DialogActions>
      </DialogBody>
    </Dialog>
  )
}
