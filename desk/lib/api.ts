import { emitter } from '../../browser/emitter.ts'
import { CallError, client } from '../../contract/client.ts'
import { askConfirmation } from './confirmation.ts'
import { locale } from './i18n.tsx'

export { api } from '../../contract/index.ts'
export { CallError }

const send = client({ base: '', headers: () => ({ 'accept-language': locale() }) })
/** Where a session goes on: the sign-in page, or where a second factor is set up. */
type Entry = '/connexion' | '/second-facteur'
const ends = emitter<Entry>()

/** Calls `listener` when an answer says that nobody is signed in any more. */
export const onSignedOut = ends.listen

/** Says that the session is over, however that was learnt. */
export const signedOut = (to: Entry = '/connexion') => ends.tell(to)

/**
 * Calls a route of the contract. Rejects with CallError; word it with `errorText`. Where the server wants to know again who
 * is there, the reader is asked and the call repeated.
 */
export const call: typeof send = (route, input, options) =>
  send(route, input, options).catch(async (error) => {
    if (isCode(error, 'confirmation_required') && (await askConfirmation())) return send(route, input, options)
    if (isCode(error, 'unauthenticated')) signedOut()
    if (isCode(error, 'enrolment_required')) signedOut('/second-facteur')
    throw error
  })

const isCode = (error: unknown, code: CallError['code']) => error instanceof CallError && error.code === code
