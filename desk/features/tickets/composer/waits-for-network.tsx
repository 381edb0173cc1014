import { useT } from '../../../lib/i18n.tsx'
import classes from './other-draft.module.css'

/** Says that a step has not left yet and leaves by itself, with a way to keep it back. */
export function WaitsForNetwork({ onKeepBack }: { onKeepBack: () => void }) {
  const t = useT()
  return (
    <div className={classes.other} role="status">
      <p className={classes.words}>{t('composer.waits')}</p>
      <button type="button" onClick={onKeepBack}>
        {t('composer.keep_back')}
      </button>
    </div>
  )
}
