import { Outlet } from '@tanstack/react-router'
import { useEffect } from 'react'
import { ConfirmDialog } from '../features/account/confirm-dialog.tsx'
import { Bell } from '../features/bell/bell.tsx'
import { Frame } from '../features/shell/frame.tsx'
import { useSendPendingSteps } from '../features/tickets/composer/use-send-pending-steps.ts'
import { lazyPart, loadParts } from '../lib/lazy-part.tsx'
import { useLive } from '../lib/live/use-live.ts'
import { endCall, useNewCall } from '../lib/new-call.ts'
import { closeAction, useOpenedAction } from '../lib/opened-action.ts'
import { closeOverlay, useOverlay } from '../lib/overlays.ts'
import { useMay } from '../lib/session.ts'
import { useUndoKey } from '../lib/undo.ts'
import { useDropGuard } from '../lib/uploads/incoming.ts'

const CallDialog = lazyPart(() => import('../features/calls/call-dialog.tsx').then((file) => file.CallDialog))
const ActionDialog = lazyPart(() =>
  import('../features/actions/form/action-dialog.tsx').then((file) => file.ActionDialog),
)
const Help = lazyPart(() => import('../features/shell/help.tsx').then((file) => file.Help))
const Palette = lazyPart(() => import('../features/palette/palette.tsx').then((file) => file.Palette))

/** Delay after which code is loaded ahead, so that the screen itself comes first on a slow connection. */
const idleAfterMs = 5_000

export function DeskPage() {
  useLive()
  useDropGuard()
  useUndoKey()
  useSendPendingSteps()
  const newCall = useNewCall()
  const openedAction = useOpenedAction()
  const overlay = useOverlay()
  const mayRead = useMay('tickets.read')

  // Load code ahead while nothing else is requested, so that a call on a phone does not wait for it.
  useEffect(() => {
    const timer = setTimeout(loadParts, idleAfterMs)
    return () => clearTimeout(timer)
  }, [])

  return (
    <>
      <Frame bell={mayRead && <Bell />}>
        <Outlet />
      </Frame>
      <ConfirmDialog />
      {newCall && <CallDialog from={newCall} onClose={endCall} />}
      {openedAction && <ActionDialog opened={openedAction} onClose={closeAction} />}
      {overlay === 'help' && <Help onClose={closeOverlay} />}
      {overlay === 'palette' && <Palette onClose={closeOverlay} />}
    </>
  )
}
