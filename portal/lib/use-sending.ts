import { useState } from 'preact/hooks'

/** State of a request that is sent once, such as one for a mail: asking, busy or sent, with the last error. */
export function useSending() {
  const [state, setState] = useState<'asking' | 'busy' | 'sent'>('asking')
  const [error, setError] = useState<unknown>(null)

  async function send(ask: () => Promise<unknown>) {
    setState('busy')
    setError(null)
    try {
      await ask()
      setState('sent')
    } catch (refusal) {
      setError(refusal)
      setState('asking')
    }
  }

  return { state, error, send, startAgain: () => setState('asking') }
}
