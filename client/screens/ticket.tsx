import { useEffect, useMemo, useState } from 'preact/hooks'
import type { PortalTicket, PortalTimeline } from '../../contract/portal.ts'
import { call, isCode, portal } from '../lib/api.ts'
import { dates, t } from '../lib/i18n.ts'
import { useNews } from '../lib/live.ts'
import { openOutbox } from '../lib/outbox.ts'
import { hrefOf } from '../lib/router.ts'
import { me } from '../lib/session.ts'
import { useRead } from '../lib/use-read.ts'
import { Acts } from '../parts/acts.tsx'
import { Composer } from '../parts/composer.tsx'
import { Heading } from '../parts/heading.tsx'
import { Loading, Missing, Problem } from '../parts/notice.tsx'
import { Rating } from '../parts/rating.tsx'
import { Story } from '../parts/story.tsx'
import { Tracker } from '../parts/tracker.tsx'

export function Ticket({ ticketKey }: { ticketKey: string }) {
  const read = useRead(ticketKey, (signal) => call(portal.show, { params: { key: ticketKey } }, { signal }))
  useNews((id) => {
    if (id === null || id === read.data?.id) read.reload()
  })
  // Out of sight, it leaves the screen too.
  if (isCode(read.error, 'not_found') || isCode(read.error, 'invalid')) return <Missing />
  if (read.data) return <Shown ticket={read.data} onChange={read.set} />
  return read.error ? <Problem error={read.error} onAgain={read.reload} /> : <Loading />
}

function Shown({ ticket, onChange }: { ticket: PortalTicket; onChange: (ticket: PortalTicket) => void }) {
  const outbox = useMemo(() => openOutbox(ticket.id, onChange), [ticket.id, onChange])
  useEffect(() => outbox.close, [outbox])
  const facts = [
    `T-${ticket.number}`,
    t('ticket.reported', { when: dates.value.said(ticket.reportedAt, Date.now()) }),
    ...ticket.equipment.map(({ label }) => label),
    ticket.project,
  ]
  return (
    <>
      {!me.value?.onlyTicketId && (
        <a class="back" href={hrefOf('/')}>
          ← {t('ticket.back')}
        </a>
      )}
      <Heading tab={`T-${ticket.number} ${ticket.title}`}>{ticket.title}</Heading>
      <p class="number">{facts.filter(Boolean).join(' · ')}</p>
      {ticket.readOnly && <p class="followed">{followedWords(ticket)}</p>}
      <Tracker ticket={ticket} />
      <Rating key={ticket.closedAt} ticket={ticket} onDone={onChange} />
      <section aria-label={t('ticket.story')}>
        <WithOlder ticket={ticket} />
        <Announced ticket={ticket} />
        {ticket.can.answer && <Composer ticketId={ticket.id} outbox={outbox} />}
        {ticket.closedAt !== null && <p class="changed">{t('ticket.closed')}</p>}
      </section>
      <Acts ticket={ticket} onDone={onChange} />
    </>
  )
}

function followedWords({ project, reporter }: PortalTicket) {
  const values = { project: project ?? '', name: reporter?.name ?? '' }
  return t(reporter ? 'ticket.followed_of' : 'ticket.followed', values)
}

type Older = Omit<PortalTimeline, 'olderBefore'> & { before: string | null }

function WithOlder({ ticket }: { ticket: PortalTicket }) {
  const [older, setOlder] = useState<Older | null>(null)
  const before = older ? older.before : ticket.timeline.olderBefore
  async function readOlder() {
    if (!before) return
    const { steps, events, olderBefore } = await call(portal.timeline, { params: { id: ticket.id }, query: { before } })
    setOlder({
      steps: [...steps, ...(older?.steps ?? [])],
      events: [...events, ...(older?.events ?? [])],
      before: olderBefore,
    })
  }
  return (
    <>
      {before && (
        <button type="button" class="button wide" onClick={() => readOlder().catch(() => {})}>
          {t('ticket.older')}
        </button>
      )}
      <Story ticket={ticket} older={older ?? { steps: [], events: [] }} />
    </>
  )
}

/** Said to who does not see the screen: the message that has just come from somebody else. */
function Announced({ ticket }: { ticket: PortalTicket }) {
  const last = ticket.timeline.steps.at(-1)
  const [known, setKnown] = useState(last?.id)
  const [words, setWords] = useState('')
  useEffect(() => {
    if (!last || last.id === known) return
    setKnown(last.id)
    if (last.by.who !== 'me') setWords(t('live.message', { name: last.by.name }))
  }, [last, known])
  return (
    <p class="sr" aria-live="polite">
      {words}
    </p>
  )
}
