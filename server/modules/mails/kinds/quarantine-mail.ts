import { sql } from 'kysely'
import { deskPaths } from '../../../../contract/rules/page-addresses.ts'
import { type MailKey, type MessageValues, translateMail } from '../../../../i18n/mail/index.ts'
import type { MailKind } from './mail-kind.ts'
import { type Block, renderMail } from './render-mail.ts'

/** Composes a mail with the number of quarantined submissions, without their content. Null when none is left. */
export const quarantineMail: MailKind = async (db, _mail, { recipient, letterhead, sending }) => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select 1 from form_submission where ticket_id is null limit 100) counted`.execute(
    db,
  )
  const count = rows[0]?.count ?? 0
  if (count === 0) return null
  const { locale, name } = recipient
  const t = (key: MailKey, values?: MessageValues) => translateMail(locale, key, values)
  const blocks: Block[] = [
    { kind: 'line', text: t('mail.greeting', { name }) },
    { kind: 'line', text: t('mail.quarantine.words', { count }) },
  ]
  if (sending.publicUrl)
    blocks.push({ kind: 'link', text: t('mail.quarantine.link'), url: sending.publicUrl + deskPaths.quarantine })
  return renderMail(t('mail.quarantine.subject', { count }), blocks, locale, letterhead)
}
