import { useState } from 'preact/hooks'
import { errorText } from '../lib/api.ts'
import { t } from '../lib/i18n.ts'
import { requestLink } from '../lib/request-link.ts'
import { me, setSignedOut } from '../lib/session.ts'

/** Asks to sign in again while the screen and unsent text stay. A sign-in in another tab continues this one, too. */
export function SessionEnded({ ticketKey }: { ticketKey: string | null }) {
  const [state, setState] = useState<'asking' | 'busy' | 'sent'>('asking')
  const [problem, setProblem] = useState<string | null>(null)
  const email = me.value?.email ?? ''
  if (me.value?.onlyTicketId)
    return (
      <div class="banner" role="alert">
        <p>{t('from_form.ended')}</p>
      </div>
    )

  async function send() {
    setState('busy')
    setProblem(null)
    try {
      await requestLink(email, ticketKey)
      setState('sent')
    } catch (error) {
      setProblem(errorText(error))
      setState('asking')
    }
  }

  return (
    <div class="banner" role="alert">
      <p>{t(state === 'sent' ? 'ended.sent' : 'ended.words', { email })}</p>
      {problem && <p class="wrong">{problem}</p>}
      <div class="adding">
        {state !== 'sent' && (
          <button type="button" class="button main" disabled={state === 'busy'} onClick={send}>
            {t('sign_in.send')}
          </button>
        )}
        <button type="button" class="quiet" onClick={setSignedOut}>
          {t('again.use_address')}
        </button>
      </div>
    </div>
  )
}
