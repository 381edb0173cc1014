import type { Status } from '../../contract/enums.ts'
import type { PortalTicket } from '../../contract/portal.ts'
import { dates, t } from '../lib/i18n.ts'

const steps: Record<Status, number> = {
  opened: 1,
  waiting: 2,
  investigating: 2,
  disputed: 2,
  fixing: 3,
  resolved: 4,
  rejected: 4,
  cancelled: 4,
}

/** Progress of a request, as four marks and as text. */
export function Tracker({ ticket }: { ticket: PortalTicket }) {
  const { status, lead, readOnly } = ticket
  const words = t(`status.${status}`)
  const step = steps[status]
  return (
    <div class="where" data-status={status}>
      <div class="marks" role="img" aria-label={t('tracker.label', { step, status: words })}>
        {[1, 2, 3, 4].map((mark) => (
          <i key={mark} data-on={mark <= step} />
        ))}
      </div>
      <p aria-live="polite">
        {status === 'waiting' ? <Waiting ticket={ticket} /> : <Now status={status} told={!readOnly} />}
        {lead && ticket.closedAt === null && t(readOnly ? 'where.lead_of_it' : 'where.lead', { name: lead })}
      </p>
    </div>
  )
}

/** @param told whether to explain the status to the request's own client */
const Now = ({ status, told }: { status: Status; told: boolean }) => (
  <>
    <b>{t(`status.${status}`)}</b> {told && t(`where.${status}`)}{' '}
  </>
)

/** Until when and why a request waits, in the team's words for the client. */
function Waiting({ ticket }: { ticket: PortalTicket }) {
  const { waitingUntil: until, waitingReason: reason, readOnly } = ticket
  return (
    <>
      <b title={until ? dates.value.exact(until) : undefined}>
        {until ? t('where.until', { day: dates.value.short(until, Date.now()) }) : t('status.waiting')}
      </b>
      {reason ? <bdi class="plain">— {reason}</bdi> : !readOnly && t('where.waiting')} {reason && <br />}
    </>
  )
}
