import { setTimeout as delay } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Db } from '../server/platform/database.ts'
import type { ReceivedMail, SmtpSink } from './smtp-sink.ts'

/** Reads until the result is enough, for at most 15 s. */
export async function until<T>(read: () => T | Promise<T>, isEnough: (value: T) => boolean): Promise<T> {
  for (let tries = 0; tries < 750; tries++) {
    const value = await read()
    if (isEnough(value)) return value
    await delay(20)
  }
  throw new Error(`not within 15 s, last: ${JSON.stringify(await read())}`)
}

/** Returns the mails to an address once there are so many. */
export function mailsAt(sink: SmtpSink, address: string | null, count: number): Promise<ReceivedMail[]> {
  return until(
    () => sink.to(address ?? ''),
    (mails) => mails.length >= count,
  )
}

/** Resolves once the mails about all events of a ticket are planned, and none waits. */
export async function settledMails(db: Db, ticketId: string): Promise<void> {
  const isSettled = async () => {
    const { progress } = await db.selectFrom('mail_progress').select('seq as progress').executeTakeFirstOrThrow()
    const events = await db.selectFrom('event').select('seq').where('subject_id', '=', ticketId).execute()
    const mails = await db.selectFrom('mail').select('state').where('ticket_id', '=', ticketId).execute()
    return events.every(({ seq }) => seq !== null && seq <= progress) && mails.every(({ state }) => state !== 'waiting')
  }
  await expect.poll(isSettled, { timeout: 10_000 }).toBe(true)
}
