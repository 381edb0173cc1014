import { translateMail } from '../../../i18n/mail/index.ts'
import { layOut } from './layout.ts'
import type { MailKind } from './mail-kind.ts'

export const testMail: MailKind = async (_db, _mail, { recipient: { locale }, letterhead }) => {
  const text = translateMail(locale, 'mail.test.body', { organisation: letterhead.name })
  return layOut(translateMail(locale, 'mail.test.subject'), [{ kind: 'line', text }], locale, letterhead)
}
