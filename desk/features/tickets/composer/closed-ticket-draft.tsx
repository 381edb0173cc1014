import { useEffect, useState } from 'react'
import type { TicketView } from '../../../../contract/tickets.ts'
import { useT } from '../../../lib/i18n.tsx'
import { textOf } from '../../../lib/plain-html.ts'
import { useMe } from '../../../lib/session.ts'
import classes from './closed-ticket-draft.module.css'
import { readStoredDraft } from './stored-draft.ts'

/** Draft for a ticket that was closed meanwhile. It can be read, and sent after the ticket is reopened. */
export function ClosedTicketDraft({ ticket }: { ticket: TicketView }) {
  const t = useT()
  const { id: agentId } = useMe()
  const [words, setWords] = useState('')
  const elsewhere = ticket.draft?.content?.html ?? ''
  // Effects run after the composer has unmounted and stored its draft.
  useEffect(() => {
    setWords(textOf(readStoredDraft({ agentId, ticketId: ticket.id }).draft.html || elsewhere))
  }, [agentId, ticket.id, elsewhere])
  if (words === '') return null
  return (
    <aside className={classes.place} aria-label={t('composer.set_aside')}>
      <p className={classes.label}>{t('composer.set_aside')}</p>
      <p className={classes.words}>{words}</p>
    </aside>
  )
}
