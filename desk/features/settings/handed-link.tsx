import { passwordPath } from '../../../contract/rules/page-addresses.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { TextField } from '../../../ui/field.tsx'
import { useT } from '../../lib/i18n.tsx'
import classes from './agent-access.module.css'

/** Link to hand over, shown once. */
export function HandedLink({ token, isInvitation }: { token: string; isInvitation: boolean }) {
  const t = useT()
  const url = location.origin + passwordPath(token)
  return (
    <div className={classes.password}>
      <TextField
        label={t('settings.link')}
        hint={t(isInvitation ? 'settings.link_hint_week' : 'settings.link_hint_hour')}
        value={url}
        readOnly
        spellCheck={false}
        onFocus={(event) => event.target.select()}
      />
      <div className={classes.buttons}>
        <CopyButton value={url} said={t('settings.link_copied')}>
          {t('settings.copy_link')}
        </CopyButton>
      </div>
    </div>
  )
}
