import { type FormEvent, useState } from 'react'
import { textToHtml } from '../../../../contract/rules/rich-text.ts'
import { Button } from '../../../../ui/button.tsx'
import { TextArea } from '../../../../ui/field.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { setStatus } from '../changes/requests.ts'
import { useRowActions } from '../changes/use-row-actions.ts'
import classes from './bulk-cancel.module.css'
import type { BulkJob } from './use-bulk.ts'

/** Form for the reason of a cancellation. The client of each ticket reads it. */
export function BulkCancel({ count, onDone }: { count: number; onDone: (job: BulkJob) => void }) {
  const t = useT()
  const { change } = useRowActions()
  const [reason, setReason] = useState('')
  const [missing, setMissing] = useState(false)

  function submit(event: FormEvent) {
    event.preventDefault()
    if (reason.trim() === '') return setMissing(true)
    const note = textToHtml(reason)
    onDone({
      act: (row) => change(row, (ticket) => setStatus(ticket, { to: 'cancelled', version: ticket.version, note })),
      done: (count) => t('bulk.did.cancel', { count }),
    })
  }

  return (
    <form className={classes.form} onSubmit={submit}>
      <TextArea
        label={t('ticket.note.reason')}
        hint={t('bulk.reason_hint')}
        error={missing && reason.trim() === '' ? t('error.reason_required') : undefined}
        value={reason}
        data-autofocus
        onChange={(event) => setReason(event.target.value)}
      />
      <Button look="danger" type="submit">
        {t('bulk.cancel_count', { count })}
      </Button>
    </form>
  )
}
