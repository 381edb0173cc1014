import { FormError } from '../../../../ui/form-error.tsx'
import { SkeletonRows } from '../../../../ui/skeleton.tsx'
import { errorText } from '../../../lib/errors.ts'
import { useT } from '../../../lib/i18n.tsx'

export function PickerLoading({ error }: { error: Error | null }) {
  const t = useT()
  return error ? <FormError>{errorText(error)}</FormError> : <SkeletonRows rows={3} label={t('shell.loading')} />
}
