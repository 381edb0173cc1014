import { sql } from 'kysely'
import type { Db } from '../../../platform/database.ts'
import { type MailEnvironment, readSettings } from '../settings.ts'
import { countMails } from './queue.ts'

/** Reads the state of mail for the operator of the installation. Counts stop at 1,000. */
export async function readMailHealth(db: Db, environment: Omit<MailEnvironment, 'secrets'>) {
  const { waiting, refused } = await countMails(db)
  const { sealedUrl, senderAddress, held } = await readSettings(db)
  const { rows } = await sql<{ seconds: number | null }>`
    select extract(epoch from now() - min(send_at))::float as seconds from mail where state = 'waiting'`.execute(db)
  const hasOutlet = Boolean((environment.smtpUrl ?? sealedUrl) && (environment.sender ?? senderAddress))
  return { waiting, refused, held, hasOutlet, lateSeconds: rows[0]?.seconds ?? 0 }
}
