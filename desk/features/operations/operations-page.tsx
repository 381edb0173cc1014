import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { OperatingState } from '../../../contract/operations.ts'
import { useDates, useNow } from '../../lib/dates.ts'
import { formatMinutes } from '../../lib/duration.ts'
import { useLocale, useT } from '../../lib/i18n.tsx'
import { Loading } from '../../lib/loading.tsx'
import { formatSize } from '../../lib/uploads/file-labels.ts'
import { FailedJobRow } from './failed-job-row.tsx'
import classes from './operations.module.css'
import { operationsQuery } from './queries.ts'

const leastFreeBytes = 2_000_000_000

/** Page of the installation's state: disk space, backups, backlogs and failed jobs. */
export function OperationsPage() {
  const t = useT()
  const { data, error, refetch } = useQuery(operationsQuery)
  if (!data) return <Loading error={error} onRetry={refetch} rows={6} />
  return (
    <>
      <h2 className={classes.heading}>{t('operations.state')}</h2>
      <Facts state={data} />
      <h2 className={classes.heading}>{t('operations.failed')}</h2>
      {data.failedJobs.length === 0 ? (
        <p className={classes.words}>{t('operations.none_failed')}</p>
      ) : (
        <>
          <p className={classes.words}>{t('operations.failed_words')}</p>
          <ul>
            {data.failedJobs.map((job) => (
              <FailedJobRow key={job.id} job={job} />
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function Facts({ state }: { state: OperatingState }) {
  const t = useT()
  const language = useLocale()
  const dates = useDates()
  const now = useNow()
  const size = (bytes: number) => formatSize(t, bytes, language)
  const waiting = ({ count, oldestSeconds }: OperatingState['events']) =>
    count === 0
      ? t('operations.nothing_waits')
      : t('operations.waiting', { count, age: formatMinutes(Math.ceil(oldestSeconds / 60)) })
  return (
    <dl className={classes.facts}>
      <Fact name={t('operations.version')}>{state.version}</Fact>
      <Fact name={t('operations.database')}>{size(state.database)}</Fact>
      <Fact name={t('operations.files')}>{size(state.files)}</Fact>
      <Fact name={t('operations.free')} warning={state.free < leastFreeBytes && t('operations.free_low')}>
        {size(state.free)}
      </Fact>
      <Fact name={t('operations.backup')} warning={state.lastBackup === null && t('operations.no_backup')}>
        {state.lastBackup && (
          <time dateTime={state.lastBackup} title={dates.exact(state.lastBackup)}>
            {dates.relative(state.lastBackup, now)}
          </time>
        )}
      </Fact>
      <Fact name={t('operations.events')}>{waiting(state.events)}</Fact>
      <Fact name={t('operations.jobs')}>{waiting(state.jobs)}</Fact>
    </dl>
  )
}

function Fact({ name, warning = false, children }: { name: string; warning?: string | false; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>
        {children}
        {warning && <small className={classes.warning}>{warning}</small>}
      </dd>
    </div>
  )
}
