import { Link } from '@tanstack/react-router'
import { Button } from '../../../ui/button.tsx'
import { FormError } from '../../../ui/form-error.tsx'
import { errorText } from '../../lib/errors.ts'
import { useT } from '../../lib/i18n.tsx'
import classes from './call-form.module.css'

type Props = { form: { error: unknown; alreadyMade: number | null; createAnyway: () => void } }

/** Error of a creation that failed; the form keeps everything for a retry. */
export function CallError({ form }: Props) {
  const t = useT()
  if (!form.error) return null
  const number = form.alreadyMade
  if (number === null) return <FormError>{errorText(form.error)}</FormError>
  return (
    <FormError>
      {t('call.already_made', { number })}
      <span className={classes.choices}>
        <Link to="/tickets/$key" params={{ key: String(number) }} target="_blank">
          {t('call.see_ticket', { number })}
        </Link>
        <Button look="quiet" onClick={form.createAnyway}>
          {t('call.create_anyway')}
        </Button>
      </span>
    </FormError>
  )
}
