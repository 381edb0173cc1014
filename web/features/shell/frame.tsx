import { lazy, type ReactNode, Suspense } from 'react'
import { useT } from '../../lib/i18n.tsx'
import { startCall } from '../../lib/new-call.ts'
import { useMay } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import classes from './frame.module.css'
import { Offline } from './offline.tsx'
import { closeOverlay, showHelp, useOverlay } from './overlays.ts'
import { PhoneBar } from './phone-bar.tsx'
import { Rail } from './rail.tsx'
import { TopBar } from './top-bar.tsx'

const Help = lazy(() => import('./help.tsx').then((file) => ({ default: file.Help })))

/** What stays around every screen of the desk. */
export function Frame({ children }: { children: ReactNode }) {
  const t = useT()
  const mayCall = useMay('tickets.create')
  const overlay = useOverlay()
  useShortcuts('keys.everywhere', [
    { keys: 'n', label: 'keys.new_call', run: () => startCall(), when: mayCall },
    { keys: '?', label: 'keys.help', run: showHelp },
  ])
  return (
    <div className={classes.frame}>
      <a href="#content" className={classes.skip}>
        {t('shell.skip')}
      </a>
      <div className={classes.rail}>
        <Rail />
      </div>
      <TopBar />
      <main id="content" tabIndex={-1} className={classes.content}>
        <Offline />
        {children}
      </main>
      <PhoneBar />
      <Suspense>{overlay === 'help' && <Help onClose={closeOverlay} />}</Suspense>
    </div>
  )
}
