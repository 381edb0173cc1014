import { sql } from 'kysely'
import { actLimits, type UploadLimits } from '../../../contract/limits.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import type { Files } from '../../platform/files/store.ts'
import type { Sender } from '../../platform/http/sender.ts'
import { newId } from '../../platform/new-id.ts'
import { countAct } from '../../platform/throttle.ts'
import { transact } from '../../platform/transact.ts'

/** Minimum size to reserve, which also limits the number of small files. */
const minBytes = 65_536
/** Maximum duration of an upload. */
const arrivalTimeout = sql`interval '1 hour'`

/** Contact or form pass that uploads, and where the request comes from. */
export type UploadSource = { holderId: string; sender: Sender; limits: UploadLimits }

/**
 * Reserves disk space for an upload by somebody other than an agent. Returns the reservation's id.
 * @param declaredSize size of the upload; null reserves the maximum
 * @throws AppError uploads_waiting, uploads_full, limit_reached
 */
export async function reserveSpace(
  ctx: Ctx,
  files: Files,
  { holderId, sender, limits }: UploadSource,
  declaredSize: number | null,
): Promise<string> {
  const bytes = Math.max(minBytes, Math.min(declaredSize ?? files.limit, files.limit))
  const network = sender.isProxied ? null : sender.networkHash
  const free = await files.freeBytes()
  const id = newId()
  return transact({ ...ctx, idempotency: null }, async (tx) => {
    await countAct(tx, actLimits.upload, holderId)
    // Serialises reservations across processes.
    await sql`select pg_advisory_xact_lock(hashtextextended('waiting_upload', 0))`.execute(tx)
    const reserved = await sumReserved(tx, holderId, network)
    if (
      reserved.person + bytes > limits.person * files.limit ||
      reserved.network + bytes > limits.network * files.limit
    )
      throw new AppError('uploads_waiting')
    const isFull = reserved.everybody + bytes > limits.everybody * files.limit
    if (isFull || free - reserved.arriving - bytes < limits.diskReserve) throw new AppError('uploads_full')
    await sql`
      insert into waiting_upload (id, holder_id, network_hash, bytes, expires_at)
      values (${id}, ${holderId}, ${network}, ${bytes}, now() + ${arrivalTimeout})`.execute(tx)
    return id
  })
}

type ReservedBytes = { person: number; network: number; everybody: number; arriving: number }

async function sumReserved(tx: Tx, holderId: string, network: string | null): Promise<ReservedBytes> {
  const { rows } = await sql<ReservedBytes>`
    select coalesce(sum(bytes) filter (where holder_id = ${holderId}), 0)::bigint as person,
      coalesce(sum(bytes) filter (where network_hash = ${network}), 0)::bigint as network,
      coalesce(sum(bytes), 0)::bigint as everybody,
      coalesce(sum(bytes) filter (where attachment_id is null), 0)::bigint as arriving
    from waiting_upload
    where attachment_id is not null or expires_at > now()`.execute(tx)
  return rows[0] ?? { person: 0, network: 0, everybody: 0, arriving: 0 }
}

/** Turns a reservation into the file's actual size, which counts until the file is attached or deleted. */
export async function confirmReservation(tx: Tx, id: string, upload: { id: string; size: number }): Promise<void> {
  await tx
    .updateTable('waiting_upload')
    .set({ attachment_id: upload.id, bytes: Math.max(minBytes, upload.size) })
    .where('id', '=', id)
    .execute()
}

/** Releases the reservation of a file that did not arrive. */
export async function releaseReservation(db: Db, id: string): Promise<void> {
  await db.deleteFrom('waiting_upload').where('id', '=', id).where('attachment_id', 'is', null).execute()
}

/** Releases the reservations of attached files. */
export async function releaseReservationsOf(tx: Tx, attachmentIds: readonly string[]): Promise<void> {
  await tx
    .deleteFrom('waiting_upload')
    .where('attachment_id', '=', sql<string>`any(${[...attachmentIds]}::uuid[])`)
    .execute()
}

/** Deletes the expired reservations of files that never arrived. */
export async function deleteExpiredReservations(db: Db): Promise<void> {
  await db
    .deleteFrom('waiting_upload')
    .where('attachment_id', 'is', null)
    .where('expires_at', '<=', sql<string>`now()`)
    .execute()
}
