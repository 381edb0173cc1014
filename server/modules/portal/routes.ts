import { byMail } from '../../../contract/by-mail.ts'
import { clientView } from '../../../contract/client-view.ts'
import { guestLinks } from '../../../contract/guest-links.ts'
import { type PortalMe, portal } from '../../../contract/portal.ts'
import { portalAddress, portalPaths } from '../../../contract/rules/page-addresses.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import { type Http, type MountContext, mount, networkOf } from '../../platform/http/mount.ts'
import type { LiveHub } from '../../platform/live/hub.ts'
import { openStream } from '../../platform/live/routes.ts'
import { recordSecurity } from '../../platform/security-record.ts'
import { hashToken } from '../../platform/signature.ts'
import { contestByMail, rateByMail } from './act-by-mail.ts'
import { createBrowserSecret, issueBrowserSecret, readBrowserSecret } from './browser-secret.ts'
import { sessionCookie } from './client-sessions.ts'
import { readOlderClientView, showClientView } from './client-view.ts'
import { exchangeSiteToken } from './exchange.ts'
import { signInByGuestLink } from './guest-link.ts'
import { type LinkConfig, mailLinks, mailNewLink } from './mail-link.ts'
import { changeMailPreferences, showMailPreferences, unsubscribe } from './mail-preferences.ts'
import { endOtherSessions, endSession, listSessions } from './open-sessions.ts'
import { changeLanguage, describeClient, signOut } from './session.ts'
import { signInByCode, signInByLink } from './sign-in.ts'
import { makeTicketLink, revokeTicketLink, showTicketLink } from './ticket-link.ts'
import { readWebAppManifest } from './web-app-manifest.ts'

const oneClick = ['application/x-www-form-urlencoded', 'multipart/form-data']

