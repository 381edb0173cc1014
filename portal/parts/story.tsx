import type {
  PortalAttachment,
  PortalPerson,
  PortalStatusEvent,
  PortalStep,
  PortalTicket,
} from '../../contract/portal.ts'
import { dates, t } from '../lib/i18n.ts'
import { RichText } from '../lib/rich-text.tsx'
import { organisation } from '../lib/session.ts'
import { FileList } from './files.tsx'

type Older = { steps: PortalStep[]; events: PortalStatusEvent[] }
type Entry = { at: string; id: string; step?: PortalStep; event?: PortalStatusEvent }

/** Messages and status changes of a request, oldest first. */
export function Story({ ticket, older }: { ticket: PortalTicket; older: Older }) {
  const entries: Entry[] = [
    ...[...older.steps, ...ticket.timeline.steps].map((step) => ({ at: step.createdAt, id: step.id, step })),
    ...[...older.events, ...ticket.timeline.events].map((event) => ({ at: event.at, id: event.id, event })),
  ]
  entries.sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || Number(Boolean(a.event)) - Number(Boolean(b.event)))
  const filesOf = (stepId: string | null) => ticket.attachments.filter((file) => file.stepId === stepId)
  const opening = filesOf(null)
  const by = ticket.reporter ?? ticket.concerned[0] ?? null
  return (
    <>
      {(ticket.description || opening.length > 0) && by && (
        <Message by={by} at={ticket.reportedAt} html={ticket.description} files={opening} label={null} notedBy={null} />
      )}
      {entries.map(({ id, step, event }) =>
        step ? (
          <Message
            key={id}
            by={step.by}
            at={step.createdAt}
            html={step.body}
            files={filesOf(step.id)}
            label={labelOf(step)}
            notedBy={step.notedBy}
          />
        ) : (
          event && <Changed key={id} event={event} />
        ),
      )}
    </>
  )
}

function labelOf({ kind }: PortalStep) {
  if (kind === 'solution') return t('ticket.solution')
  return kind === 'reason' ? t('ticket.reason') : null
}

function nameOf({ who, name }: PortalPerson) {
  if (who === 'me') return t('ticket.you')
  return who === 'team' ? t('ticket.team', { name, organisation: organisation.value ?? '' }) : name
}

type Said = {
  by: PortalPerson
  at: string
  html: string
  files: PortalAttachment[]
  label: string | null
  notedBy: string | null
}

const Message = ({ by, at, html, files, label, notedBy }: Said) => (
  <article class="message" data-who={by.who}>
    <div class="by">
      <b>
        <bdi>{nameOf(by)}</bdi>
      </b>
      {label && <em>{label}</em>}
      {notedBy && <span>{t('ticket.noted_by', { name: notedBy })}</span>}
      <time dateTime={at} title={dates.value.exact(at)}>
        {dates.value.brief(at, Date.now())}
      </time>
    </div>
    <RichText html={html} />
    <FileList files={files} />
  </article>
)

const Changed = ({ event }: { event: PortalStatusEvent }) => (
  <p class="changed">
    {event.by?.who === 'team' || event.by?.who === 'client'
      ? t('ticket.to_by', { name: nameOf(event.by), status: t(`status.${event.to}`) })
      : t(`status.${event.to}`)}
    <time dateTime={event.at}>{dates.value.brief(event.at, Date.now())}</time>
  </p>
)
