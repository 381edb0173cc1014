import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { AddressConfirmation } from '../../contract/portal.ts'
import { call, errorText, isCode, portal } from '../lib/api.ts'
import { t } from '../lib/i18n.ts'
import { navigate } from '../lib/router.ts'
import { me, setSignedOut } from '../lib/session.ts'
import { useSending } from '../lib/use-sending.ts'
import { Heading } from '../parts/heading.tsx'

/** Page behind a mail that asks to confirm an address. Mail scanners open links too, so only the button confirms. */
export function ConfirmAddress({ token }: { token: string }) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [confirmed, setConfirmed] = useState<AddressConfirmation | null>(null)

  async function confirm() {
    setBusy(true)
    setError(null)
    try {
      const answer = await call(portal.confirmAddress, { body: { token } })
      // The confirmation has ended the secret link of this session.
      if (answer.outcome !== 'noted' && me.value?.onlyTicketId) setSignedOut()
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
          <button type="button" class="button main" onClick={() => navigate('/', 'replace')}>
            {t(me.value ? 'nav.mine' : 'sign_in.send')}
          </button>
        )}
      </div>
    )
  if (isCode(error, 'link_spent')) return <Over words={t('confirm.spent')} />
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

/** Message about why the link no longer works. */
function Over({ words, children }: { words: string; children?: ComponentChildren }) {
  return (
    <div class="narrow" key="over">
      <Heading>{t('confirm.over')}</Heading>
      <p role="alert">{words}</p>
      {children}
    </div>
  )
}

/** Button that sends another mail to the same address. */
function Expired({ token }: { token: string }) {
  const { state, error, send } = useSending()

  if (state === 'sent')
    return (
      <div class="narrow" key="sent">
        <Heading>{t('sign_in.sent_title')}</Heading>
        <p role="status">{t('confirm.sent_again')}</p>
      </div>
    )
  if (isCode(error, 'link_spent') || isCode(error, 'link_refused'))
    return <Over words={t(isCode(error, 'link_spent') ? 'confirm.spent' : 'confirm.unknown')} />
  return (
    <Over words={t('confirm.expired')}>
      {error !== null && (
        <p class="wrong" role="alert">
          {errorText(error)}
        </p>
      )}
      <button
        type="button"
        class="button main"
        disabled={state === 'busy'}
        onClick={() => send(() => call(portal.askConfirmationAgain, { body: { token } }))}
      >
        {t('confirm.again')}
      </button>
    </Over>
  )
}
