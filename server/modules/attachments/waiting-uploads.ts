import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { actLimits, type UploadLimits } from '../../../contract/limits.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import type { Files } from '../../platform/files/store.ts'
import type { Sender } from '../../platform/http/sender.ts'
import { countAct } from '../../platform/throttle.ts'
import { transact } from '../../platform/transact.ts'

/** A small file takes this much too: it bounds how many there are. */
const leastBytes = 65_536
/** No file takes longer to arrive. */
const arrivesWithin = sql`interval '1 hour'`

/** A contact, or a pass of a form, and where they send from. */
export type Uploader = { holderId: string; sender: Sender; limits: UploadLimits }

/**
 * Reserves the room of a file that somebody who is not an agent is about to send. Returns the reservation's id.
 * @param announced its size; the largest one allowed when that is not known
 * @throws AppError uploads_waiting, uploads_full, limit_reached
 */
export async function reserveRoom(
  ctx: Ctx,
  files: Files,
  { holderId, sender, limits }: Uploader,
  announced: number | null,
): Promise<string> {
  const bytes = Math.max(leastBytes, Math.min(announced ?? files.limit, files.limit))
  const network = sender.isProxied ? null : sender.networkHash
  const free = await files.freeBytes()
  const id = randomUUIDv7()
  return transact({ ...ctx, idempotency: null }, async (tx) => {
    await countAct(tx, actLimits.upload, holderId)
    // One reservation at a time, in all processes.
    await sql`select pg_advisory_xact_lock(hashtextextended('waiting_upload', 0))`.execute(tx)
    const taken = await sumTaken(tx, holderId, network)
    if (taken.person + bytes > limits.person * files.limit || taken.network + bytes > limits.network * files.limit)
      throw new AppError('uploads_waiting')
    const isFull = taken.everybody + bytes > limits.everybody * files.limit
    if (isFull || free - taken.arriving - bytes < limits.diskReserve) throw new AppError('uploads_full')
    await sql`
      insert into waiting_upload (id, holder_id, network_hash, bytes, expires_at)
      values (${id}, ${holderId}, ${network}, ${bytes}, now() + ${arrivesWithin})`.execute(tx)
    return id
  })
}

type Taken = { person: number; network: number; everybody: number; arriving: number }

async function sumTaken(tx: Tx, holderId: string, network: string | null): Promise<Taken> {
  const { rows } = await sql<Taken>`
    select coalesce(sum(bytes) filter (where holder_id = ${holderId}), 0)::bigint as person,
      coalesce(sum(bytes) filter (where network_hash = ${network}), 0)::bigint as network,
      coalesce(sum(bytes), 0)::bigint as everybody,
      coalesce(sum(bytes) filter (where attachment_id is null), 0)::bigint as arriving
    from waiting_upload
    where attachment_id is not null or expires_at > now()`.execute(tx)
  return rows[0] ?? { person: 0, network: 0, everybody: 0, arriving: 0 }
}

/** The file has arrived: it takes its own size until it is attached or removed. */
export async function keepRoom(tx: Tx, id: string, upload: { id: string; size: number }): Promise<void> {
  await tx
    .updateTable('waiting_upload')
    .set({ attachment_id: upload.id, bytes: Math.max(leastBytes, upload.size) })
    .where('id', '=', id)
    .execute()
}

/** Gives back the room of a file that did not arrive. */
export async function giveBackRoom(db: Db, id: string): Promise<void> {
  await db.deleteFrom('waiting_upload').where('id', '=', id).where('attachment_id', 'is', null).execute()
}

/** Gives back the room of files that have found their place. */
export async function giveBackRoomOf(tx: Tx, attachmentIds: readonly string[]): Promise<void> {
  await tx
    .deleteFrom('waiting_upload')
    .where('attachment_id', '=', sql<string>`any(${[...attachmentIds]}::uuid[])`)
    .execute()
}

/** Deletes the reservations of files that never arrived. */
export async function forgetReservations(db: Db): Promise<void> {
  await db
    .deleteFrom('waiting_upload')
    .where('attachment_id', 'is', null)
    .where('expires_at', '<=', sql<string>`now()`)
    .execute()
}
