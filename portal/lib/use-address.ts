import { useState } from 'preact/hooks'
import { emailShape } from '../../contract/rules/email-shape.ts'
import { errorText } from './api.ts'
import { t } from './i18n.ts'
import { useSending } from './use-sending.ts'

/** Form with one mail address: validates it, passes it to `ask`, and returns the problem. */
export function useAddress(first: string, ask: (email: string) => Promise<unknown>) {
  const [email, setEmail] = useState(first)
  const [isMissing, setMissing] = useState(false)
  const { state, error, send: sendBy, startAgain } = useSending()

  function send(event: Event) {
    event.preventDefault()
    const isAddress = emailShape.test(email.trim())
    setMissing(!isAddress)
    if (isAddress) sendBy(() => ask(email))
  }

  const problem = isMissing ? t('sign_in.email_missing') : error === null ? null : errorText(error)
  return { email, setEmail, state, problem, send, startAgain }
}
