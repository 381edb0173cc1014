import { useT } from '../../../lib/i18n.tsx'
import classes from './replaced-draft.module.css'

/** Notice that a step will be sent when the network is back, with a button to edit it instead. */
export function PendingStep({ onEdit }: { onEdit: () => void }) {
  const t = useT()
  return (
    <div className={classes.other} role="status">
      <p className={classes.words}>{t('composer.waits')}</p>
      <button type="button" onClick={onEdit}>
        {t('composer.keep_back')}
      </button>
    </div>
  )
}
