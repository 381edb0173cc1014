import { type MailKey, type MessageValues, translateMail } from '../../../i18n/mail/index.ts'
import type { Db } from '../../platform/database.ts'
import { accessTokens, isUsableLink } from '../people/index.ts'
import type { ResolvedRecipient, SendingConfig } from './compose.ts'
import type { Letterhead } from './letterhead.ts'
import { type Block, renderMail } from './render-mail.ts'

type AccessMailInput = {
  purpose: 'invitation' | 'reset' | 'password_set'
  recipient: ResolvedRecipient
  letterhead: Letterhead
  sending: SendingConfig
}

/** Composes a mail about an agent's own access. Returns null when its link has expired or was used. */
export async function composeAccessMail(
  db: Db,
  mailId: string,
  { purpose, recipient, letterhead, sending }: AccessMailInput,
) {
  const { locale } = recipient
  const t = (key: MailKey, values?: MessageValues) => translateMail(locale, key, values)
  const blocks: Block[] = [
    { kind: 'line', text: t('mail.greeting', { name: recipient.name }) },
    { kind: 'line', text: t(`mail.${purpose}.words`, { organisation: letterhead.name }) },
  ]
  if (purpose !== 'password_set') {
    if (!sending.publicUrl || !(await isUsableLink(db, mailId))) return null
    const tokenOf = await accessTokens(db, sending.secrets)
    const url = `${sending.publicUrl}/mot-de-passe#${tokenOf(mailId)}`
    blocks.push({ kind: 'link', text: t(`mail.${purpose}.link`), url })
  }
  blocks.push({ kind: 'small', text: t(`mail.${purpose}.end`) })
  return renderMail(t(`mail.${purpose}.subject`, { organisation: letterhead.name }), blocks, locale, letterhead)
}
