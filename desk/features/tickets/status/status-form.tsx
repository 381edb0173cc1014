import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { Status } from '../../../../contract/enums.ts'
import { textToHtml } from '../../../../contract/rules/rich-text.ts'
import type { TicketView } from '../../../../contract/tickets.ts'
import { Button } from '../../../../ui/button.tsx'
import { TextArea } from '../../../../ui/field.tsx'
import { FormError } from '../../../../ui/form-error.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { refusalText } from '../changes/refusal-text.ts'
import { StatusWords } from '../marks.tsx'
import { MomentField } from '../pick/moment-field.tsx'
import { NoMailNote } from './no-mail-note.tsx'
import classes from './status-form.module.css'
import { noteFor } from './status-note.ts'
import { useSetStatus } from './use-set-status.ts'

type Props = { ticket: TicketView; to: Status; seen: number; onDone: () => void; onClose: () => void }

/** Form for the note of a change of status: a solution, a reason, or the end of the waiting. */
export function StatusForm({ ticket, to, seen, onDone, onClose }: Props) {
  const t = useT()
  const { set, error, isPending } = useSetStatus(ticket, seen)
  const { kind: needed, required } = noteFor(ticket.status, to)
  const kind = needed ?? 'reason'
  const [note, setNote] = useState('')
  const [until, setUntil] = useState<string | null>(null)
  const [missing, setMissing] = useState(false)
  const text = useRef<HTMLTextAreaElement>(null)
  useEffect(() => text.current?.focus(), [])

  function submit(event?: FormEvent) {
    event?.preventDefault()
    if (required && note.trim() === '') return setMissing(true)
    set({ to, note: textToHtml(note), until: to === 'waiting' ? until : null }, onDone)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    submit()
  }

  return (
    <form className={classes.form} onSubmit={submit} onKeyDown={onKeyDown}>
      <p className={classes.to}>
        <StatusWords status={to} />
      </p>
      <TextArea
        label={t(`ticket.note.${kind}`)}
        hint={kind === 'wait' ? undefined : t('ticket.note.seen_by_client')}
        error={
          missing && note.trim() === ''
            ? t(kind === 'solution' ? 'error.solution_required' : 'error.reason_required')
            : undefined
        }
        rows={4}
        value={note}
        ref={text}
        onChange={(event) => setNote(event.target.value)}
      />
      {kind === 'wait' && (
        <MomentField label={t('ticket.wait_until')} value={until} onChange={setUntil} lean="opening" />
      )}
      <NoMailNote ticket={ticket} />
      {error && <FormError>{refusalText(error)}</FormError>}
      <div className={classes.actions}>
        <Button look="quiet" onClick={onClose}>
          {t('ticket.back')}
        </Button>
        <Button look="primary" type="submit" kbd="Ctrl ↵" busy={isPending}>
          {t(`ticket.do.${kind}`)}
        </Button>
      </div>
    </form>
  )
}
