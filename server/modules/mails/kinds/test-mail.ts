import { translateMail } from '../../../../i18n/mail/index.ts'
import type { MailKind } from './mail-kind.ts'
import { renderMail } from './render-mail.ts'

export const testMail: MailKind = async (_db, _mail, { recipient: { locale }, letterhead }) => {
  const text = translateMail(locale, 'mail.test.body', { organisation: letterhead.name })
  return renderMail(translateMail(locale, 'mail.test.subject'), [{ kind: 'line', text }], locale, letterhead)
}
