import { Skeleton } from '../../../../ui/skeleton.tsx'
import { useT } from '../../../lib/i18n.tsx'
import classes from './ticket-skeleton.module.css'

/** Skeleton of a ticket that is loading. */
export function TicketSkeleton() {
  const t = useT()
  return (
    <div className={classes.ticket} role="status" aria-label={t('shell.loading')}>
      <div className={classes.story}>
        <Skeleton width={34} />
        <Skeleton width={72} height={20} />
        <Skeleton width={44} height={24} />
        <div className={classes.gap} />
        {[64, 82, 48].map((width) => (
          <div key={width} className={classes.entry}>
            <Skeleton width={30} />
            <Skeleton width={width} />
          </div>
        ))}
      </div>
      <div className={classes.properties}>
        {[52, 38, 61, 44, 57, 40, 49].map((width) => (
          <Skeleton key={width} width={width} />
        ))}
      </div>
    </div>
  )
}
