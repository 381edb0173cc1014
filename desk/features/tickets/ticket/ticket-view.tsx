import { type ReactNode, useRef, useState } from 'react'
import { isOpen } from '../../../../contract/enums.ts'
import type { TicketView as Ticket } from '../../../../contract/tickets.ts'
import { DropVeil } from '../../../../ui/drop-veil.tsx'
import { toast } from '../../../../ui/toast.tsx'
import { useMarkSeen } from '../../../data/seen.ts'
import { useT } from '../../../lib/i18n.tsx'
import { lazyPart } from '../../../lib/lazy-part.tsx'
import { useShortcuts } from '../../../lib/shortcuts.ts'
import { useFileDrop } from '../../../lib/uploads/incoming.ts'
import { addFiles } from '../../../lib/uploads/uploads.ts'
import { useActionKey } from '../../../lib/use-action-key.ts'
import { ClosedTicketDraft } from '../composer/closed-ticket-draft.tsx'
import { Composer, type ComposerHandle } from '../composer/composer.tsx'
import { stepUploads } from '../files/upload-queue-names.ts'
import { useViewedAttachment, viewAttachment } from '../files/viewed-attachment.ts'
import type { TicketSearch } from '../filter.ts'
import { ticketSubject } from '../labels.ts'
import { usePresence } from '../presence/use-presence.ts'
import { PropertiesColumn } from '../properties/properties-column.tsx'
import { StoryView } from '../story/story-view.tsx'
import { useWatch } from '../use-watch.ts'
import { ClosedBanner } from './closed-banner.tsx'
import { PropertiesStrip } from './properties-strip.tsx'
import { TicketHeader } from './ticket-header.tsx'
import classes from './ticket-view.module.css'
import { useMinWidth } from './use-min-width.ts'
import { useStickToEnd } from './use-stick-to-end.ts'
import { WaitingLine } from './waiting-line.tsx'

const ClientViewDialog = lazyPart(() =>
  import('../client-view/client-view-dialog.tsx').then((file) => file.ClientViewDialog),
)
const HistoryTable = lazyPart(
  () => import('../story/history-table.tsx').then((file) => file.HistoryTable),
  () => null,
)
const Viewer = lazyPart(
  () => import('../files/viewer.tsx').then((file) => file.Viewer),
  () => null,
)

type Props = {
  ticket: Ticket
  search: TicketSearch
  /** Actions about it, drawn among its properties. */
  actions: ReactNode
}

/** Ticket with its story and, beside it, its properties, which collapse into a line on narrow screens. */
export function TicketView({ ticket, search, actions }: Props) {
  const t = useT()
  useMarkSeen(ticket)
  const place = useRef<HTMLDivElement>(null)
  const story = useRef<HTMLDivElement>(null)
  const composer = useRef<ComposerHandle>(null)
  const [history, setHistory] = useState(false)
  const [asClient, setAsClient] = useState(false)
  const both = useMinWidth(place, 720)
  const steps = ticket.timeline.steps
  const { behind, toEnd } = useStickToEnd(story, steps.at(-1)?.id ?? '')
  const { others, type, rest } = usePresence(ticket.id)
  const watch = useWatch(ticket)
  const viewed = useViewedAttachment()
  const drop = useFileDrop((files) => {
    if (ticket.can.reply) return addFiles(stepUploads(ticket), files)
    toast({ text: t(isOpen(ticket.status) ? 'files.drop_mute' : 'files.drop_closed'), tone: 'danger' })
  })
  useActionKey('keys.ticket', ticketSubject(ticket))
  useShortcuts('keys.ticket', [
    { keys: 'r', label: 'keys.answer', run: () => composer.current?.begin('answer', 'public'), when: ticket.can.reply },
    {
      keys: 'i',
      label: 'keys.internal',
      run: () => composer.current?.begin('information', 'internal'),
      when: ticket.can.reply,
    },
    { keys: 'v', label: 'keys.client_view', run: () => setAsClient(true) },
    { keys: 'w', label: 'keys.watch', run: watch.toggle, when: watch.offered && !watch.isPending },
  ])

  return (
    <article ref={place} className={classes.ticket} data-both={both} {...drop.handlers}>
      {drop.over && ticket.can.reply && <DropVeil label={t('files.drop')} />}
      <div className={classes.column}>
        <TicketHeader
          ticket={ticket}
          search={search}
          others={others}
          history={history}
          onHistory={setHistory}
          onResolve={() => composer.current?.begin('solution', 'public')}
          onClientView={() => setAsClient(true)}
        />
        <ClosedBanner ticket={ticket} />
        <WaitingLine ticket={ticket} />
        {!both && <PropertiesStrip ticket={ticket} actions={actions} />}
        <section
          ref={story}
          className={classes.story}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
          tabIndex={0}
          aria-label={t(history ? 'story.history' : 'story.label')}
        >
          {history ? <HistoryTable ticket={ticket} onClose={() => setHistory(false)} /> : <StoryView ticket={ticket} />}
        </section>
        {behind && (
          <div className={classes.behind}>
            <button type="button" onClick={toEnd}>
              {t('story.new_below')}
            </button>
          </div>
        )}
        {ticket.can.reply ? (
          <Composer
            ticket={ticket}
            handle={composer}
            others={others}
            onType={type}
            onSent={() => {
              rest()
              toEnd()
            }}
          />
        ) : isOpen(ticket.status) ? (
          <p className={classes.mute}>{t('composer.mute')}</p>
        ) : (
          <ClosedTicketDraft ticket={ticket} />
        )}
      </div>
      {both && (
        <aside className={classes.properties} aria-label={t('fact.label')}>
          <PropertiesColumn ticket={ticket} actions={actions} />
        </aside>
      )}
      {asClient && <ClientViewDialog ticket={ticket} onClose={() => setAsClient(false)} />}
      {viewed && (
        <Viewer
          pictures={ticket.attachments.filter((file) => file.hasPreview)}
          id={viewed}
          onClose={() => viewAttachment(null)}
        />
      )}
    </article>
  )
}
