import type { Locale } from '../../../contract/enums.ts'
import { translate } from '../../../i18n/index.ts'
import { asHtml, asText, type Block } from './layout.ts'

export function testMail(locale: Locale, organisation: string) {
  const blocks: Block[] = [
    { kind: 'line', text: translate(locale, 'mail.test.body', { organisation }) },
    { kind: 'small', text: organisation },
  ]
  return { subject: translate(locale, 'mail.test.subject'), text: asText(blocks), html: asHtml(blocks, locale) }
}
