import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { ConfirmDialog } from '../features/account/confirm-dialog.tsx'
import { Bell } from '../features/bell/bell.tsx'
import { Frame } from '../features/shell/frame.tsx'
import { useUndoKey } from '../features/tickets/changes/undo.ts'
import { useSendWaiting } from '../features/tickets/composer/send-waiting.ts'
import { useT } from '../lib/i18n.tsx'
import { useLive } from '../lib/live/use-live.ts'
import { endCall, useNewCall } from '../lib/new-call.ts'
import { closeOverlay, useOverlay } from '../lib/overlays.ts'
import { useMay } from '../lib/session.ts'
import { useDropGuard } from '../lib/uploads/incoming.ts'

const loadCallDialog = () => import('../features/calls/call-dialog.tsx')
const CallDialog = lazy(() => loadCallDialog().then((file) => ({ default: file.CallDialog })))
const loadHelp = () => import('../features/shell/help.tsx')
const Help = lazy(() => loadHelp().then((file) => ({ default: file.Help })))
const loadPalette = () => import('../features/palette/palette.tsx')
const Palette = lazy(() => loadPalette().then((file) => ({ default: file.Palette })))

/** On a slow line the screen itself comes first. */
const idleAfterMs = 5_000

export function DeskPage() {
  useLive()
  useDropGuard()
  useUndoKey()
  useSendWaiting()
  const t = useT()
  const newCall = useNewCall()
  const overlay = useOverlay()
  const mayRead = useMay('tickets.read')

  // Fetched while nothing else is asked for: the telephone does not wait.
  useEffect(() => {
    const timer = setTimeout(
      () => Promise.all([loadCallDialog(), loadPalette(), loadHelp()]).catch(() => {}),
      idleAfterMs,
    )
    return () => clearTimeout(timer)
  }, [])

  return (
    <>
      <Frame bell={mayRead && <Bell />}>
        <Outlet />
      </Frame>
      <ConfirmDialog />
      {/* A modal at once, if an empty one: what is typed meanwhile must not reach the keys of the page. */}
      <Suspense fallback={<div role="dialog" aria-modal="true" aria-label={t('shell.loading')} />}>
        {newCall && <CallDialog from={newCall} onClose={endCall} />}
        {overlay === 'help' && <Help onClose={closeOverlay} />}
        {overlay === 'palette' && <Palette onClose={closeOverlay} />}
      </Suspense>
    </>
  )
}
