import type { Locale } from '../../../../contract/enums.ts'
import type { QueryError } from '../../../../contract/rules/query/index.ts'
import { translate } from '../../../../i18n/index.ts'
import { queryErrorText } from '../../../../i18n/query-words.ts'
import { AppError } from '../../../platform/app-error.ts'

/** Returns the refusal of a query: its place in the text, its code, and a sentence that helps. */
export function refuseQuery(error: QueryError, locale: Locale): AppError {
  const { at, code, expected } = error
  const problem = queryErrorText((key, values) => translate(locale, key, values), locale, error)
  return new AppError('invalid', { fields: [{ path: 'query', problem, at, code, expected }] })
}
