import { CallError } from '../../lib/api.ts'
import { errorText } from '../../lib/errors.ts'
import { t } from '../../lib/i18n.tsx'

/** Returns the message of an error. Closing the browser's passkey window throws an error of the browser. */
export const factorErrorText = (error: unknown) =>
  error instanceof CallError ? errorText(error) : t('account.passkey_given_up')
