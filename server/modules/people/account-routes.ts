import { agentSecondFactors, agentSessions, ownSessions, secondFactors, secondStep } from '../../../contract/account.ts'
import { type Http, type Mounting, mount } from '../../platform/http/mount.ts'
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
import { sessionOf } from './session.ts'
import { enterWithCode, enterWithPasskey } from './sign-in.ts'

/** Sign-ins under way and sessions are counted apart: a whole office may be behind one network. */
const guessing = {
  attemptsPerMinute: 10,
  totalPerMinute: 300,
  of: (_input: unknown, { session, headers }: Http['request']) => session?.id ?? signInUnderWay(headers.cookie),
}

const underWay = /(?:^|;\s*)(?:__Host-)?guichet\.(?:two_factor|better-auth-passkey)=[^;]+/g

/** Returns what stands for a sign-in whose second step is awaited: the cookies that its first step set. */
const signInUnderWay = (cookie = '') => hashToken((cookie.match(underWay) ?? []).join())

/** Mounts the routes about sessions and second factors. */
export function mountAccount(mounting: Mounting, identity: Identity): void {
  /** Drops cached sessions after a change of them. */
  async function forgetting<T>(work: Promise<T>): Promise<T> {
    const answer = await work
    mounting.sessions.forget()
    return answer
  }
  const nothing = async (work: Promise<unknown>) => {
    await forgetting(work)
    return undefined
  }

  mount(
    mounting,
    secondStep.verifyCode,
    (ctx, { body }, http) => enterWithCode(ctx, identity, body.code, http),
    guessing,
  )
  mount(mounting, secondStep.startPasskey, (_ctx, _input, http) => startPasskeySignIn(identity, http), {
    attemptsPerMinute: 30,
    of: () => 'passkey',
  })
  mount(
    mounting,
    secondStep.verifyPasskey,
    (ctx, { body }, http) => enterWithPasskey(ctx, identity, body.response as PasskeyResponse, http),
    guessing,
  )

  mount(mounting, ownSessions.list, (ctx, _input, http) => listSessions(ctx.db, ctx.actor.id, sessionOf(http)))
  mount(mounting, ownSessions.end, (ctx, { params }) => nothing(endSession(ctx, params.id)))
  mount(mounting, ownSessions.endOthers, (ctx, _input, http) =>
    nothing(endSessions(ctx.db, ctx.actor.id, sessionOf(http))),
  )
  mount(mounting, agentSessions.list, (ctx, { params }, http) => listAgentSessions(ctx, params.id, sessionOf(http)))
  mount(mounting, agentSessions.endAll, (ctx, { params }) => nothing(endAgentSessions(ctx, params.id)))

  mount(mounting, secondFactors.show, (ctx) => describeSecondFactors(ctx.db, ctx.actor))
  mount(mounting, secondFactors.startTotp, (ctx, { body }, http) => startTotp(ctx, identity, body.password, http))
  mount(
    mounting,
    secondFactors.verifyTotp,
    (ctx, { body }, http) => forgetting(verifyTotp(ctx, identity, body.code, http)),
    guessing,
  )
  mount(mounting, secondFactors.removeTotp, (ctx) => forgetting(removeTotp(ctx)))
  mount(mounting, secondFactors.renewRecoveryCodes, (ctx, { body }, http) =>
    renewRecoveryCodes(ctx, identity, body.password, http),
  )
  mount(mounting, secondFactors.startPasskey, (_ctx, _input, http) => startPasskey(identity, http))
  mount(mounting, secondFactors.addPasskey, (ctx, { body }, http) => forgetting(addPasskey(ctx, identity, body, http)))
  mount(mounting, secondFactors.removePasskey, (ctx, { params }) => forgetting(removePasskey(ctx, params.id)))
  mount(
    mounting,
    secondFactors.confirm,
    async (ctx, { body }, http) => {
      await requirePassword(ctx, body.password)
      return confirmSession(ctx.db, sessionOf(http))
    },
    guessing,
  )
  mount(
    mounting,
    secondFactors.confirmWithPasskey,
    (ctx, { body }, http) => confirmWithPasskey(ctx, identity, body.response as PasskeyResponse, http),
    guessing,
  )

  mount(mounting, agentSecondFactors.reset, (ctx, { params }) => nothing(resetSecondFactors(ctx, params.id)))
  mount(mounting, agentSecondFactors.require, (ctx, { params, body }, http) =>
    nothing(requireSecondFactor(ctx, params.role, body.required, sessionOf(http))),
  )
}
