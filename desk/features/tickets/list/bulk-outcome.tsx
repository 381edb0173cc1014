import { Button } from '../../../../ui/button.tsx'
import { useT } from '../../../lib/i18n.tsx'
import { refusalText } from '../changes/refusal-text.ts'
import { ticketRef } from '../labels.ts'
import type { BulkProgress } from './bulk.ts'
import classes from './bulk-bar.module.css'

/** `told`: text of the result, once the run is over. */
type Props = { progress: BulkProgress & { told: string | null }; onStop: () => void; onClose: () => void }

export function BulkOutcome({ progress: { done, of, refused, told }, onStop, onClose }: Props) {
  const t = useT()
  const running = told === null
  return (
    <section className={classes.outcome} aria-label={t('bulk.label')} aria-live="polite">
      <div className={classes.line}>
        <span className={classes.count}>{told ?? t('bulk.progress', { done, of })}</span>
        <Button look="quiet" className={classes.clear} onClick={running ? onStop : onClose}>
          {t(running ? 'bulk.stop' : 'shell.close')}
        </Button>
      </div>
      {running && <progress className={classes.progress} value={done} max={of} />}
      {refused.length > 0 && (
        <ul className={classes.refused}>
          {refused.map(({ row, error }) => (
            <li key={row.id}>
              <b>{ticketRef(row)}</b> {refusalText(error)}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
