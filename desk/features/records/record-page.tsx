import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Empty } from '../../../ui/empty.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { errorText, isCode } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import { LoadFailure } from '../../lib/load-failure.tsx'
import { useDocumentTitle } from '../../lib/use-document-title.ts'
import { ArchivedNote, RecordMenu } from './archive-record.tsx'
import { recordQuery } from './queries.ts'
import { RecordDetails } from './record-details.tsx'
import type { RecordItem, RecordKind } from './record-kind.ts'
import classes from './record-page.module.css'

type Props = {
  kind: RecordKind
  id: string
  /** Buttons beside the title. */
  actions?: (record: RecordItem) => ReactNode
  /** Sections about the record, such as its tickets, contacts and machines. */
  children: (record: RecordItem) => ReactNode
}

/** Page of a record: its sections on the left, and its fields, edited in place, on the right. */
export function RecordPage({ kind, id, actions, children }: Props) {
  const t = useT()
  const { data: record, error, refetch } = useQuery(recordQuery(kind, id))
  useDocumentTitle(record ? kind.title(record.values) : t(`record.${kind.name}.many`))
  if (isCode(error, 'not_found') && !record)
    return (
      <Empty title={t('record.absent')} action={<Link to={kind.path}>{t('record.back_to_list')}</Link>}>
        {errorText(error)}
      </Empty>
    )
  if (error && !record) return <LoadFailure error={error} onRetry={refetch} />
  return (
    <article className={classes.page}>
      <header className={classes.head}>
        <Link to={kind.path} className={classes.back}>
          <Icon name="back" size={14} />
          {t(`record.${kind.name}.many`)}
        </Link>
        <div className={classes.title}>
          <h1>{record ? kind.title(record.values) : <Skeleton width={40} height={18} />}</h1>
          {record && (
            <div className={classes.actions}>
              {actions?.(record)}
              <RecordMenu kind={kind} record={record} />
            </div>
          )}
        </div>
        {record && <ArchivedNote kind={kind} record={record} />}
      </header>
      {record && (
        <>
          <div className={classes.fields}>
            <RecordDetails kind={kind} record={record} />
          </div>
          <div className={classes.sections}>{children(record)}</div>
        </>
      )}
    </article>
  )
}

/** Section of the page: a title, and a button to add something. */
export function Section({ title, action, children }: { title: ReactNode; action?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <header className={classes.sectionHead}>
        <h2>{title}</h2>
        {action}
      </header>
      {children}
    </section>
  )
}
