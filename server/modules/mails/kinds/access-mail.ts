import { passwordPath } from '../../../../contract/rules/page-addresses.ts'
import { type MailKey, type MessageValues, translateMail } from '../../../../i18n/mail/index.ts'
import { accessTokens, isUsableLink } from '../../people/index.ts'
import type { MailKind } from './mail-kind.ts'
import { type Block, renderMail } from './render-mail.ts'

/** Returns the kind of a mail about an agent's own access. Its content is null when its link has expired or was used. */
export const accessMail =
  (purpose: 'invitation' | 'reset' | 'password_set'): MailKind =>
  async (db, mail, { recipient, letterhead, sending }) => {
    const { locale } = recipient
    const t = (key: MailKey, values?: MessageValues) => translateMail(locale, key, values)
    const blocks: Block[] = [
      { kind: 'line', text: t('mail.greeting', { name: recipient.name }) },
      { kind: 'line', text: t(`mail.${purpose}.words`, { organisation: letterhead.name }) },
    ]
    if (purpose !== 'password_set') {
      if (!sending.publicUrl || !(await isUsableLink(db, mail.id))) return null
      const tokenOf = await accessTokens(db, sending.secrets)
      const url = sending.publicUrl + passwordPath(tokenOf(mail.id))
      blocks.push({ kind: 'link', text: t(`mail.${purpose}.link`), url })
    }
    blocks.push({ kind: 'small', text: t(`mail.${purpose}.end`) })
    return renderMail(t(`mail.${purpose}.subject`, { organisation: letterhead.name }), blocks, locale, letterhead)
  }
