import type { Locale } from '../../../contract/enums.ts'
import { translateMail } from '../../../i18n/mail/index.ts'
import { layOut } from './layout.ts'
import type { Letterhead } from './letterhead.ts'

export function testMail(locale: Locale, letterhead: Letterhead) {
  const text = translateMail(locale, 'mail.test.body', { organisation: letterhead.name })
  return layOut(translateMail(locale, 'mail.test.subject'), [{ kind: 'line', text }], locale, letterhead)
}
