import { createEmitter } from '../../browser/emitter.ts'
import { CallError, client } from '../../contract/client.ts'
import { requestConfirmation } from './confirmation.ts'
import { locale } from './i18n.tsx'

export { deskApi as api } from '../../contract/desk-api.ts'
export { CallError }

const send = client({ base: '', headers: () => ({ 'accept-language': locale() }) })
/** Page where a session continues: sign-in, or setup of a second factor. */
type Entry = '/connexion' | '/second-facteur'
const ends = createEmitter<Entry>()

/** Calls `listener` when a response says that the session has ended. */
export const onSignedOut = ends.listen

/** Announces that the session has ended. */
export const signedOut = (to: Entry = '/connexion') => ends.tell(to)

/**
 * Calls a route of the contract. Rejects with CallError; see errorText(). When the server requires a confirmation, asks
 * for it and repeats the call.
 */
export const call: typeof send = (route, input, options) =>
  send(route, input, options).catch(async (error) => {
    if (isCode(error, 'confirmation_required') && (await requestConfirmation())) return send(route, input, options)
    if (isCode(error, 'unauthenticated')) signedOut()
    if (isCode(error, 'enrolment_required')) signedOut('/second-facteur')
    throw error
  })

const isCode = (error: unknown, code: CallError['code']) => error instanceof CallError && error.code === code
