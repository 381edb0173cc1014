import { Button } from '../../../ui/button.tsx'
import { Dialog, DialogBody } from '../../../ui/dialog.tsx'
import { Kbd } from '../../../ui/kbd.tsx'
import { useT } from '../../lib/i18n.tsx'
import { activeScopes, keyName, setSingleKeys, useSingleKeys } from '../../lib/shortcuts.ts'
import classes from './help.module.css'

/** Dialog with the keyboard shortcuts of the current screen. */
export function Help({ onClose }: { onClose: () => void }) {
  const t = useT()
  const singleKeys = useSingleKeys()
  return (
    <Dialog opened onClose={onClose} title={t('keys.title')} closeLabel={t('shell.close')} width="medium">
      <DialogBody>
        {!singleKeys && (
          <p className={classes.off}>
            {t('keys.off')} <Button onClick={() => setSingleKeys(true)}>{t('keys.turn_on')}</Button>
          </p>
        )}
        <div className={classes.scopes}>
          {activeScopes().map(({ label, shortcuts }) => (
            <section key={label}>
              <h3 className={classes.scope}>{t(label)}</h3>
              <dl>
                {shortcuts.map((shortcut) =>
                  shortcut.label ? (
                    <div key={shortcut.keys} className={classes.line}>
                      <dt>{t(shortcut.label)}</dt>
                      <dd>
                        <Kbd>{keyName(shortcut.keys)}</Kbd>
                        <span className="sr-only">{keyName(shortcut.keys)}</span>
                      </dd>
                    </div>
                  ) : null,
                )}
              </dl>
            </section>
          ))}
        </div>
      </DialogBody>
    </Dialog>
  )
}