export function mountPortal(mounting: MountContext, linkConfig: LinkConfig, hub: LiveHub): void {
  const { linkSecret, environment } = linkConfig
  const { publicUrl } = environment
  const isSecure = publicUrl?.startsWith('https:') ?? false
  mount(mounting, portal.manifest, (ctx, _input, { reply }) => {
    reply.header('cache-control', 'no-cache').type('application/manifest+json')
    return readWebAppManifest(ctx.db)
  })
  mount(
    mounting,
    portal.mailLink,
    async (ctx, { body }, http) => {
      const browser = body.withoutCookie ? createBrowserSecret() : issueBrowserSecret(http, isSecure)
      await mailLinks(ctx, linkConfig, body, { browser, network: networkOf(http.request) })
      return { browser: body.withoutCookie ? browser : null }
    },
    { attemptsPerMinute: 5, of: ({ body }) => body.email },
  )
  mount(
    mounting,
    portal.mailLinkAgain,
    (ctx, { body }, http) => {
      const source = { browser: issueBrowserSecret(http, isSecure), network: networkOf(http.request) }
      return mailNewLink(ctx, linkConfig, body, source)
    },
    { attemptsPerMinute: 5, of: ({ body }) => body.pass },
  )
  const eachPass = { attemptsPerMinute: 10, of: ({ body }: { body: { pass: string } }) => body.pass }
  mount(
    mounting,
    byMail.rate,
    (ctx, { params, body: { pass, ...rating } }) => rateByMail(ctx, { ticketId: params.id, pass, linkSecret }, rating),
    eachPass,
  )
  mount(
    mounting,
    byMail.contest,
    (ctx, { params, body }) => contestByMail(ctx, { ticketId: params.id, pass: body.pass, linkSecret }, body.note),
    eachPass,
  )
  mount(
    mounting,
    portal.signIn,
    async (ctx, { body }, { request, reply }) => {
      const opening = { token: body.token, browser: readBrowserSecret(request.headers.cookie, isSecure) }
      const { me, token } = await signInByLink(ctx, opening, request.headers['user-agent'] ?? '')
      await recordSignIn(ctx, me, request, 'link')
      reply.header('set-cookie', sessionCookie(token, isSecure))
      return me
    },
    { attemptsPerMinute: 10, of: ({ body }) => body.token },
  )
  mount(
    mounting,
    portal.signInByCode,
    async (ctx, { body }, { request, reply }) => {
      const browser = body.browser ?? readBrowserSecret(request.headers.cookie, isSecure)
      const userAgent = request.headers['user-agent'] ?? ''
      const { me, token: session, expiresAt } = await signInByCode(ctx, body.code, browser, userAgent)
      await recordSignIn(ctx, me, request, 'link, code')
      if (body.browser !== undefined) return { me, session, expiresAt }
      reply.header('set-cookie', sessionCookie(session, isSecure))
      return { me, session: null, expiresAt }
    },
    {
      attemptsPerMinute: 10,
      of: ({ body }, { headers }) => hashToken(body.browser ?? readBrowserSecret(headers.cookie, isSecure) ?? ''),
    },
  )
  mount(
    mounting,
    portal.exchange,
    (ctx, { body }, { request }) => {
      const onRefusal = (refusal: object) => request.log.warn(refusal, 'site token refused')
      return exchangeSiteToken(ctx, { ...body, publicUrl, onRefusal }, request.headers['user-agent'] ?? '')
    },
    // Many users of one company can share an IP address.
    { attemptsPerMinute: 60, of: ({ body }) => body.token },
  )
  mount(
    mounting,
    portal.follow,
    async (ctx, { body }, { request, reply }) => {
      const { me, token } = await signInByGuestLink(ctx, body.token, request.headers['user-agent'] ?? '')
      reply.header('set-cookie', sessionCookie(token, isSecure))
      return me
    },
    { attemptsPerMinute: 10, of: ({ body }) => body.token },
  )
  mount(mounting, portal.me, (ctx) => describeClient(ctx.db, ctx.actor))
  mount(mounting, portal.changeMe, async (ctx, { body }) => {
    const me = await changeLanguage(ctx, body.locale)
    mounting.clients.clearCache()
    return me
  })
  mount(mounting, portal.mails, (ctx) => showMailPreferences(ctx))
  mount(mounting, portal.setMails, (ctx, { body }) => changeMailPreferences(ctx, body))
  mount(mounting, byMail.askToStop, async (_ctx, { params }, { reply }) => {
    reply.code(302).header('location', portalAddress(portalPaths.list, { mails: params.pass }))
    return {}
  })
  mounting.app.register(async (corner) => {
    // The body of one-click requests is ignored: the URL contains everything.
    corner.addContentTypeParser(oneClick, (_request, payload, done) => {
      payload.resume().on('end', () => done(null))
    })
    mount({ ...mounting, app: corner }, byMail.stop, (ctx, { params }) => unsubscribe(ctx, linkSecret, params.pass), {
      attemptsPerMinute: 30,
      of: ({ params }) => params.pass,
    })
  })
  mount(mounting, portal.signOut, async (ctx, _input, http) => {
    await signOut(ctx.db, requireSessionId(http))
    mounting.clients.clearCache()
    http.reply.header('set-cookie', sessionCookie(null, isSecure))
    return undefined
  })
  mount(mounting, portal.sessions, async (ctx, _input, http) => ({
    items: await listSessions(ctx, requireSessionId(http)),
  }))
  mount(mounting, portal.endSession, async (ctx, { params }) => {
    await endSession(ctx, params.id)
    mounting.clients.clearCache()
    return undefined
  })
  mount(mounting, portal.endOtherSessions, async (ctx, _input, http) => {
    await endOtherSessions(ctx, requireSessionId(http))
    mounting.clients.clearCache()
    return undefined
  })
  mount(mounting, clientView.show, (ctx, { params }) => showClientView(ctx, params))
  mount(mounting, clientView.timeline, (ctx, { params, query }) => readOlderClientView(ctx, params, query.before))
  mount(mounting, guestLinks.show, (ctx, { params }) => showTicketLink(ctx, params.id))
  mount(mounting, guestLinks.make, async (ctx, { params }) => {
    const made = await makeTicketLink(ctx, params.id)
    mounting.clients.clearCache()
    return made
  })
  mount(mounting, guestLinks.revoke, async (ctx, { params }) => {
    await revokeTicketLink(ctx, params.id)
    mounting.clients.clearCache()
    return undefined
  })
  mount(mounting, portal.live, (ctx, _input, http) => openStream(hub, ctx.secrets, http))
}

function requireSessionId({ session }: Http): string {
  if (!session) throw new AppError('unauthenticated')
  return session.id
}

const recordSignIn = ({ db }: Ctx, { id }: PortalMe, request: Http['request'], detail: string) =>
  recordSecurity(db, { kind: 'sign_in', actor: { kind: 'contact', id }, network: networkOf(request), detail })
