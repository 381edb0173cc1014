import { Button } from '../../../ui/button.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'

/** A part of the settings that could not be read. */
export function Unread({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useT()
  return (
    <Empty title={t('record.unread')} action={<Button onClick={onRetry}>{t('shell.retry')}</Button>}>
      {errorText(error)}
    </Empty>
  )
}
