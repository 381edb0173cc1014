import type { ReactNode } from 'react'
import { Icon } from '../../../../ui/icon.tsx'
import { useT } from '../../../lib/i18n.tsx'
import classes from './swipe-row.module.css'
import { useSwipe } from './use-swipe.ts'

type Props = { onClaim: (() => void) | undefined; onStatus: (() => void) | undefined; children: ReactNode }

/** Row that can be swiped on touch screens: right claims the ticket, left changes its status. */
export function SwipeRow({ onClaim, onStatus, children }: Props) {
  const t = useT()
  const swipe = useSwipe({ right: onClaim, left: onStatus })
  return (
    <div className={classes.swipe} {...swipe}>
      <span className={classes.claim} aria-hidden="true">
        <Icon name="claim" /> {t('ticket.claim')}
      </span>
      <span className={classes.status} aria-hidden="true">
        {t('ticket.status')} <Icon name="status" />
      </span>
      <div className={classes.front}>{children}</div>
    </div>
  )
}
