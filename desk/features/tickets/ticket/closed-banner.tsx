import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { isOpen } from '../../../../contract/enums.ts'
import type { TicketView } from '../../../../contract/tickets.ts'
import { starsOf } from '../../../../i18n/change-words.ts'
import { Button } from '../../../../ui/button.tsx'
import { Popover } from '../../../../ui/popover.tsx'
import { agentsQuery } from '../../../data/agents.ts'
import { useDates, useNow } from '../../../lib/dates.ts'
import { useT } from '../../../lib/i18n.tsx'
import { useMay } from '../../../lib/session.ts'
import { namesOf } from '../labels.ts'
import { StatusPicker } from '../status/status-picker.tsx'
import classes from './banner.module.css'

/** Banner of a closed ticket: since when, and the agents who can reopen it. */
export function ClosedBanner({ ticket }: { ticket: TicketView }) {
  const t = useT()
  const dates = useDates()
  const now = useNow()
  const [reopening, setReopening] = useState(false)
  if (isOpen(ticket.status)) return null
  return (
    <div className={classes.banner}>
      <span>
        <b>
          {t(`closed.${ticket.status as 'resolved'}`, {
            when: ticket.closedAt ? dates.said(ticket.closedAt, now) : '',
          })}
        </b>{' '}
        {t('closed.frozen')}
        {ticket.rating && (
          <span className={classes.rating}>
            <Rating {...ticket.rating} />
          </span>
        )}
      </span>
      {ticket.can.status ? (
        <Popover
          opened={reopening}
          onClose={() => setReopening(false)}
          label={t('ticket.do.reopening')}
          position="bottom-end"
          wide
          target={
            <Button aria-expanded={reopening} onClick={() => setReopening(true)}>
              {t('ticket.do.reopening')}
            </Button>
          }
        >
          {reopening && <StatusPicker ticket={ticket} onDone={() => setReopening(false)} />}
        </Popover>
      ) : (
        <WhoReopens />
      )}
    </div>
  )
}

function Rating({ stars, words }: NonNullable<TicketView['rating']>) {
  const t = useT()
  if (stars === null) return `${t('fact.rating_words')} — ${words}`
  return (
    <>
      {t('fact.rating')}{' '}
      <b role="img" aria-label={`${stars} / 5`}>
        {starsOf(stars)}
      </b>{' '}
      {words}
    </>
  )
}

/** Names the agents who may reopen tickets, or says that this takes a right while they are unknown. */
function WhoReopens() {
  const t = useT()
  const enabled = useMay('agents.read')
  const { data: agents = [] } = useQuery({ ...agentsQuery, enabled })
  const able = agents.filter((agent) => agent.canReopen && !agent.disabled)
  if (able.length === 0) return <span>{t('closed.who')}</span>
  const { names, others } = namesOf(able, 3)
  return <span>{t('closed.who_names', { names: others > 0 ? `${names}…` : names })}</span>
}
