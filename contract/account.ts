import { z } from 'zod'
import { Id, IdParams, Instant, Line } from './common.ts'
import { Me } from './people.ts'
import { Role } from './permissions.ts'
import { route } from './route.ts'

const access = 'signed-in'
const password = z.string().min(1).max(200)

/** Session of an agent. */
export const OpenSession = z
  .object({
    id: Id,
    isThis: z.boolean(),
    begunAt: Instant,
    usedAt: Instant.describe('Precise to the hour'),
    browser: z.string().describe('Browser and system, from its User-Agent'),
    address: z.string().nullable().describe('IP address at sign-in'),
    secondFactor: z.boolean().describe('Whether it passed a second factor'),
  })
  .meta({ id: 'OpenSession' })
export type OpenSession = z.infer<typeof OpenSession>

const OpenSessions = z.object({ items: z.array(OpenSession) })

export const ownSessions = {
  list: route({
    method: 'GET',
    path: '/api/sessions',
    summary: 'List my sessions, last used first',
    tag: 'session',
    access,
    reply: OpenSessions,
  }),
  end: route({
    method: 'DELETE',
    path: '/api/sessions/:id',
    summary: 'End one of my sessions',
    tag: 'session',
    access,
    params: IdParams,
    status: 204,
  }),
  endOthers: route({
    method: 'DELETE',
    path: '/api/sessions',
    summary: 'End all of my sessions but this one',
    tag: 'session',
    access,
    status: 204,
  }),
}

export const agentSessions = {
  list: route({
    method: 'GET',
    path: '/api/agents/:id/sessions',
    summary: 'List an agent’s sessions, last used first',
    tag: 'agents',
    access: 'accounts.manage',
    params: IdParams,
    reply: OpenSessions,
  }),
  endAll: route({
    method: 'DELETE',
    path: '/api/agents/:id/sessions',
    summary: 'End all sessions of an agent',
    tag: 'agents',
    access: 'accounts.manage',
    params: IdParams,
    status: 204,
  }),
}

const Passkey = z.object({ id: Id, name: z.string(), createdAt: Instant }).meta({ id: 'Passkey' })
export type Passkey = z.infer<typeof Passkey>

export const SecondFactors = z
  .object({
    required: z.boolean().describe('Whether the role requires one'),
    totp: z.boolean().describe('Whether an authenticator app is set up'),
    passkeys: z.array(Passkey),
  })
  .meta({ id: 'SecondFactors' })
export type SecondFactors = z.infer<typeof SecondFactors>

/** Options and results of the browser’s WebAuthn functions, as JSON: checked by the library. */
const WebAuthn = z.record(z.string(), z.unknown())
const base64url = z.string().max(10_000)
const PasskeySignature = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  clientExtensionResults: z.object({}),
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.nullish(),
  }),
})
const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()).describe('Each works once; never shown again') })

const whoever = { public: 'nobody is signed in before signing in' }

/** Routes of the second step of signing in, and of signing in with a passkey alone. */
export const secondStep = {
  verifyCode: route({
    method: 'POST',
    path: '/api/session/code',
    summary: 'Finish signing in with the code of an authenticator app, or a recovery code; sets the session cookie',
    tag: 'session',
    access: { public: 'guarded by the cookie that the right password set, for ten minutes' },
    body: z.object({ code: z.string().trim().min(6).max(20) }),
    reply: Me,
    status: 201,
  }),
  startPasskey: route({
    method: 'POST',
    path: '/api/session/passkey-challenges',
    summary: 'Get the options for a browser to sign in with a passkey',
    tag: 'session',
    access: whoever,
    reply: WebAuthn,
  }),
  verifyPasskey: route({
    method: 'POST',
    path: '/api/session/passkey',
    summary: 'Sign in with a passkey; sets the session cookie',
    tag: 'session',
    access: whoever,
    body: z.object({ response: PasskeySignature }),
    reply: Me,
    status: 201,
  }),
}

const tag = 'second factors'
const beforeSecondFactor = true

/** Routes of the caller’s own second factors, open to sessions that still need one. */
export const secondFactors = {
  show: route({
    method: 'GET',
    path: '/api/second-factors',
    summary: 'Get my second factors',
    tag,
    access,
    beforeSecondFactor,
    reply: SecondFactors,
  }),
  startTotp: route({
    method: 'POST',
    path: '/api/second-factors/totp',
    summary: 'Get the secret for an authenticator app, and recovery codes; takes effect once a code is verified',
    tag,
    access,
    beforeSecondFactor,
    body: z.object({ password }),
    reply: RecoveryCodes.extend({ uri: z.string().describe('otpauth:// address, for a QR code') }),
  }),
  verifyTotp: route({
    method: 'PUT',
    path: '/api/second-factors/totp',
    summary: 'Turn the authenticator app on with its first code; other sessions end',
    tag,
    access,
    beforeSecondFactor,
    body: z.object({ code: z.string().trim().min(6).max(8) }),
    reply: SecondFactors,
  }),
  removeTotp: route({
    method: 'DELETE',
    path: '/api/second-factors/totp',
    summary: 'Turn the authenticator app and its recovery codes off',
    tag,
    access,
    confirmed: true,
    reply: SecondFactors,
  }),
  renewRecoveryCodes: route({
    method: 'POST',
    path: '/api/second-factors/recovery-codes',
    summary: 'Replace the recovery codes',
    tag,
    access,
    body: z.object({ password }),
    reply: RecoveryCodes,
  }),
  startPasskey: route({
    method: 'POST',
    path: '/api/second-factors/passkey-challenges',
    summary: 'Get the options for a browser to create a passkey',
    tag,
    access,
    beforeSecondFactor,
    confirmed: true,
    reply: WebAuthn,
  }),
  addPasskey: route({
    method: 'POST',
    path: '/api/second-factors/passkeys',
    summary: 'Add the passkey that a browser created; with the first one, other sessions end',
    tag,
    access,
    beforeSecondFactor,
    confirmed: true,
    body: z.object({ name: Line(60), response: WebAuthn }),
    reply: SecondFactors,
    status: 201,
  }),
  removePasskey: route({
    method: 'DELETE',
    path: '/api/second-factors/passkeys/:id',
    summary: 'Remove a passkey',
    tag,
    access,
    confirmed: true,
    params: IdParams,
    reply: SecondFactors,
  }),
  confirm: route({
    method: 'PUT',
    path: '/api/session/confirmation',
    summary: 'Confirm the session with the password; sensitive changes are allowed for ten minutes',
    tag: 'session',
    access,
    beforeSecondFactor,
    body: z.object({ password }),
    status: 204,
  }),
  confirmWithPasskey: route({
    method: 'PUT',
    path: '/api/session/passkey-confirmation',
    summary: 'Confirm the session with a passkey',
    tag: 'session',
    access,
    body: z.object({ response: PasskeySignature }),
    status: 204,
  }),
}

export const agentSecondFactors = {
  reset: route({
    method: 'DELETE',
    path: '/api/agents/:id/second-factors',
    summary: 'Remove all second factors of an agent who lost theirs; their sessions end',
    tag: 'agents',
    access: 'accounts.manage',
    confirmed: true,
    params: IdParams,
    status: 204,
  }),
  require: route({
    method: 'PUT',
    path: '/api/roles/:role/second-factor',
    summary: 'Set whether a role requires a second factor; if so, sessions without one end',
    tag: 'agents',
    access: 'accounts.manage',
    confirmed: true,
    params: z.object({ role: Role }),
    body: z.object({ required: z.boolean() }),
    status: 204,
  }),
}
