import { sql } from 'kysely'
import { type MailKey, type MessageValues, translateMail } from '../../../i18n/mail/index.ts'
import type { Db } from '../../platform/database.ts'
import type { Recipient, Sending } from './compose.ts'
import { type Block, layOut } from './layout.ts'
import type { Letterhead } from './letterhead.ts'

type QuarantineMail = { recipient: Recipient; letterhead: Letterhead; sending: Sending }

/** Tells an agent how many submissions wait in quarantine, without a word of theirs; null when none does any more. */
export async function quarantineMail(db: Db, { recipient, letterhead, sending }: QuarantineMail) {
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
    blocks.push({ kind: 'link', text: t('mail.quarantine.link'), url: `${sending.publicUrl}/quarantaine` })
  return layOut(t('mail.quarantine.subject', { count }), blocks, locale, letterhead)
}
