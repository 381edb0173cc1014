import { useState } from 'preact/hooks'
import { call, errorText, portal } from '../lib/api.ts'
import { t } from '../lib/i18n.ts'
import { useSending } from '../lib/use-sending.ts'
import { EnterCode } from '../parts/enter-code.tsx'
import { Heading } from '../parts/heading.tsx'
import { SignIn } from './sign-in.tsx'

type Props = {
  ticketId: string | null
  pass: string
  /** Reason why the opened sign-in link no longer works, if it was one. */
  why?: 'spent' | 'expired' | null
}

/** Page behind a mail's link when nobody is signed in. The link names its recipient, so one button is enough. */
export function RequestNewLink({ ticketId, pass, why = null }: Props) {
  const { state, error, send } = useSending()
  const [byAddress, setByAddress] = useState(false)

  if (byAddress) return <SignIn ticketId={ticketId} />
  if (state === 'sent')
    return (
      <div class="narrow" key="sent">
        <Heading>{t('sign_in.sent_title')}</Heading>
        <p role="status">{t('sign_in.sent_again')}</p>
        <EnterCode />
        <button type="button" class="button" onClick={() => setByAddress(true)}>
          {t('again.use_address')}
        </button>
      </div>
    )
  return (
    <div class="narrow" key="asking">
      <Heading>{t(why ? `again.${why}` : 'again.title')}</Heading>
      <p role={why ? 'alert' : undefined}>{t(why ? 'again.over_words' : 'again.words')}</p>
      {error !== null && (
        <p class="wrong" role="alert">
          {errorText(error)}
        </p>
      )}
      <button
        type="button"
        class="button main"
        disabled={state === 'busy'}
        onClick={() => send(() => call(portal.mailLinkAgain, { body: { ticketId, pass } }))}
      >
        {t('sign_in.send')}
      </button>
      <button type="button" class="quiet" onClick={() => setByAddress(true)}>
        {t('again.use_address')}
      </button>
    </div>
  )
}
