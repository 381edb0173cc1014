import { Link } from '@tanstack/react-router'
import type { KeyboardEvent } from 'react'
import { useQuarantineCount } from '../../data/quarantine.ts'
import { useT } from '../../lib/i18n.tsx'
import classes from './bell.module.css'

type Props = { onOpen: () => void; onKeyDown: (event: KeyboardEvent<HTMLElement>) => void }

/** Row for quarantined submissions, above all tickets. */
export function QuarantineRow({ onOpen, onKeyDown }: Props) {
  const t = useT()
  const count = useQuarantineCount()
  if (count === 0) return null
  return (
    <Link to="/quarantaine" className={classes.quarantine} onClick={onOpen} onKeyDown={onKeyDown}>
      {t('forms.quarantine_waiting', { count })}
    </Link>
  )
}
