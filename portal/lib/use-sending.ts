import { useState } from 'preact/hooks'

/** States of something that is asked for once, such as a mail: not yet, under way, sent; `error` tells why it was not. */
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
