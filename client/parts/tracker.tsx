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

/** Where a request stands: four marks, and the same in words. */
export function Tracker({ ticket }: { ticket: PortalTicket }) {
  const { status, lead } = ticket
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
        {status === 'waiting' ? <Waiting ticket={ticket} /> : <Now status={status} />}
        {lead && ticket.closedAt === null && t('where.lead', { name: lead })}
      </p>
    </div>
  )
}

const Now = ({ status }: { status: Status }) => (
  <>
    <b>{t(`status.${status}`)}</b> {t(`where.${status}`)}{' '}
  </>
)

/** Until when, and for what: the team's own words, which were written for the client. */
function Waiting({ ticket: { waitingUntil: until, waitingReason: reason } }: { ticket: PortalTicket }) {
  return (
    <>
      <b title={until ? dates.value.exact(until) : undefined}>
        {until ? t('where.until', { day: dates.value.short(until, Date.now()) }) : t('status.waiting')}
      </b>
      {reason ? <bdi class="plain">— {reason}</bdi> : t('where.waiting')} {reason && <br />}
    </>
  )
}
