import { createHash, randomUUIDv7 } from 'node:crypto'
import type { Readable } from 'node:stream'
import { sql } from 'kysely'
import { previewTypes, type Upload } from '../../../contract/attachments.ts'
import { mostFormFiles } from '../../../contract/forms.ts'
import type { UploadLimits } from '../../../contract/limits.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx, Idempotency, Person } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { cleanFileName } from '../../platform/files/clean-name.ts'
import { sniffType } from '../../platform/files/sniff-type.ts'
import type { Files } from '../../platform/files/store.ts'
import type { Sender } from '../../platform/http/sender.ts'
import { transact } from '../../platform/transact.ts'
import { lockContent } from './lock-content.ts'
import { uploaderColumn } from './uploader.ts'
import { giveBackRoom, keepRoom, reserveRoom } from './waiting-uploads.ts'

const lastsMs = 24 * 3_600_000

type Sent = { name: string; bytes: Readable; announced: number | null }

/** Where a file comes from, and the limits of those who are not agents. */
export type Origin = { sender: Sender; limits: UploadLimits }

/**
 * Takes a file in: its bytes are on the disk, under their name, before the row that cites them.
 * @throws AppError forbidden; for clients uploads_waiting, uploads_full, limit_reached
 */
export async function uploadFile(ctx: Ctx<Person>, files: Files, origin: Origin, sent: Sent): Promise<Upload> {
  if (!maySend(ctx.actor)) throw new AppError('forbidden')
  const owner = { [uploaderColumn(ctx.actor)]: ctx.actor.id }
  if (ctx.actor.kind === 'agent') return takeIn(ctx, files, sent, owner, null)
  const room = await reserveRoom(ctx, files, { ...origin, holderId: ctx.actor.id }, sent.announced)
  return takeIn(ctx, files, sent, owner, room)
}

/**
 * Takes a file from an anonymous sender. Each pass allows a few files, and owns the idempotency keys.
 * @throws AppError too_many_files, uploads_waiting, uploads_full, limit_reached
 */
export async function uploadUnderPass(
  ctx: Ctx,
  files: Files,
  { passId, ...origin }: Origin & { passId: string },
  sent: Sent,
): Promise<Upload> {
  const idempotency = ctx.idempotency && { ...ctx.idempotency, holder: passId }
  const room = await reserveRoom(ctx, files, { ...origin, holderId: passId }, sent.announced)
  return takeIn({ ...ctx, idempotency }, files, sent, { uploaded_under_pass: passId }, room)
}

async function refuseMore(tx: Tx, passId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${passId}, 16))`.execute(tx)
  const sent = await tx.selectFrom('attachment').select('id').where('uploaded_under_pass', '=', passId).execute()
  if (sent.length >= mostFormFiles) throw new AppError('too_many_files', { limit: mostFormFiles })
}

type Owner = Partial<Record<'uploaded_by_agent_id' | 'uploaded_by_contact_id' | 'uploaded_under_pass', string>>

/** @param room what was reserved for it; given back when it does not arrive */
async function takeIn(ctx: Ctx, files: Files, sent: Sent, owner: Owner, room: string | null): Promise<Upload> {
  try {
    return await place(ctx, files, sent, owner, room)
  } catch (error) {
    // Should the database not answer, the reservation ends by itself.
    if (room) await giveBackRoom(ctx.db, room).catch(() => {})
    throw error
  }
}

async function place(ctx: Ctx, files: Files, sent: Sent, owner: Owner, room: string | null): Promise<Upload> {
  const received = await files.receive(sent.bytes, sent.announced)
  try {
    const { sha256, size } = received
    const type = await sniffType(received.path)
    const upload = { id: randomUUIDv7(), name: cleanFileName(sent.name), size, type }
    return await transact({ ...ctx, idempotency: ofContent(ctx.idempotency, sha256) }, async (tx) => {
      if (owner.uploaded_under_pass) await refuseMore(tx, owner.uploaded_under_pass)
      await lockContent(tx, sha256)
      await files.place(received)
      await tx
        .insertInto('attachment')
        .values({
          ...upload,
          sha256,
          ...owner,
          expires_at: new Date(Date.now() + lastsMs).toISOString(),
        })
        .execute()
      if (room) await keepRoom(tx, room, upload)
      return { ...upload, hasPreview: (previewTypes as readonly string[]).includes(type) }
    })
  } finally {
    await files.discard(received)
  }
}

function maySend(sender: Person): boolean {
  return sender.kind !== 'agent' || sender.permissions.has('tickets.reply') || sender.permissions.has('tickets.create')
}

/** The same key with other bytes asks for something else. */
function ofContent(idempotency: Idempotency | null, sha256: string): Idempotency | null {
  if (!idempotency) return null
  const requestHash = createHash('sha256').update(`${idempotency.requestHash} ${sha256}`).digest('base64url')
  return { ...idempotency, requestHash }
}

/** Gone at the next look at what has expired. What was put somewhere is not theirs alone any more: not_found. */
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
