import { CallError, client } from '../../contract/client.ts'
import { setup } from '../../contract/people.ts'
import { portal } from '../../contract/portal.ts'
import { locale, t } from './i18n.ts'
import { sessionEnded } from './session.ts'

export { CallError, portal, setup }

const send = client({ base: '', headers: () => ({ 'accept-language': locale.value }) })

/** Calls a route of the contract. Rejects with CallError; word it with `errorText`. */
export const call: typeof send = (route, input, options) =>
  send(route, input, options).catch((error) => {
    if (isCode(error, 'unauthenticated')) sessionEnded()
    throw error
  })

export const isCode = (error: unknown, code: CallError['code']) => error instanceof CallError && error.code === code

/** The server has answered, and nothing was done; as against a silence, after which it may have been. */
export const isRefusal = (error: unknown) => error instanceof CallError && error.status >= 400 && error.status < 500

/** What went wrong: a refusal comes worded by the server in the reader's language. */
export function errorText(error: unknown): string {
  if (isCode(error, 'unreachable')) return t('error.unreachable')
  return isRefusal(error) && (error as CallError).message ? (error as CallError).message : t('error.other')
}
