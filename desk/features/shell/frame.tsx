import type { ReactNode } from 'react'
import { useT } from '../../lib/i18n.tsx'
import { startCall } from '../../lib/new-call.ts'
import { startAction } from '../../lib/opened-action.ts'
import { showHelp, showPalette } from '../../lib/overlays.ts'
import { useMay } from '../../lib/session.ts'
import { useShortcuts } from '../../lib/shortcuts.ts'
import classes from './frame.module.css'
import { Offline } from './offline.tsx'
import { PhoneBar } from './phone-bar.tsx'
import { Rail } from './rail.tsx'
import { TopBar } from './top-bar.tsx'

/** Frame that stays around every screen of the desk. */
export function Frame({ bell, children }: { bell: ReactNode; children: ReactNode }) {
  const t = useT()
  const mayCall = useMay('tickets.create')
  useShortcuts('keys.everywhere', [
    { keys: 'n', label: 'keys.new_call', run: () => startCall(), when: mayCall },
    { keys: 't', label: 'keys.new_action', run: () => startAction() },
    { keys: 'mod+k', label: 'keys.palette', run: showPalette, whileTyping: true },
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
      <TopBar bell={bell} />
      <main id="content" tabIndex={-1} className={classes.content}>
        <Offline />
        {children}
      </main>
      <PhoneBar />
    </div>
  )
}
