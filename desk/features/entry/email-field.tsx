import { TextField } from '../../../ui/field.tsx'
import { useT } from '../../lib/i18n.tsx'

type Props = { email: string; isWrong: boolean; onChange: (email: string) => void }

/** Field for the address to sign in with, focused at first. */
export function EmailField({ email, isWrong, onChange }: Props) {
  const t = useT()
  return (
    <TextField
      label={t('entry.email')}
      error={isWrong ? t('entry.email_wrong') : undefined}
      type="email"
      name="email"
      autoComplete="username"
      required
      autoFocus
      value={email}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
