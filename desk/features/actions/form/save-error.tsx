import { Button } from '../../../../ui/button.tsx'
import { FormError } from '../../../../ui/form-error.tsx'
import { CallError } from '../../../lib/api.ts'
import { errorText } from '../../../lib/errors.ts'
import { useT } from '../../../lib/i18n.tsx'
import classes from './form.module.css'

/** Error of a form that could not be saved; it keeps everything for a retry. */
export function SaveError({ error, onSaveAnyway }: { error: unknown; onSaveAnyway: () => void }) {
  const t = useT()
  if (!error) return null
  if (!(error instanceof CallError) || error.code !== 'conflict') return <FormError>{errorText(error)}</FormError>
  const { by } = error.details
  return (
    <FormError>
      {typeof by === 'string' ? t('conflict.by', { name: by }) : errorText(error)}
      <div className={classes.choices}>
        <Button look="quiet" onClick={onSaveAnyway}>
          {t('action.save_anyway')}
        </Button>
      </div>
    </FormError>
  )
}
