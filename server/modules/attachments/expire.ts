import { sql } from 'kysely'
import { z } from 'zod'
import type { Ctx } from '../../platform/context.ts'
import { defineJob } from '../../platform/define-job.ts'
import type { Files } from '../../platform/files/store.ts'
import { transact } from '../../platform/transact.ts'
import { lockContent } from './lock-content.ts'
import { forgetReservations } from './waiting-uploads.ts'

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
/** Between a file and the row that cites it pass milliseconds; a file without a row for so long was never acknowledged. */
const orphanMs = 24 * 3_600_000

/** Forgets what was put nowhere in time, or was taken off its ticket, with the files that nothing cites any more. */
export async function expireUploads(ctx: Ctx, files: Files): Promise<void> {
  await forgetReservations(ctx.db)
  let forgotten: string[]
  do {
    const rows = await ctx.db
      .deleteFrom('attachment')
      .where('id', 'in', (from) =>
        from.selectFrom('attachment').select('id').where('expires_at', '<=', sql<string>`now()`).limit(batchSize),
      )
      .returning('sha256')
      .execute()
    forgotten = rows.map(({ sha256 }) => sha256)
    for (const sha256 of new Set(forgotten)) await removeUncited(ctx, files, sha256)
  } while (forgotten.length === batchSize)
}

/** Removes the files that a kill left between their place and their row, or between their row's end and their own. */
export async function sweepFiles(ctx: Ctx, files: Files): Promise<void> {
  await files.forgetArrivals()
  await files.forgetCopies()
  for await (const placed of files.placedBefore(orphanMs))
    for (let at = 0; at < placed.length; at += batchSize)
      for (const sha256 of await uncited(ctx, placed.slice(at, at + batchSize))) await removeUncited(ctx, files, sha256)
}

async function uncited(ctx: Ctx, contents: string[]): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('attachment')
    .select('sha256')
    .where('sha256', '=', sql<string>`any(${contents}::text[])`)
    .execute()
  const cited = new Set(rows.map(({ sha256 }) => sha256))
  return contents.filter((sha256) => !cited.has(sha256))
}

/** Looked at again under the lock: somebody may be sending the same content. */
async function removeUncited(ctx: Ctx, files: Files, sha256: string): Promise<void> {
  await transact(ctx, async (tx) => {
    await lockContent(tx, sha256)
    const cited = await tx
      .selectFrom('attachment')
      .select('id')
      .where('sha256', '=', sha256)
      .limit(1)
      .executeTakeFirst()
    if (!cited) await files.remove(sha256)
  })
}
