import { useQuery } from '@tanstack/react-query'
import { Segmented } from '../../../ui/segmented.tsx'
import { setupQuery } from '../../data/setup.ts'
import { useT } from '../../lib/i18n.tsx'
import classes from './agent-access.module.css'

export type Access = 'mail' | 'hand' | 'password'

/** Choice of a new agent's first access: by mail, or by hand only when mails cannot be sent. */
export function AccessChoice({ access, onChange }: { access: Access; onChange: (access: Access) => void }) {
  const t = useT()
  const { data } = useQuery(setupQuery)
  const choices: Access[] = data?.canMail ? ['mail', 'hand', 'password'] : ['hand', 'password']
  return (
    <div className={classes.choice}>
      <span className={classes.label} aria-hidden="true">
        {t('settings.comes_in')}
      </span>
      <Segmented
        label={t('settings.comes_in')}
        value={access}
        segments={choices.map((value) => ({ value, label: t(`settings.comes_in.${value}`) }))}
        onChange={onChange}
        look="apart"
      />
      <p className={classes.note}>{t(`settings.comes_in_hint.${access}`)}</p>
    </div>
  )
}
