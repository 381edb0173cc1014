import { dot } from '../../../browser/separator.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { useT } from '../../lib/i18n.tsx'
import classes from './chosen-caller.module.css'
import type { KnownCaller } from './draft.ts'

/** Chosen caller, with a button back to the search. */
export function ChosenCaller({ caller, onChange }: { caller: KnownCaller; onChange: () => void }) {
  const t = useT()
  const number = caller.phone ?? caller.mobile
  return (
    <div className={classes.field}>
      <span className={classes.label}>{t('call.who')}</span>
      <div className={classes.chosen}>
        <Avatar name={caller.name} size={26} />
        <span className={classes.words}>
          <b>{caller.name}</b>
          <small>
            {caller.company && `${caller.company.name}${dot}`}
            {number && <span className={classes.unbroken}>{number}</span>}
            {!caller.email && (
              <>
                {number && dot}
                <span className={classes.unbroken}>{t('call.not_mailed')}</span>
              </>
            )}
          </small>
        </span>
        {number && (
          <a className={classes.phone} href={`tel:${number.replace(/[^\d+]/g, '')}`} aria-label={number} title={number}>
            <Icon name="phone" />
          </a>
        )}
        <button type="button" className={classes.change} onClick={onChange}>
          {t('call.change_caller')}
        </button>
      </div>
    </div>
  )
}
