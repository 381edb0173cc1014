import { api, call } from './api.ts'

/** Tells whether the browser offers passkeys: over HTTPS or on localhost. */
export const canUsePasskeys = () => window.isSecureContext && 'PublicKeyCredential' in window

/** Loads the library on demand. */
const library = () => import('@simplewebauthn/browser')

/** Signs a challenge with a passkey. Rejects when the agent cancels. */
export async function signWithPasskey() {
  const [optionsJSON, { startAuthentication }] = await Promise.all([call(api.secondStep.startPasskey, {}), library()])
  return { ...(await startAuthentication({ optionsJSON: optionsJSON as never })), clientExtensionResults: {} }
}

/** Creates a passkey. Rejects when the agent cancels. */
export async function createPasskey() {
  const [optionsJSON, { startRegistration }] = await Promise.all([call(api.secondFactors.startPasskey, {}), library()])
  return startRegistration({ optionsJSON: optionsJSON as never })
}
