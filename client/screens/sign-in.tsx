import { useState } from 'preact/hooks'
import { errorText } from '../lib/api.ts'
import { askLink } from '../lib/ask-link.ts'
import { host } from '../lib/host.ts'
import { t } from '../lib/i18n.ts'
import { EnterCode } from '../parts/enter-code.tsx'
import { Heading } from '../parts/heading.tsx'

/** The address, and a link by mail. Whether the address is known is not said. */
export function SignIn({ ticketId }: { ticketId: string | null }) {
  const [email, setEmail] = useState('')
  const [state, setState] = useState<'asking' | 'busy' | 'sent' | 'code'>('asking')
  const [problem, setProblem] = useState<string | null>(null)

  async function send(event: Event) {
    event.preventDefault()
    if (!/^\S+@\S+\.\S+$/.test(email.trim())) return setProblem(t('sign_in.email_missing'))
    setState('busy')
    setProblem(null)
    try {
      await askLink(email, ticketId)
      setState('sent')
    } catch (error) {
      setProblem(errorText(error))
      setState('asking')
    }
  }

  if (state === 'sent')
    return (
      <div class="narrow" key="sent">
        <Heading>{t('sign_in.sent_title')}</Heading>
        <p role="status">{t('sign_in.sent', { email: email.trim() })}</p>
        <EnterCode />
        <button type="button" class="button" onClick={() => setState('asking')}>
          {t('sign_in.other')}
        </button>
      </div>
    )
  if (state === 'code')
    return (
      <div class="narrow" key="code">
        <Heading>{t('sign_in.title')}</Heading>
        <EnterCode />
        <button type="button" class="button" onClick={() => setState('asking')}>
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
        <button type="button" class="quiet" onClick={() => setState('code')}>
          {t('sign_in.have_code')}
        </button>
      )}
    </form>
  )
}
