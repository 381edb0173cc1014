import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { errorText } from './errors.ts'
import { useT } from './i18n.tsx'

/** Message for data that could not be loaded, with a retry button. */
export function LoadFailure({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useT()
  return (
    <Empty title={t('record.unread')} action={<Button onClick={onRetry}>{t('shell.retry')}</Button>}>
      {errorText(error)}
    </Empty>
  )
}
