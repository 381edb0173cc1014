import { FormError } from '../../../../ui/form-error.tsx'
import { SkeletonRows } from '../../../../ui/skeleton.tsx'
import { errorText } from '../../../lib/errors.ts'
import { useT } from '../../../lib/i18n.tsx'

const holdFocus = (place: HTMLElement | null) => place?.focus({ preventScroll: true })

export function PickerLoading({ error }: { error: Error | null }) {
  const t = useT()
  if (error) return <FormError>{errorText(error)}</FormError>
  return (
    // Hold the focus until the picker has loaded, so that key presses do not reach the page.
    <div ref={holdFocus} tabIndex={-1} data-autofocus>
      <SkeletonRows rows={3} label={t('shell.loading')} />
    </div>
  )
}
