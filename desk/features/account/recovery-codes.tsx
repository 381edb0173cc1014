import { Button } from '../../../ui/button.tsx'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { useT } from '../../lib/i18n.tsx'
import classes from './account.module.css'

/** Recovery codes, shown only once. */
export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const t = useT()
  return (
    <div className={classes.made} role="status">
      <b>{t('account.codes_title')}</b>
      <p>{t('account.codes_words')}</p>
      <ul className={classes.codes}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className={classes.buttons}>
        <CopyButton value={codes.join('\n')} said={t('account.codes_copied')}>
          {t('account.codes_copy')}
        </CopyButton>
        <Button look="primary" onClick={onDone}>
          {t('account.codes_done')}
        </Button>
      </div>
    </div>
  )
}
