import { useState } from 'preact/hooks'
import { CallError } from '../../contract/client.ts'
import { call, errorText, portal } from '../lib/api.ts'
import { t } from '../lib/i18n.ts'
import { navigate } from '../lib/router.ts'
import { setSignedIn } from '../lib/session.ts'
import { Heading } from '../parts/heading.tsx'

/** Page behind a form's secret link. Scanners open links too, so only the button opens the ticket. */
export function FromForm({ link }: { link: string }) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)

  async function enter() {
    setBusy(true)
    setError(null)
    try {
      setSignedIn(await call(portal.follow, { body: { token: link } }))
      navigate('/', 'replace')
    } catch (refusal) {
      setError(refusal)
      setBusy(false)
    }
  }

  return (
    <div class="narrow">
      <Heading>{t('from_mail.title')}</Heading>
      <p>{t('from_form.words')}</p>
      {error !== null && (
        <p class="wrong" role="alert">
          {wordsFor(error)}
        </p>
      )}
      <button type="button" class="button main" disabled={busy} onClick={enter}>
        {t('from_form.enter')}
      </button>
    </div>
  )
}

/** Returns the message for a link that is invalid or revoked, or whose request is in quarantine. */
function wordsFor(error: unknown): string {
  const { code, details } = error instanceof CallError ? error : {}
  if (code === 'link_refused') return t('from_form.refused')
  if (code === 'submission_waits') return t('from_form.waits', { number: `T-${details?.number}` })
  return errorText(error)
}
