import { expect } from 'vitest'
import type { Db } from '../server/platform/database.ts'

/** Resolves once the mails about all that happened on a ticket are planned, and none of them waits. */
export async function settledMails(db: Db, ticketId: string): Promise<void> {
  const isSettled = async () => {
    const { progress } = await db.selectFrom('mail_progress').select('seq as progress').executeTakeFirstOrThrow()
    const events = await db.selectFrom('event').select('seq').where('subject_id', '=', ticketId).execute()
    const mails = await db.selectFrom('mail').select('state').where('ticket_id', '=', ticketId).execute()
    return events.every(({ seq }) => seq !== null && seq <= progress) && mails.every(({ state }) => state !== 'waiting')
  }
  await expect.poll(isSettled, { timeout: 10_000 }).toBe(true)
}
