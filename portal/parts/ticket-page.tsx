import type { ComponentChildren } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { dot } from '../../browser/separator.ts'
import type { PortalTicket, PortalTimeline } from '../../contract/portal.ts'
import { call, portal } from '../lib/api.ts'
import { host } from '../lib/host.ts'
import { dates, t } from '../lib/i18n.ts'
import { openOutbox } from '../lib/outbox.ts'
import { toHref } from '../lib/router.ts'
import { me } from '../lib/session.ts'
import { Acts } from './acts.tsx'
import { Composer } from './composer.tsx'
import { Heading } from './heading.tsx'
import { Rating } from './rating.tsx'
import { Story } from './story.tsx'
import { Tracker } from './tracker.tsx'

type Props = { ticket: PortalTicket; onChange: (ticket: PortalTicket) => void }

/** Ticket with its client's actions. At the desk the actions are shown but disabled. */
export function TicketPage({ ticket, onChange }: Props) {
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
      {!me.value?.onlyTicketId && !host.preview && (
        <a class="back" href={toHref('/')}>
          ← {t('ticket.back')}
        </a>
      )}
      <Heading tab={`T-${ticket.number} ${ticket.title}`}>{ticket.title}</Heading>
      <p class="number">{facts.filter(Boolean).join(dot)}</p>
      {ticket.readOnly && <p class="followed">{followedWords(ticket)}</p>}
      <Tracker ticket={ticket} />
      {forClient(<Rating key={ticket.closedAt} ticket={ticket} onDone={onChange} />)}
      <section aria-label={host.preview ? undefined : t('ticket.story')}>
        <WithOlder ticket={ticket} />
        <Announced ticket={ticket} />
        {ticket.can.answer && forClient(<Composer ticketId={ticket.id} outbox={outbox} />)}
        {ticket.closedAt !== null && <p class="changed">{t('ticket.closed')}</p>}
      </section>
      {forClient(<Acts ticket={ticket} onDone={onChange} />)}
    </>
  )
}

/** Disables at the desk what only the client may use. */
const forClient = (part: ComponentChildren) => (host.preview ? <fieldset disabled>{part}</fieldset> : part)

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
    const { steps, events, olderBefore } = await readTimeline(ticket.id, before)
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

const readTimeline = (id: string, before: string): Promise<PortalTimeline> =>
  host.preview ? host.preview.readOlder(before) : call(portal.timeline, { params: { id }, query: { before } })

/** Announces new messages from others to screen readers. */
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
