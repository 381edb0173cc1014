import { useState } from 'react'
import type { FailedJob } from '../../../contract/operations.ts'
import { Button } from '../../../ui/button.tsx'
import { ConfirmButton } from '../../../ui/confirm-button.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { useDates, useNow } from '../../lib/dates.ts'
import { errorText } from '../../lib/errors.ts'
import { type MessageKey, useT } from '../../lib/i18n.tsx'
import classes from './operations.module.css'
import { useDismissJob, useRetryJob } from './queries.ts'

const taskNames: Record<string, MessageKey> = {
  'tickets.resume-waiting': 'job.tickets.resume-waiting',
  'tickets.clean-stored-html': 'job.tickets.clean-stored-html',
  'attachments.expire': 'job.attachments.expire',
  'attachments.sweep': 'job.attachments.sweep',
  'spreadsheets.plan': 'job.spreadsheets.plan',
  'spreadsheets.read': 'job.spreadsheets.read',
  'platform.forget': 'job.platform.forget',
}

/** Row of a failed job: kind, error, and next attempt. */
export function FailedJobRow({ job }: { job: FailedJob }) {
  const t = useT()
  const dates = useDates()
  const now = useNow()
  const [asked, setAsked] = useState(false)
  const retry = useRetryJob(job.id)
  const dismiss = useDismissJob(job.id)
  const error = retry.error ?? dismiss.error
  const name = taskNames[job.task]
  return (
    <li className={classes.row}>
      <span className={classes.name}>
        <b>{name ? t(name) : job.task}</b>
        <small className={classes.error} title={job.error}>
          {job.error}
        </small>
      </span>
      <span className={classes.tries}>
        {t('operations.tried', { attempts: job.attempts, when: dates.relative(job.lastTriedAt, now) })}
        <small>
          {job.nextTryAt
            ? t('operations.next', { when: dates.relative(job.nextTryAt, now) })
            : t('operations.given_up')}
        </small>
      </span>
      <span className={classes.buttons}>
        <Button busy={retry.isPending} onClick={() => retry.mutate(undefined)}>
          {t('operations.retry')}
        </Button>
        <ConfirmButton
          asked={asked}
          onAsk={setAsked}
          words={{ ask: t('operations.dismiss'), confirm: t('operations.dismiss_now'), cancel: t('shell.cancel') }}
          busy={dismiss.isPending}
          onConfirm={() => dismiss.mutate(undefined)}
        />
      </span>
      {error && <FormError>{errorText(error)}</FormError>}
    </li>
  )
}
