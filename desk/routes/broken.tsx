import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useEffect, useEffectEvent } from 'react'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { errorText, isCode } from '../lib/errors.ts'
import { useT } from '../lib/i18n.tsx'
import { useLiveLost } from '../lib/live/use-live-lost.ts'
import { ScreenUnreachable } from './load-screen.ts'

/** Error of a screen, with a way to continue. The frame around it still works. */
export function Broken({ error, reset }: ErrorComponentProps) {
  const t = useT()
  const router = useRouter()
  const queries = useQueryErrorResetBoundary()
  const lost = useLiveLost()
  const isAway = error instanceof ScreenUnreachable || isCode(error, 'unreachable')

  async function retry() {
    queries.reset()
    // Loads the code of the screen again, too.
    await router.invalidate()
    reset()
  }
  const retryAlone = useEffectEvent(retry)
  useEffect(() => {
    if (!isAway || lost) return
    window.addEventListener('online', retryAlone)
    const timer = setTimeout(retryAlone, againAfterMs)
    return () => {
      window.removeEventListener('online', retryAlone)
      clearTimeout(timer)
    }
  }, [isAway, lost])

  if (isAway)
    return (
      <div role="status">
        <Empty whole title={t('shell.away_title')} action={<Button onClick={retry}>{t('shell.retry')}</Button>}>
          {t('shell.away')}
        </Empty>
      </div>
    )
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
      <Empty whole title={t('shell.error_title')} action={actions}>
        {errorText(error)}
      </Empty>
    </div>
  )
}

/** Delay of a retry, since a network that has just come back may need a moment. */
const againAfterMs = 1_000
