import { CallError, client } from '../../contract/client.ts'
import { locale } from './i18n.tsx'

export { api } from '../../contract/index.ts'
export { CallError }

const send = client({ base: '', headers: () => ({ 'accept-language': locale() }) })
const signedOutListeners = new Set<() => void>()

/** Told when an answer says that nobody is signed in any more. */
export function onSignedOut(listener: () => void) {
  signedOutListeners.add(listener)
  return () => signedOutListeners.delete(listener)
}

/** Says that the session is over, however that was learnt. */
export function signedOut() {
  for (const tell of signedOutListeners) tell()
}

/** Calls a route of the contract. Rejects with CallError; word it with `errorText`. */
export const call: typeof send = (route, input, options) =>
  send(route, input, options).catch((error) => {
    if (error instanceof CallError && error.code === 'unauthenticated') signedOut()
    throw error
  })
