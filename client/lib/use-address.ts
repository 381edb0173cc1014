import { useState } from 'preact/hooks'
import { errorText } from './api.ts'
import { t } from './i18n.ts'

/** Form of one mail address: checks it, sends it by `ask`, and says what is wrong. */
export function useAddress(first: string, ask: (email: string) => Promise<unknown>) {
  const [email, setEmail] = useState(first)
  const [state, setState] = useState<'asking' | 'busy' | 'sent'>('asking')
  const [problem, setProblem] = useState<string | null>(null)

  async function send(event: Event) {
    event.preventDefault()
    if (!/^\S+@\S+\.\S+$/.test(email.trim())) return setProblem(t('sign_in.email_missing'))
    setState('busy')
    setProblem(null)
    try {
      await ask(email)
      setState('sent')
    } catch (error) {
      setProblem(errorText(error))
      setState('asking')
    }
  }

  return { email, setEmail, state, problem, send, startAgain: () => setState('asking') }
}
