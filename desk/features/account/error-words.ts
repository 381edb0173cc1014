import { CallError } from '../../lib/api.ts'
import { errorText } from '../../lib/errors.ts'
import { t } from '../../lib/i18n.tsx'

/** Words an error; the browser itself refuses when the reader closes its window. */
export const factorErrorText = (error: unknown) =>
  error instanceof CallError ? errorText(error) : t('account.passkey_given_up')
