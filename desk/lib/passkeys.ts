import { api, call } from './api.ts'

/** Browsers offer passkeys under HTTPS and on this machine, by its name. */
export const canUsePasskeys = () => window.isSecureContext && 'PublicKeyCredential' in window

/** The library is read when it is needed: few sign in by a passkey each day. */
const library = () => import('@simplewebauthn/browser')

/** Has the browser sign a challenge with a passkey. Rejects when the reader gives up. */
export async function signWithPasskey() {
  const [optionsJSON, { startAuthentication }] = await Promise.all([call(api.secondStep.startPasskey, {}), library()])
  return { ...(await startAuthentication({ optionsJSON: optionsJSON as never })), clientExtensionResults: {} }
}

/** Has the browser create a passkey. Rejects when the reader gives up. */
export async function createPasskey() {
  const [optionsJSON, { startRegistration }] = await Promise.all([call(api.secondFactors.startPasskey, {}), library()])
  return startRegistration({ optionsJSON: optionsJSON as never })
}
