import { useState } from 'preact/hooks'
import type { AddressConfirmed } from '../../contract/portal.ts'
import { call, errorText, isCode, portal } from '../lib/api.ts'
import { t } from '../lib/i18n.ts'
import { go } from '../lib/router.ts'
import { me, signedOut } from '../lib/session.ts'
import { Heading } from '../parts/heading.tsx'

/** The mail that asks whether an address is the sender's: programs that read mail open it too, so only the button confirms. */
export function ConfirmAddress({ token }: { token: string }) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [confirmed, setConfirmed] = useState<AddressConfirmed | null>(null)

  async function confirm() {
    setBusy(true)
    setError(null)
    try {
      const answer = await call(portal.confirmAddress, { body: { token } })
      // The secret link that they may be looking by has ended.
      if (answer.outcome !== 'noted' && me.value?.onlyTicketId) signedOut()
      setConfirmed(answer)
    } catch (refusal) {
      setError(refusal)
      setBusy(false)
    }
  }

  if (confirmed)
    return (
      <div class="narrow" key="confirmed">
        <Heading>{t('confirm.done')}</Heading>
        <p role="status">{t(`confirm.${confirmed.outcome}`, { number: `T-${confirmed.number}` })}</p>
        {(confirmed.outcome !== 'noted' || me.value) && (
          <button type="button" class="button main" onClick={() => go('/', 'replace')}>
            {t(me.value ? 'nav.mine' : 'sign_in.send')}
          </button>
        )}
      </div>
    )
  if (isCode(error, 'link_spent'))
    return (
      <div class="narrow" key="over">
        <Heading>{t('confirm.over')}</Heading>
        <p role="alert">{t('confirm.spent')}</p>
      </div>
    )
  if (isCode(error, 'link_expired')) return <Expired token={token} />
  return (
    <div class="narrow" key="asking">
      <Heading>{t('confirm.title')}</Heading>
      <p>{t('confirm.words')}</p>
      {error !== null && (
        <p class="wrong" role="alert">
          {errorText(error)}
        </p>
      )}
      <button type="button" class="button main" disabled={busy} onClick={confirm}>
        {t('confirm.button')}
      </button>
    </div>
  )
}

/** Offers another mail at the address that had the expired one. */
function Expired({ token }: { token: string }) {
  const [state, setState] = useState<'asking' | 'busy' | 'sent'>('asking')
  const [problem, setProblem] = useState<string | null>(null)

  async function ask() {
    setState('busy')
    try {
      await call(portal.askConfirmationAgain, { body: { token } })
      setState('sent')
    } catch (error) {
      setProblem(errorText(error))
      setState('asking')
    }
  }

  return (
    <div class="narrow" key={state === 'sent' ? 'sent' : 'over'}>
      <Heading>{t(state === 'sent' ? 'sign_in.sent_title' : 'confirm.over')}</Heading>
      <p role={state === 'sent' ? 'status' : 'alert'}>
        {t(state === 'sent' ? 'confirm.sent_again' : 'confirm.expired')}
      </p>
      {problem && (
        <p class="wrong" role="alert">
          {problem}
        </p>
      )}
      {state !== 'sent' && (
        <button type="button" class="button main" disabled={state === 'busy'} onClick={ask}>
          {t('confirm.again')}
        </button>
      )}
    </div>
  )
}
