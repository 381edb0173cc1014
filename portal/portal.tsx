import { useSignalEffect } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { portalPaths } from '../contract/rules/page-addresses.ts'
import { call, portal, readMe, setup } from './lib/api.ts'
import { host } from './lib/host.ts'
import { locale, t } from './lib/i18n.ts'
import { liveState, startLive, useNews } from './lib/live.ts'
import { handleLinkClick, hasHashSecret, navigate, readHashSecret, readTicketKey, route } from './lib/router.ts'
import { me, organisation, sessionEnded, setOrganisation, setSignedIn, setSignedOut } from './lib/session.ts'
import { useRead } from './lib/use-read.ts'
import { Header } from './parts/header.tsx'
import { Loading, Missing, Problem } from './parts/notice.tsx'
import { SessionEnded } from './parts/session-ended.tsx'
import { Account } from './screens/account.tsx'
import { NewTicket } from './screens/new-ticket.tsx'
import { RequestNewLink } from './screens/request-new-link.tsx'
import { SignIn } from './screens/sign-in.tsx'
import { Ticket } from './screens/ticket.tsx'
import { Tickets } from './screens/tickets.tsx'

export function Portal() {
  const session = useRead('session', readMe)
  const client = me.value
  const clientId = client?.id ?? null

  useEffect(() => {
    if (session.data) setSignedIn(session.data)
    if (session.data === null) setSignedOut()
  }, [session.data])
  // A signed-in client sees their own name instead.
  const unnamed = host.isOwn && (client === null || organisation.value === null)
  useEffect(() => {
    if (unnamed)
      call(setup.show, {}).then(
        ({ organisation: name, look }) => name && setOrganisation(name, look),
        () => {},
      )
  }, [unnamed])
  useSignalEffect(() => {
    if (host.isOwn) document.documentElement.lang = locale.value
  })
  const follows = sessionEnded.value ? null : clientId
  useEffect(() => (follows ? startLive(follows) : undefined), [follows])

  // After missed news, the client's own data may have changed, too.
  useNews((id) => {
    if (id === null && me.value && !sessionEnded.value) call(portal.me, {}).then(setSignedIn, () => {})
  })

  const unknown = client === undefined && session.error
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: links do, and are followed by keyboard too
    <div class="page" data-own={host.isOwn || undefined} lang={locale.value} onClick={handleLinkClick}>
      <Header />
      {sessionEnded.value && <SessionEnded ticketKey={readTicketKey()} />}
      {follows && liveState.value === 'lost' && (
        <p class="banner" role="status">
          {t('live.lost')}
        </p>
      )}
      <Main>
        {unknown ? (
          <>
            <Problem error={session.error} onAgain={session.reload} />
            <slot />
          </>
        ) : hasHashSecret() ? (
          <HashSecret />
        ) : (
          <Screen key={clientId} />
        )}
      </Main>
    </div>
  )
}

/** Main landmark on our own page; a website has its own. */
const Main = ({ children }: { children: ComponentChildren }) =>
  host.isOwn ? <main id="content">{children}</main> : <div id="content">{children}</div>

/** Screens of URLs with a secret, loaded on demand. */
function HashSecret() {
  const { data, error, reload } = useRead('by-secret', () => import('./screens/hash-secret-screen.tsx'))
  if (data) return <data.HashSecretScreen />
  return error ? <Problem error={error} onAgain={reload} /> : <Loading />
}

const lateMs = 5_000

/** Shows the fallback content of the element, such as a phone number, when Guichet is slow. */
function LoadingElement() {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), lateMs)
    return () => clearTimeout(timer)
  }, [])
  return (
    <>
      <Loading />
      {late && <slot />}
    </>
  )
}

function Screen() {
  const { path } = route.value
  const key = readTicketKey()
  const pass = readHashSecret('pour')
  const arrived = me.value && (path === portalPaths.signIn || route.value.hash !== '')

  // Secrets of a URL must not stay in the browser's history.
  useEffect(() => {
    if (arrived) navigate(path === portalPaths.signIn ? portalPaths.list : path, 'replace')
  }, [arrived, path])

  if (me.value === undefined) return <LoadingElement />
  if (me.value === null && key && pass) return <RequestNewLink ticketId={key} pass={pass} />
  if (me.value === null) return <SignIn ticketId={key} />
  const only = me.value.onlyTicketId
  if (only) return <Ticket key={only} ticketKey={only} />
  if (key) return <Ticket key={key} ticketKey={key} />
  if (path === portalPaths.create) return <NewTicket />
  if (path === portalPaths.account) return <Account />
  return path === portalPaths.list || path === portalPaths.signIn ? <Tickets /> : <Missing />
}
