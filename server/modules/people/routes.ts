import { organisation } from '../../../contract/organisation.ts'
import { agents, session, setup, teams } from '../../../contract/people.ts'
import { portal } from '../../../contract/portal.ts'
import { rights } from '../../../contract/roles.ts'
import { AppError } from '../../platform/app-error.ts'
import type { MountContext } from '../../platform/http/mount.ts'
import { mount } from '../../platform/http/mount.ts'
import type { Identity } from '../../platform/identity.ts'
import { hashToken } from '../../platform/signature.ts'
import { mountAccount } from './account-routes.ts'
import { changeAgent, createAgent, listAgents, setAgentPassword } from './agents.ts'
import { readLook, removeLogo, sendLogo, setLogo } from './look.ts'
import { changeOrganisation } from './organisation.ts'
import { makeAccessLink, requestPasswordLink, setPasswordByLink } from './password-by-link.ts'
import { changeRole, createRole, listRoles, removeRole } from './roles.ts'
import { changePassword, changePreferences, describeMe, signOut } from './session.ts'
import { completeSetUp, describeSetUp } from './set-up.ts'
import { signIn, signInVerified } from './sign-in.ts'
import { rateLimitKey } from './sources.ts'
import { createTeam, listTeams, renameTeam, restoreTeam } from './teams.ts'

/**
 * Rate limits for guesses. A network may try ten times as often on all accounts, so that a whole office can sign in at
 * once.
 */
const guessLimits = { attemptsPerMinute: 10 }

/** @param canMail tells whether mailed links work */
export function mountPeople(mounting: MountContext, identity: Identity, canMail: () => Promise<boolean>): void {
  mount(mounting, setup.show, async (ctx) => ({ ...(await describeSetUp(ctx.db)), canMail: await canMail() }))
  mount(mounting, setup.complete, async (ctx, { body }, http) => {
    await completeSetUp(ctx, body)
    return signInVerified(ctx, identity, body, http)
  })

  mount(mounting, session.create, (ctx, { body }, http) => signIn(ctx, identity, body, http), {
    ...guessLimits,
    of: ({ body }, request) => rateLimitKey(mounting.db, body.email, request),
  })
  mount(
    mounting,
    session.askForLink,
    async (ctx, { body }) => ((await canMail()) ? requestPasswordLink(ctx, body.email) : undefined),
    { attemptsPerMinute: 5, of: ({ body }) => body.email },
  )
  mount(
    mounting,
    session.createByLink,
    async (ctx, { body }, http) => {
      const credentials = await setPasswordByLink(ctx, body)
      mounting.sessions.clearCache()
      return signInVerified(ctx, identity, credentials, http)
    },
    { ...guessLimits, of: ({ body }) => hashToken(body.token) },
  )
  mountAccount(mounting, identity)
  mount(mounting, session.show, (ctx) => describeMe(ctx, ctx.actor))
  mount(mounting, session.remove, async (_ctx, _input, http) => {
    await signOut(identity, http)
    mounting.sessions.clearCache()
    return undefined
  })
  mount(
    mounting,
    session.changePassword,
    async (ctx, { body }, http) => {
      if (!http.session) throw new AppError('unauthenticated')
      await changePassword(ctx, body, http.session.id)
      mounting.sessions.clearCache()
      return undefined
    },
    { ...guessLimits, of: (_input, request) => request.session?.id ?? '' },
  )
  mount(mounting, session.changePreferences, async (ctx, { body }) => {
    const me = await changePreferences(ctx, body)
    mounting.sessions.clearCache()
    return me
  })

  mount(mounting, agents.list, async (ctx) => ({ items: await listAgents(ctx.db) }))
  mount(mounting, agents.create, (ctx, { body }) => createAgent(ctx, body))
  mount(mounting, agents.change, async (ctx, { params, body }) => {
    const agent = await changeAgent(ctx, params.id, body)
    mounting.sessions.clearCache()
    return agent
  })
  mount(mounting, agents.setPassword, async (ctx, { params, body }) => {
    await setAgentPassword(ctx, params.id, body.password)
    mounting.sessions.clearCache()
    return undefined
  })

  mount(mounting, agents.makeLink, async (ctx, { params, body }) => ({
    token: await makeAccessLink(ctx, params.id, body.by),
  }))

  mount(mounting, teams.list, async (ctx, { query }) => ({ items: await listTeams(ctx.db, query.archived === 'true') }))
  mount(mounting, teams.create, (ctx, { body }) => createTeam(ctx, body.name))
  mount(mounting, teams.change, (ctx, { params, body }) => renameTeam(ctx, params.id, body.name))
  mount(mounting, teams.restore, (ctx, { params }) => restoreTeam(ctx, params.id))
  mount(mounting, rights.list, async (ctx) => ({ items: await listRoles(ctx.db, ctx.actor) }))
  mount(mounting, rights.create, (ctx, { body }) => createRole(ctx, body))
  mount(mounting, rights.change, async (ctx, { params, body }) => {
    const role = await changeRole(ctx, params.role, body)
    mounting.sessions.clearCache()
    return role
  })
  mount(mounting, rights.remove, (ctx, { params }) => removeRole(ctx, params.role))
  mount(mounting, organisation.look, (ctx) => readLook(ctx.db))
  mount(mounting, organisation.setLogo, (ctx, { body }) => setLogo(ctx, body))
  mount(mounting, organisation.removeLogo, (ctx) => removeLogo(ctx))
  mount(mounting, portal.logo, (ctx, { query }, http) => sendLogo(ctx.db, query.v, http))
  mount(mounting, organisation.change, (ctx, { body }) => changeOrganisation(ctx, body))
}
