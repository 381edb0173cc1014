import { Button } from '../../../ui/button.tsx'
import { TextField } from '../../../ui/field.tsx'
import { toast } from '../../../ui/toast.tsx'
import { useT } from '../../lib/i18n.tsx'
import classes from './websites.module.css'

/** Something to copy. Over plain HTTP there is no clipboard to write to: it can be selected. */
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
      <CopyButton label={label} value={value} />
    </div>
  )
}

export function CopyButton({ label, value }: { label: string; value: string }) {
  const t = useT()
  const clipboard = navigator.clipboard as Clipboard | undefined
  if (!clipboard) return null
  async function copy() {
    await clipboard?.writeText(value)
    toast({ text: t('websites.copied', { what: label }) })
  }
  return (
    <Button aria-label={t('websites.copy_what', { what: label })} onClick={copy}>
      {t('websites.copy')}
    </Button>
  )
}
