import { useState } from 'preact/hooks'
import { CallError, call, errorText, isRefusal, portal } from '../lib/api.ts'
import { askedFrom } from '../lib/ask-link.ts'
import { t } from '../lib/i18n.ts'
import { go } from '../lib/router.ts'
import { signedIn } from '../lib/session.ts'
import { tellTabs } from '../lib/tabs.ts'
import { Heading } from '../parts/heading.tsx'
import { SignIn } from './sign-in.tsx'

type Props = { token: string; destination: string; ticketId: string | null }

/** A sign-in link that was opened: programs that read mail open it too, so only the button signs in. */
export function FromMail({ token, destination, ticketId }: Props) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)

  async function enter() {
    setBusy(true)
    try {
      const client = await call(portal.signIn, { body: { token } })
      signedIn(client)
      tellTabs('in')
      const asked = askedFrom()
      go(destination === '/' ? (asked ?? '/') : destination, 'replace')
    } catch (refusal) {
      setError(refusal)
      setBusy(false)
    }
  }

  const code = codeIn(error)
  if (code !== null) return <Elsewhere code={code} ticketId={ticketId} />
  if (isRefusal(error))
    return (
      <>
        <p class="narrow wrong" role="alert">
          {errorText(error)}
        </p>
        <SignIn ticketId={ticketId} />
      </>
    )
  return (
    <div class="narrow">
      <Heading>{t('from_mail.title')}</Heading>
      <p>{t('from_mail.words')}</p>
      {error !== null && (
        <p class="wrong" role="alert">
          {errorText(error)}
        </p>
      )}
      <button type="button" class="button main" disabled={busy} onClick={enter}>
        {t('from_mail.enter')}
      </button>
    </div>
  )
}

/** Returns the code of a link that was asked for elsewhere, or null. */
function codeIn(error: unknown): string | null {
  if (!(error instanceof CallError) || error.code !== 'opened_elsewhere') return null
  return typeof error.details.code === 'string' ? error.details.code : null
}

/** The link was asked for in another browser, which the code signs in. */
function Elsewhere({ code, ticketId }: { code: string; ticketId: string | null }) {
  const [here, setHere] = useState(false)
  if (here) return <SignIn ticketId={ticketId} />
  return (
    <div class="narrow" key="elsewhere">
      <Heading>{t('from_mail.elsewhere')}</Heading>
      <p>{t('from_mail.elsewhere_words')}</p>
      <p class="code">{`${code.slice(0, 4)} ${code.slice(4)}`}</p>
      <p>{t('from_mail.elsewhere_warning')}</p>
      <button type="button" class="button" onClick={() => setHere(true)}>
        {t('from_mail.here')}
      </button>
    </div>
  )
}
