import type { RemovedForm } from '../../../contract/forms.ts'
import { Button } from '../../../ui/button.tsx'
import { ListBar } from '../../../ui/clickable-list.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { useDates, useNow } from '../../lib/dates.ts'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import classes from './forms.module.css'

type Props = { forms: RemovedForm[]; busy: boolean; error: Error | null; onRestore: (id: string) => void }

/** List of forms removed lately, which may be restored. */
export function RemovedForms({ forms, busy, error, onRestore }: Props) {
  const t = useT()
  const dates = useDates()
  const now = useNow()
  return (
    <section aria-label={t('forms.removed_title')}>
      <ListBar>
        <div className={classes.quarantine}>
          <h2>{t('forms.removed_title')}</h2>
          <p>{t('forms.removed_words')}</p>
        </div>
      </ListBar>
      {error && <FormError>{errorText(error)}</FormError>}
      <ul>
        {forms.map(({ id, name, removedAt }) => (
          <li key={id} className={classes.removed}>
            <b>{name}</b>
            <span>{t('forms.removed_at', { when: dates.said(removedAt, now) })}</span>
            <Button aria-label={t('forms.restore_what', { name })} busy={busy} onClick={() => onRestore(id)}>
              {t('forms.restore')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
