import { useState } from 'preact/hooks'
import { host } from '../lib/host.ts'
import { t } from '../lib/i18n.ts'
import { requestLink } from '../lib/request-link.ts'
import { useAddress } from '../lib/use-address.ts'
import { EnterCode } from '../parts/enter-code.tsx'
import { Heading } from '../parts/heading.tsx'

/** Sign-in by mail. Known and unknown addresses get the same response. */
export function SignIn({ ticketId }: { ticketId: string | null }) {
  const { email, setEmail, state, problem, send, startAgain } = useAddress('', (email) => requestLink(email, ticketId))
  const [hasCode, setHasCode] = useState(false)

  if (state === 'sent')
    return (
      <div class="narrow" key="sent">
        <Heading>{t('sign_in.sent_title')}</Heading>
        <p role="status">{t('sign_in.sent', { email: email.trim() })}</p>
        <EnterCode />
        <button type="button" class="button" onClick={startAgain}>
          {t('sign_in.other')}
        </button>
      </div>
    )
  if (hasCode)
    return (
      <div class="narrow" key="code">
        <Heading>{t('sign_in.title')}</Heading>
        <EnterCode />
        <button type="button" class="button" onClick={() => setHasCode(false)}>
          {t('sign_in.send')}
        </button>
      </div>
    )
  return (
    <form class="narrow" key="asking" noValidate onSubmit={send}>
      <Heading>{t('sign_in.title')}</Heading>
      <p>{t('sign_in.words')}</p>
      <label class="field">
        {t('sign_in.email')}
        <input
          type="email"
          autocomplete="email"
          value={email}
          aria-invalid={problem !== null}
          aria-describedby={problem ? 'problem' : undefined}
          onInput={(event) => setEmail(event.currentTarget.value)}
        />
      </label>
      {problem && (
        <p class="wrong" id="problem" role="alert">
          {problem}
        </p>
      )}
      <button type="submit" class="button main" disabled={state === 'busy'}>
        {t('sign_in.send')}
      </button>
      {host.isOwn && (
        <button type="button" class="quiet" onClick={() => setHasCode(true)}>
          {t('sign_in.have_code')}
        </button>
      )}
    </form>
  )
}
