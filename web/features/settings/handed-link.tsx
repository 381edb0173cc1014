import { Button } from '../../../ui/button.tsx'
import { TextField } from '../../../ui/field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { useT } from '../../lib/i18n.tsx'
import classes from './agent-access.module.css'

/** A link to give by hand, shown once. Over plain HTTP there is no clipboard to write to: it can be selected. */
export function HandedLink({ token, isInvitation }: { token: string; isInvitation: boolean }) {
  const t = useT()
  const url = `${location.origin}/mot-de-passe#${token}`
  const clipboard = navigator.clipboard as Clipboard | undefined
  async function copy() {
    await clipboard?.writeText(url)
    toast({ text: t('settings.link_copied') })
  }
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
      {clipboard && (
        <div className={classes.buttons}>
          <Button onClick={copy}>{t('settings.copy_link')}</Button>
        </div>
      )}
    </div>
  )
}
