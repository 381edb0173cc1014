import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { errorText } from './errors.ts'
import { useT } from './i18n.tsx'

/** A part of the desk that could not be read. */
export function LoadFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useT()
  return (
    <Empty title={t('record.unread')} action={<Button onClick={onRetry}>{t('shell.retry')}</Button>}>
      {errorText(error)}
    </Empty>
  )
}
