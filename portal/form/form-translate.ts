import type { Locale } from '../../contract/enums.ts'
import type { MessageValues } from '../../i18n/fill.ts'
import { type FormKey, translateForm } from '../../i18n/form/index.ts'

export type FormTranslate = (key: FormKey, values?: MessageValues) => string

export const createFormTranslate =
  (locale: Locale): FormTranslate =>
  (key, values) =>
    translateForm(locale, key, values)
