import { useT } from '../../lib/i18n.tsx'
import classes from './forms.module.css'
import type { FormDraft } from './queries.ts'

type Props = { draft: FormDraft; onChange: (part: Partial<FormDraft>) => void }

/** Setting that asks guests by mail to confirm their address, with its consequences. */
export function FormConfirmation({ draft: { confirmEmail = false, fields }, onChange }: Props) {
  const t = useT()
  const asksAddress = fields.some(({ kind }) => kind === 'email')
  return (
    <>
      <label className={classes.check}>
        <input
          type="checkbox"
          aria-describedby="form-confirmation"
          checked={confirmEmail}
          disabled={!asksAddress && !confirmEmail}
          onChange={(event) => onChange({ confirmEmail: event.target.checked })}
        />
        {t('forms.confirm')}
      </label>
      <p id="form-confirmation" className={classes.note}>
        {t(asksAddress ? 'forms.confirm_words' : 'forms.confirm_needs_email')}
      </p>
    </>
  )
}
