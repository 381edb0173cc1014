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
  const { status, lead, waitingUntil } = ticket
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
        <b>{words}</b>
        {sentence(status, waitingUntil)} {lead && ticket.closedAt === null && t('where.lead', { name: lead })}
      </p>
    </div>
  )
}

function sentence(status: Status, until: string | null) {
  if (status === 'waiting' && until) return t('where.waiting_until', { when: dates.value.said(until, Date.now()) })
  return t(`where.${status}`)
}
