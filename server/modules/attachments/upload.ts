import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { sql } from 'kysely'
import { previewTypes, type Upload } from '../../../contract/attachments.ts'
import { mostFormFiles } from '../../../contract/forms.ts'
import type { UploadLimits } from '../../../contract/limits.ts'
import type { Person } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx, Idempotency } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { cleanFileName } from '../../platform/files/clean-name.ts'
import { sniffType } from '../../platform/files/sniff-type.ts'
import type { Files } from '../../platform/files/store.ts'
import type { Sender } from '../../platform/http/sender.ts'
import { newId } from '../../platform/new-id.ts'
import { transact } from '../../platform/transact.ts'
import { lockContent } from './lock-content.ts'
import { uploaderColumn } from './uploader.ts'
import { confirmReservation, releaseReservation, reserveSpace } from './waiting-uploads.ts'

const validityMs = 24 * 3_600_000

type IncomingFile = { name: string; bytes: Readable; declaredSize: number | null }

/** Source of a file, and the limits for senders who are not agents. */
export type UploadOrigin = { sender: Sender; limits: UploadLimits }

/**
 * Stores an uploaded file. Its bytes are on the disk under their final name before the row that refers to them.
 * @throws AppError forbidden; for clients uploads_waiting, uploads_full, limit_reached
 */
export async function uploadFile(
  ctx: Ctx<Person>,
  files: Files,
  origin: UploadOrigin,
  file: IncomingFile,
): Promise<Upload> {
  if (!mayUpload(ctx.actor)) throw new AppError('forbidden')
  const owner = { [uploaderColumn(ctx.actor)]: ctx.actor.id }
  if (ctx.actor.kind === 'agent') return receiveFile(ctx, files, file, owner, null)
  const reservationId = await reserveSpace(ctx, files, { ...origin, holderId: ctx.actor.id }, file.declaredSize)
  return receiveFile(ctx, files, file, owner, reservationId)
}

/**
 * Stores a file of an anonymous sender. A pass allows a few files and scopes the idempotency keys.
 * @throws AppError too_many_files, uploads_waiting, uploads_full, limit_reached
 */
export async function uploadUnderPass(
  ctx: Ctx,
  files: Files,
  { passId, ...origin }: UploadOrigin & { passId: string },
  file: IncomingFile,
): Promise<Upload> {
  const idempotency = ctx.idempotency && { ...ctx.idempotency, holder: passId }
  const reservationId = await reserveSpace(ctx, files, { ...origin, holderId: passId }, file.declaredSize)
  return receiveFile({ ...ctx, idempotency }, files, file, { uploaded_under_pass: passId }, reservationId)
}

async function requireRoomUnderPass(tx: Tx, passId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${passId}, 16))`.execute(tx)
  const uploaded = await tx.selectFrom('attachment').select('id').where('uploaded_under_pass', '=', passId).execute()
  if (uploaded.length >= mostFormFiles) throw new AppError('too_many_files', { limit: mostFormFiles })
}

type Owner = Partial<Record<'uploaded_by_agent_id' | 'uploaded_by_contact_id' | 'uploaded_under_pass', string>>

/** @param reservationId id of the reservation, released when the file does not arrive */
async function receiveFile(
  ctx: Ctx,
  files: Files,
  file: IncomingFile,
  owner: Owner,
  reservationId: string | null,
): Promise<Upload> {
  try {
    return await storeUpload(ctx, files, file, owner, reservationId)
  } catch (error) {
    // If the database does not respond, the reservation expires by itself.
    if (reservationId) await releaseReservation(ctx.db, reservationId).catch(() => {})
    throw error
  }
}

async function storeUpload(
  ctx: Ctx,
  files: Files,
  file: IncomingFile,
  owner: Owner,
  reservationId: string | null,
): Promise<Upload> {
  const received = await files.receive(file.bytes, file.declaredSize)
  try {
    const { sha256, size } = received
    const type = await sniffType(received.path)
    const upload = { id: newId(), name: cleanFileName(file.name), size, type }
    return await transact({ ...ctx, idempotency: bindToContent(ctx.idempotency, sha256) }, async (tx) => {
      if (owner.uploaded_under_pass) await requireRoomUnderPass(tx, owner.uploaded_under_pass)
      await lockContent(tx, sha256)
      await files.place(received)
      await tx
        .insertInto('attachment')
        .values({
          ...upload,
          sha256,
          ...owner,
          expires_at: new Date(Date.now() + validityMs).toISOString(),
        })
        .execute()
      if (reservationId) await confirmReservation(tx, reservationId, upload)
      return { ...upload, hasPreview: (previewTypes as readonly string[]).includes(type) }
    })
  } finally {
    await files.discard(received)
  }
}

function mayUpload(sender: Person): boolean {
  return sender.kind !== 'agent' || sender.permissions.has('tickets.reply') || sender.permissions.has('tickets.create')
}

/** Binds an idempotency key to the content: the same key with other bytes is a mismatch. */
function bindToContent(idempotency: Idempotency | null, sha256: string): Idempotency | null {
  if (!idempotency) return null
  const requestHash = createHash('sha256').update(`${idempotency.requestHash} ${sha256}`).digest('base64url')
  return { ...idempotency, requestHash }
}

/** Expires an upload, so that the next sweep deletes it. Throws not_found for an attached one. */
export async function discardUpload(ctx: Ctx<Person>, id: string): Promise<undefined> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('attachment')
    .set({ expires_at: new Date().toISOString() })
    .where('id', '=', id)
    .where(uploaderColumn(ctx.actor), '=', ctx.actor.id)
    .where('ticket_id', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new AppError('not_found')
}
