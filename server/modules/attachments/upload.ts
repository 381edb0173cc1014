import { createHash, randomUUIDv7 } from 'node:crypto'
import type { Readable } from 'node:stream'
import { sql } from 'kysely'
import { previewTypes, type Upload } from '../../../contract/attachments.ts'
import { mostFormFiles } from '../../../contract/forms.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx, Idempotency, Person } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { cleanFileName } from '../../platform/files/clean-name.ts'
import { sniffType } from '../../platform/files/sniff-type.ts'
import type { Files } from '../../platform/files/store.ts'
import { transact } from '../../platform/transact.ts'
import { lockContent } from './lock-content.ts'
import { uploaderColumn } from './uploader.ts'

const lastsMs = 24 * 3_600_000

type Sent = { name: string; bytes: Readable; announced: number | null }

/** Takes a file in: its bytes are on the disk, under their name, before the row that cites them. */
export async function uploadFile(ctx: Ctx<Person>, files: Files, sent: Sent): Promise<Upload> {
  if (!maySend(ctx.actor)) throw new AppError('forbidden')
  return takeIn(ctx, files, sent, { [uploaderColumn(ctx.actor)]: ctx.actor.id })
}

/** The same from somebody who is nobody yet, a few files for each pass, which is whose key a repeated one has. Throws too_many_files. */
export function uploadUnderPass(ctx: Ctx, files: Files, passId: string, sent: Sent): Promise<Upload> {
  const idempotency = ctx.idempotency && { ...ctx.idempotency, holder: passId }
  return takeIn({ ...ctx, idempotency }, files, sent, { uploaded_under_pass: passId }, (tx) => refuseMore(tx, passId))
}

async function refuseMore(tx: Tx, passId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${passId}, 16))`.execute(tx)
  const sent = await tx.selectFrom('attachment').select('id').where('uploaded_under_pass', '=', passId).execute()
  if (sent.length >= mostFormFiles) throw new AppError('too_many_files', { limit: mostFormFiles })
}

type Owner = Partial<Record<'uploaded_by_agent_id' | 'uploaded_by_contact_id' | 'uploaded_under_pass', string>>

async function takeIn(
  ctx: Ctx,
  files: Files,
  sent: Sent,
  owner: Owner,
  check: (tx: Tx) => Promise<void> = async () => {},
): Promise<Upload> {
  const received = await files.receive(sent.bytes, sent.announced)
  try {
    const { sha256, size } = received
    const type = await sniffType(received.path)
    const upload = { id: randomUUIDv7(), name: cleanFileName(sent.name), size, type }
    return await transact({ ...ctx, idempotency: ofContent(ctx.idempotency, sha256) }, async (tx) => {
      await check(tx)
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
