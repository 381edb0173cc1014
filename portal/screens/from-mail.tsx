import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { CallError, call, errorText, isCode, isRefusal, portal } from '../lib/api.ts'
import { t } from '../lib/i18n.ts'
import { takeDestination } from '../lib/request-link.ts'
import { isPassOf, navigate } from '../lib/router.ts'
import { me, setSignedIn } from '../lib/session.ts'
import { notifyTabs } from '../lib/tabs.ts'
import { Heading } from '../parts/heading.tsx'
import { Loading } from '../parts/notice.tsx'
import { RequestNewLink } from './request-new-link.tsx'
import { SignIn } from './sign-in.tsx'

type Props = { token: string; pass: string | null; destination: string; ticketId: string | null }

/**
 * Page behind a sign-in link. Mail scanners open links too, so only the button signs in. Clients who are signed in
 * already continue at once, even when the link no longer works.
 */
export function FromMail({ token, pass, destination, ticketId }: Props) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const client = me.value
  const isIn = client?.onlyTicketId === null && isPassOf(pass, client.id)
  useEffect(() => {
    if (isIn) navigate(destination, 'replace')
  }, [isIn, destination])

  async function enter() {
    setBusy(true)
    try {
      const client = await call(portal.signIn, { body: { token } })
      setSignedIn(client)
      notifyTabs('in')
      const asked = takeDestination()
      navigate(destination === '/' ? (asked ?? '/') : destination, 'replace')
    } catch (refusal) {
      setError(refusal)
      setBusy(false)
    }
  }

  if (isIn || client === undefined) return <Loading />
  const another = pass ? (
    <RequestNewLink ticketId={ticketId} pass={pass} why={whyOver(error)} />
  ) : (
    <SignIn ticketId={ticketId} />
  )
  const code = codeIn(error)
  if (code !== null) return <Elsewhere code={code}>{another}</Elsewhere>
  if (isRefusal(error))
    return (
      <>
        {!(pass && whyOver(error)) && (
          <p class="narrow wrong" role="alert">
            {errorText(error)}
          </p>
        )}
        {another}
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

/** Returns why a link no longer works, or null for another error. */
function whyOver(error: unknown): 'spent' | 'expired' | null {
  if (isCode(error, 'link_spent')) return 'spent'
  return isCode(error, 'link_expired') ? 'expired' : null
}

/** Returns the code of a link that was requested in another browser, or null. */
function codeIn(error: unknown): string | null {
  if (!(error instanceof CallError) || error.code !== 'opened_elsewhere') return null
  return typeof error.details.code === 'string' ? error.details.code : null
}

/**
 * Shows the code that signs in the browser where the link was requested. @param children how to get a link here instead
 */
function Elsewhere({ code, children }: { code: string; children: ComponentChildren }) {
  const [here, setHere] = useState(false)
  if (here) return children
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
