import { CopyButton } from '../../../ui/copy-button.tsx'
import { TextField } from '../../../ui/field.tsx'
import { useT } from '../../lib/i18n.tsx'
import classes from './websites.module.css'

/** Read-only field with a button that copies its value. */
export function CopyField({ label, value, hint }: { label: string; value: string; hint?: string }) {
  return (
    <div className={classes.copy}>
      <TextField
        label={label}
        hint={hint}
        value={value}
        readOnly
        spellCheck={false}
        onFocus={(event) => event.target.select()}
      />
      <CopyValueButton label={label} value={value} />
    </div>
  )
}

/** Button that names what it copies, because a page has several. */
export function CopyValueButton({ label, value }: { label: string; value: string }) {
  const t = useT()
  return (
    <CopyButton
      value={value}
      said={t('websites.copied', { what: label })}
      aria-label={t('websites.copy_what', { what: label })}
    >
      {t('websites.copy')}
    </CopyButton>
  )
}
