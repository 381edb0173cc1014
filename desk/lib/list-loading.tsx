import type { FetchStatus } from '@tanstack/react-query'
import { Empty } from '../../ui/empty.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { useT } from './i18n.tsx'

/** Placeholder rows while a list is loading, or a notice when it cannot be loaded offline. */
export function ListLoading({ fetchStatus, rows }: { fetchStatus: FetchStatus; rows?: number }) {
  const t = useT()
  if (fetchStatus === 'paused') return <Empty title={t('shell.never_read')}>{t('shell.never_read_words')}</Empty>
  return <SkeletonRows label={t('shell.loading')} {...(rows !== undefined && { rows })} />
}
