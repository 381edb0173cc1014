import { useState } from 'preact/hooks'
import { byMail } from '../../contract/endpoints/by-mail.ts'
import { portalPaths } from '../../contract/rules/page-addresses.ts'
import { call, errorText, isCode } from '../lib/api.ts'
import { t } from '../lib/i18n.ts'
import { toHref } from '../lib/router.ts'
import { Heading } from '../parts/heading.tsx'

/** Page behind a mail program's unsubscribe link. Scanners open links too, so only the button unsubscribes. */
export function Unsubscribe({ pass }: { pass: string }) {
  const [state, setState] = useState<'asking' | 'busy' | 'done'>('asking')
  const [problem, setProblem] = useState<string | null>(null)
  const isDone = state === 'done'

  async function stop() {
    setState('busy')
    setProblem(null)
    try {
      await call(byMail.stop, { params: { pass } })
      setState('done')
    } catch (error) {
      setProblem(isCode(error, 'not_found') ? t('stop.refused') : errorText(error))
      setState('asking')
    }
  }

  return (
    <div class="narrow" key={isDone ? 'done' : 'asking'}>
      <Heading>{t(isDone ? 'stop.done_title' : 'stop.title')}</Heading>
      <p role={isDone ? 'status' : undefined}>{t(isDone ? 'stop.done' : 'stop.words')}</p>
      {problem && (
        <p class="wrong" role="alert">
          {problem}
        </p>
      )}
      {!isDone && (
        <button type="button" class="button main" disabled={state === 'busy'} onClick={stop}>
          {t('stop.do')}
        </button>
      )}
      <a class="button" href={toHref(portalPaths.account)}>
        {t('stop.choose')}
      </a>
    </div>
  )
}
