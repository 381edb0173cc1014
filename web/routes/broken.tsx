import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { errorText } from '../lib/errors.ts'
import { useT } from '../lib/i18n.tsx'

/** A screen that failed: what happened, and a way on. The frame around it still works. */
export function Broken({ error, reset }: ErrorComponentProps) {
  const t = useT()
  const queries = useQueryErrorResetBoundary()
  function retry() {
    queries.reset()
    reset()
  }
  const actions = (
    <>
      <Button look="primary" onClick={retry}>
        {t('shell.retry')}
      </Button>
      <Button onClick={() => location.reload()}>{t('shell.error_reload')}</Button>
    </>
  )
  return (
    <div role="alert">
      <Empty title={t('shell.error_title')} action={actions}>
        {errorText(error)}
      </Empty>
    </div>
  )
}
