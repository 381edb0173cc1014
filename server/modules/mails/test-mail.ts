import type { Locale } from '../../../contract/enums.ts'
import { translateMail } from '../../../i18n/mail/index.ts'
import type { Letterhead } from './letterhead.ts'
import { renderMail } from './render-mail.ts'

export function composeTestMail(locale: Locale, letterhead: Letterhead) {
  const text = translateMail(locale, 'mail.test.body', { organisation: letterhead.name })
  return renderMail(translateMail(locale, 'mail.test.subject'), [{ kind: 'line', text }], locale, letterhead)
}
