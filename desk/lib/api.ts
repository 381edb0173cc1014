import { CallError, client } from '../../contract/client.ts'
import { requestConfirmation } from './confirmation.ts'
import { locale } from './i18n.tsx'

export { api } from '../../contract/index.ts'
export { CallError }

const send = client({ base: '', headers: () => ({ 'accept-language': locale() }) })
/** Where a session goes on: the sign-in page, or where a second factor is set up. */
type Entry = '/connexion' | '/second-facteur'
const signedOutListeners = new Set<(to: Entry) => void>()

/** Told when an answer says that nobody is signed in any more. */
export function onSignedOut(listener: (to: Entry) => void) {
  signedOutListeners.add(listener)
  return () => signedOutListeners.delete(listener)
}

/** Says that the session is over, however that was learnt. */
export function signedOut(to: Entry = '/connexion') {
  for (const tell of signedOutListeners) tell(to)
}

/**
 * Calls a route of the contract. Rejects with CallError; word it with `errorText`. Where the server wants to know again who
 * is there, the reader is asked and the call repeated.
 */
export const call: typeof send = (route, input, options) =>
  send(route, input, options).catch(async (error) => {
    if (isCode(error, 'confirmation_required') && (await requestConfirmation())) return send(route, input, options)
    if (isCode(error, 'unauthenticated')) signedOut()
    if (isCode(error, 'enrolment_required')) signedOut('/second-facteur')
    throw error
  })

const isCode = (error: unknown, code: CallError['code']) => error instanceof CallError && error.code === code
