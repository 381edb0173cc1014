import { SkeletonRows } from '../../ui/skeleton.tsx'
import { useT } from './i18n.tsx'
import { LoadFailure } from './load-failure.tsx'

type Props = { error: unknown; onRetry: () => void; rows: number }

/** Placeholder rows while data is loading, or its error with a retry button. */
export function Loading({ error, onRetry, rows }: Props) {
  const t = useT()
  if (error) return <LoadFailure error={error} onRetry={onRetry} />
  return <SkeletonRows rows={rows} label={t('shell.loading')} />
}
