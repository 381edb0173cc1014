import type { TicketView } from '../../../../contract/tickets.ts'
import { useOutgoingMail } from '../../../data/outgoing-mail.ts'
import { OutgoingMailNotice } from '../../../lib/outgoing-mail-notice.tsx'
import classes from './status-form.module.css'

/** Warns, before a change of status that its clients would be mailed about, that no mail leaves. */
export function NoMailNote({ ticket }: { ticket: TicketView }) {
  const state = useOutgoingMail()
  const isMailed = ticket.contacts.some(({ email }) => email !== null)
  if ((state !== 'unset' && state !== 'held') || !isMailed) return null
  return (
    <p className={classes.warning} role="status">
      <OutgoingMailNotice state={state} />
    </p>
  )
}
