import type { Locale } from '../contract/enums.ts'
import { isNameField, wordOf } from '../contract/rules/query/fields.ts'
import type { QueryError } from '../contract/rules/query/index.ts'
import type { Translate } from './change-words.ts'

/** Fields that a message proposes for an unknown one. */
const proposedAtMost = 3

/** Returns the sentence for an error in a query, with the words that are expected at its place. */
export function queryErrorText(t: Translate, locale: Locale, { code, field, found, expected }: QueryError): string {
  const words = code === 'unknown_field' ? expected.slice(0, proposedAtMost) : expected
  const named = field !== undefined && code !== 'name_too_broad' && isNameField(field) ? [t('query.a_name')] : []
  return t(`query.${code}`, {
    found,
    field: field === undefined ? '' : wordOf(field, locale),
    expected: new Intl.ListFormat(locale, { type: 'disjunction' }).format([...named, ...words]),
  })
}
