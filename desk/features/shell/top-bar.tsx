import type { ReactNode } from 'react'
import { Button } from '../../../ui/button.tsx'
import { useT } from '../../lib/i18n.tsx'
import { startCall } from '../../lib/new-call.ts'
import { useMay } from '../../lib/session.ts'
import { SearchBox } from './search-box.tsx'
import classes from './top-bar.module.css'

/** @param bell button with the unread tickets */
export function TopBar({ bell }: { bell: ReactNode }) {
  const t = useT()
  const mayCall = useMay('tickets.create')
  return (
    <header className={classes.bar}>
      <SearchBox />
      {mayCall && (
        <Button look="primary" kbd="N" className={classes.call} onClick={() => startCall()}>
          {t('shell.new_call')}
        </Button>
      )}
      <span className={classes.bell}>{bell}</span>
    </header>
  )
}
