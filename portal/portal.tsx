import { useSignalEffect } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { portalPaths } from '../contract/rules/page-addresses.ts'
import { call, portal, readMe, setup } from './lib/api.ts'
import { host } from './lib/host.ts'
import { locale, t } from './lib/i18n.ts'
import { liveState, startLive, useNews } from './lib/live.ts'
import { at, follow, go, hasSecret, secretOf, ticketKey } from './lib/router.ts'
import { ended, me, nameOrganisation, organisation, signedIn, signedOut } from './lib/session.ts'
import { useRead } from './lib/use-read.ts'
import { Header } from './parts/header.tsx'
import { Loading, Missing, Problem } from './parts/notice.tsx'
import { SessionEnded } from './parts/session-ended.tsx'
import { Account } from './screens/account.tsx'
import { AskAgain } from './screens/ask-again.tsx'
import { NewTicket } from './screens/new-ticket.tsx'
import { SignIn } from './screens/sign-in.tsx'
import { Ticket } from './screens/ticket.tsx'
import { Tickets } from './screens/tickets.tsx'

export function Portal() {
  const session = useRead('session', readMe)
  const client = me.value
  const clientId = client?.id ?? null

  useEffect(() => {
    if (session.data) signedIn(session.data)
    if (session.data === null) signedOut()
  }, [session.data])
  // Who is signed in is told it with their own name.
  const unnamed = host.isOwn && (client === null || organisation.value === null)
  useEffect(() => {
    if (unnamed)
      call(setup.show, {}).then(
        ({ organisation: name, look }) => name && nameOrganisation(name, look),
        () => {},
      )
  }, [unnamed])
  useSignalEffect(() => {
    if (host.isOwn) document.documentElement.lang = locale.value
  })
  const follows = ended.value ? null : clientId
  useEffect(() => (follows ? startLive(follows) : undefined), [follows])

  // Too much has changed to say what: what one belongs to, perhaps.
  useNews((id) => {
    if (id === null && me.value && !ended.value) call(portal.me, {}).then(signedIn, () => {})
  })

  const unknown = client === undefined && session.error
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: links do, and are followed by keyboard too
    <div class="page" data-own={host.isOwn || undefined} lang={locale.value} onClick={follow}>
      <Header />
      {ended.value && <SessionEnded ticketKey={ticketKey()} />}
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
        ) : hasSecret() ? (
          <BySecret />
        ) : (
          <Screen key={clientId} />
        )}
      </Main>
    </div>
  )
}

/** A page has one main part, and a website's is not ours to name. */
const Main = ({ children }: { children: ComponentChildren }) =>
  host.isOwn ? <main id="content">{children}</main> : <div id="content">{children}</div>

/** Screens of an address with a secret; read on demand, since few visits have one. */
function BySecret() {
  const { data, error, reload } = useRead('by-secret', () => import('./screens/by-secret.tsx'))
  if (data) return <data.BySecret />
  return error ? <Problem error={error} onAgain={reload} /> : <Loading />
}

const lateMs = 5_000

/** Shows what the page around holds ready in the element, a telephone for one, when Guichet is slow. */
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
  const { path } = at.value
  const key = ticketKey()
  const pass = secretOf('pour')
  const arrived = me.value && (path === portalPaths.signIn || at.value.hash !== '')

  // The secrets of an address must not stay in the browser's history.
  useEffect(() => {
    if (arrived) go(path === portalPaths.signIn ? portalPaths.list : path, 'replace')
  }, [arrived, path])

  if (me.value === undefined) return <LoadingElement />
  if (me.value === null && key && pass) return <AskAgain ticketId={key} pass={pass} />
  if (me.value === null) return <SignIn ticketId={key} />
  const only = me.value.onlyTicketId
  if (only) return <Ticket key={only} ticketKey={only} />
  if (key) return <Ticket key={key} ticketKey={key} />
  if (path === portalPaths.create) return <NewTicket />
  if (path === portalPaths.account) return <Account />
  return path === portalPaths.list || path === portalPaths.signIn ? <Tickets /> : <Missing />
}
