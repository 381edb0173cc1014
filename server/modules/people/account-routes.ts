import { agentSecondFactors, agentSessions, ownSessions, secondFactors, secondStep } from '../../../contract/account.ts'
import { type Http, type MountContext, mount } from '../../platform/http/mount.ts'
import type { Identity } from '../../platform/identity.ts'
import { hashToken } from '../../platform/signature.ts'
import { endSessions } from './accounts.ts'
import type { PasskeyResponse } from './better-auth.ts'
import { endAgentSessions, endSession, listAgentSessions, listSessions } from './open-sessions.ts'
import { addPasskey, confirmSession, confirmWithPasskey, startPasskey, startPasskeySignIn } from './passkeys.ts'
import { requirePassword } from './require-password.ts'
import {
  describeSecondFactors,
  removePasskey,
  removeTotp,
  renewRecoveryCodes,
  requireSecondFactor,
  resetSecondFactors,
  startTotp,
  verifyTotp,
} from './second-factors.ts'
import { requireSessionId } from './session.ts'
import { signInWithCode, signInWithPasskey } from './sign-in.ts'

/** Rate limits for guesses, by pending sign-in or session: a whole office may share one network. */
const guessLimits = {
  attemptsPerMinute: 10,
  totalPerMinute: 300,
  of: (_input: unknown, { session, headers }: Http['request']) => session?.id ?? pendingSignInKey(headers.cookie),
}

const pendingCookies = /(?:^|;\s*)(?:__Host-)?guichet\.(?:two_factor|better-auth-passkey)=[^;]+/g

/** Returns the rate limit key of a pending sign-in: a hash of the cookies that its first step set. */
const pendingSignInKey = (cookie = '') => hashToken((cookie.match(pendingCookies) ?? []).join())

/** Mounts the routes about sessions and second factors. */
export function mountAccount(mounting: MountContext, identity: Identity): void {
  /** Drops cached sessions after changing them. */
  async function withFreshSessions<T>(work: Promise<T>): Promise<T> {
    const answer = await work
    mounting.sessions.clearCache()
    return answer
  }
  const withoutResult = async (work: Promise<unknown>) => {
    await withFreshSessions(work)
    return undefined
  }

  mount(
    mounting,
    secondStep.verifyCode,
    (ctx, { body }, http) => signInWithCode(ctx, identity, body.code, http),
    guessLimits,
  )
  mount(mounting, secondStep.startPasskey, (_ctx, _input, http) => startPasskeySignIn(identity, http), {
    attemptsPerMinute: 30,
    of: () => 'passkey',
  })
  mount(
    mounting,
    secondStep.verifyPasskey,
    (ctx, { body }, http) => signInWithPasskey(ctx, identity, body.response as PasskeyResponse, http),
    guessLimits,
  )

  mount(mounting, ownSessions.list, (ctx, _input, http) => listSessions(ctx.db, ctx.actor.id, requireSessionId(http)))
  mount(mounting, ownSessions.end, (ctx, { params }) => withoutResult(endSession(ctx, params.id)))
  mount(mounting, ownSessions.endOthers, (ctx, _input, http) =>
    withoutResult(endSessions(ctx.db, ctx.actor.id, requireSessionId(http))),
  )
  mount(mounting, agentSessions.list, (ctx, { params }, http) =>
    listAgentSessions(ctx, params.id, requireSessionId(http)),
  )
  mount(mounting, agentSessions.endAll, (ctx, { params }) => withoutResult(endAgentSessions(ctx, params.id)))

  mount(mounting, secondFactors.show, (ctx) => describeSecondFactors(ctx.db, ctx.actor))
  mount(mounting, secondFactors.startTotp, (ctx, { body }, http) => startTotp(ctx, identity, body.password, http))
  mount(
    mounting,
    secondFactors.verifyTotp,
    (ctx, { body }, http) => withFreshSessions(verifyTotp(ctx, identity, body.code, http)),
    guessLimits,
  )
  mount(mounting, secondFactors.removeTotp, (ctx) => withFreshSessions(removeTotp(ctx)))
  mount(mounting, secondFactors.renewRecoveryCodes, (ctx, { body }, http) =>
    renewRecoveryCodes(ctx, identity, body.password, http),
  )
  mount(mounting, secondFactors.startPasskey, (_ctx, _input, http) => startPasskey(identity, http))
  mount(mounting, secondFactors.addPasskey, (ctx, { body }, http) =>
    withFreshSessions(addPasskey(ctx, identity, body, http)),
  )
  mount(mounting, secondFactors.removePasskey, (ctx, { params }) => withFreshSessions(removePasskey(ctx, params.id)))
  mount(
    mounting,
    secondFactors.confirm,
    async (ctx, { body }, http) => {
      await requirePassword(ctx, body.password)
      return confirmSession(ctx.db, requireSessionId(http))
    },
    guessLimits,
  )
  mount(
    mounting,
    secondFactors.confirmWithPasskey,
    (ctx, { body }, http) => confirmWithPasskey(ctx, identity, body.response as PasskeyResponse, http),
    guessLimits,
  )

  mount(mounting, agentSecondFactors.reset, (ctx, { params }) => withoutResult(resetSecondFactors(ctx, params.id)))
  mount(mounting, agentSecondFactors.require, (ctx, { params, body }, http) =>
    withoutResult(requireSecondFactor(ctx, params.role, body.required, requireSessionId(http))),
  )
}
