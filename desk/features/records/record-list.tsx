import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { useT } from '../../lib/i18n.tsx'
import { ListLoading } from '../../lib/list-loading.tsx'
import { LoadFailure } from '../../lib/load-failure.tsx'
import { useMay } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { useDebounced } from '../../lib/use-debounced.ts'
import { useDocumentTitle } from '../../lib/use-document-title.ts'
import { CreateRecord } from './create-record.tsx'
import { ListViewFields } from './list-view.tsx'
import { PagedRows } from './paged-rows.tsx'
import { recordListQuery } from './queries.ts'
import type { ListView, RecordKind } from './record-kind.ts'
import classes from './record-list.module.css'
import { RecordSearch } from './record-search.tsx'

type Props = {
  kind: RecordKind
  text: string
  onText: (text: string) => void
  view: ListView
  onView: (view: ListView) => void
}

/** List of all records of a kind, filtered while typing. */
export function RecordList({ kind, text, onText, view, onView }: Props) {
  const t = useT()
  const navigate = useNavigate()
  const mayEdit = useMay(kind.edit)
  const [creating, setCreating] = useState(false)
  const question = useDebounced(text, 150).trim()
  const pages = useInfiniteQuery(recordListQuery(kind, { text: question, ...view }))
  const { data, error, refetch, fetchStatus } = pages
  useDocumentTitle(t(`record.${kind.name}.many`))
  const records = data?.pages.flatMap((page) => page.items)
  const open = (id: string) => navigate({ to: `${kind.path}/$id`, params: { id } })
  const create = () => setCreating(true)
  useShortcuts(`record.${kind.name}.many`, [
    { keys: 'c', label: `record.${kind.name}.create`, run: create, when: mayEdit },
  ])

  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <h1>{t(`record.${kind.name}.many`)}</h1>
        <RecordSearch
          scope={`record.${kind.name}.many`}
          label={t(`record.${kind.name}.search`)}
          text={text}
          onText={onText}
        />
        <ListViewFields kind={kind} view={view} onView={onView} />
        {mayEdit && (
          <Button icon="plus" onClick={create}>
            {t(`record.${kind.name}.create`)}
          </Button>
        )}
      </header>
      {error && !records ? (
        <LoadFailure error={error} onRetry={refetch} />
      ) : !records ? (
        <ListLoading fetchStatus={fetchStatus} />
      ) : records.length > 0 ? (
        <PagedRows kind={kind} records={records} pages={pages} />
      ) : question ? (
        <Empty
          title={t('record.nothing_found', { text: question })}
          action={<Button onClick={() => onText('')}>{t('record.show_all')}</Button>}
        >
          {t('record.nothing_found_hint')}
        </Empty>
      ) : view.archived || view.choice ? (
        <Empty
          title={t('record.none_such')}
          action={<Button onClick={() => onView({})}>{t('record.show_all')}</Button>}
        />
      ) : (
        <Empty
          title={t(`record.${kind.name}.empty_title`)}
          action={
            mayEdit && (
              <Button look="primary" onClick={create}>
                {t(`record.${kind.name}.create`)}
              </Button>
            )
          }
        >
          {t(`record.${kind.name}.empty`)}
        </Empty>
      )}
      <CreateRecord kind={kind} opened={creating} onClose={() => setCreating(false)} onCreated={open} />
    </div>
  )
}
