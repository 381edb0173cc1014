import { sql } from 'kysely'
import { z } from 'zod'
import type { Ctx } from '../../platform/context.ts'
import { defineJob } from '../../platform/define-job.ts'
import type { Files } from '../../platform/files/store.ts'
import { transact } from '../../platform/transact.ts'
import { lockContent } from './lock-content.ts'
import { deleteExpiredReservations } from './waiting-uploads.ts'

export const expireUploadsJob = defineJob({
  name: 'attachments.expire',
  payload: z.object({}),
  schedule: '41 * * * *',
  run: ({ ctx, files }) => expireUploads(ctx, files),
})
export const sweepFilesJob = defineJob({
  name: 'attachments.sweep',
  payload: z.object({}),
  schedule: '23 4 * * *',
  run: ({ ctx, files }) => sweepFiles(ctx, files),
})

const batchSize = 200
/** Minimum age of an orphan. Milliseconds pass between a file and its row, so an older file was never acknowledged. */
const orphanMs = 24 * 3_600_000

/** Deletes expired uploads and detached files, with file contents that no row refers to any more. */
export async function expireUploads(ctx: Ctx, files: Files): Promise<void> {
  await deleteExpiredReservations(ctx.db)
  let deleted: string[]
  do {
    const rows = await ctx.db
      .deleteFrom('attachment')
      .where('id', 'in', (from) =>
        from.selectFrom('attachment').select('id').where('expires_at', '<=', sql<string>`now()`).limit(batchSize),
      )
      .returning('sha256')
      .execute()
    deleted = rows.map(({ sha256 }) => sha256)
    for (const sha256 of new Set(deleted)) await removeUnreferenced(ctx, files, sha256)
  } while (deleted.length === batchSize)
}

/** Deletes files that a killed process left without a row, when it died between writing or deleting the two. */
export async function sweepFiles(ctx: Ctx, files: Files): Promise<void> {
  await files.deleteIncomplete()
  await files.deleteOldCopies()
  for await (const contents of files.listOlderThan(orphanMs))
    for (let at = 0; at < contents.length; at += batchSize)
      for (const sha256 of await findUnreferenced(ctx, contents.slice(at, at + batchSize)))
        await removeUnreferenced(ctx, files, sha256)
}

async function findUnreferenced(ctx: Ctx, contents: string[]): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('attachment')
    .select('sha256')
    .where('sha256', '=', sql<string>`any(${contents}::text[])`)
    .execute()
  const referenced = new Set(rows.map(({ sha256 }) => sha256))
  return contents.filter((sha256) => !referenced.has(sha256))
}

/** Deletes a content without rows. Checks again under the lock, since somebody may be uploading the same content. */
async function removeUnreferenced(ctx: Ctx, files: Files, sha256: string): Promise<void> {
  await transact(ctx, async (tx) => {
    await lockContent(tx, sha256)
    const referenced = await tx
      .selectFrom('attachment')
      .select('id')
      .where('sha256', '=', sha256)
      .limit(1)
      .executeTakeFirst()
    if (!referenced) await files.remove(sha256)
  })
}
