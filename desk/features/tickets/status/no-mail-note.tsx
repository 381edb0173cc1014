import type { TicketView } from '../../../../contract/tickets.ts'
import { useOutgoingMail } from '../../../data/outgoing-mail.ts'
import { OutgoingMailNotice } from '../../../lib/outgoing-mail-notice.tsx'
import classes from './status-form.module.css'

/** Warning that a change of status, which normally mails the clients, will not be mailed. */
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
