import type { Locale } from '../../../contract/enums.ts'
import { translate } from '../../../i18n/index.ts'
import { layOut } from './layout.ts'
import type { Letterhead } from './letterhead.ts'

export function testMail(locale: Locale, letterhead: Letterhead) {
  const text = translate(locale, 'mail.test.body', { organisation: letterhead.name })
  return layOut(translate(locale, 'mail.test.subject'), [{ kind: 'line', text }], locale, letterhead)
}
