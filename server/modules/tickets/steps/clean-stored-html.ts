import { sql } from 'kysely'
import { z } from 'zod'
import type { Ctx } from '../../../platform/context.ts'
import type { Db, Tx } from '../../../platform/database.ts'
import { defineJob } from '../../../platform/define-job.ts'
import { transact } from '../../../platform/transact.ts'
import { cleanHtml } from './rich-text.ts'

export const cleanHtmlJob = defineJob({
  name: 'tickets.clean-stored-html',
  payload: z.object({}),
  run: ({ ctx }) => cleanStoredHtml(ctx),
})

const rowsAtOnce = 500
const maximumMs = 60_000

/** Plans the cleaning of rich text that older versions stored uncleaned, at each start until it is done. */
export async function planHtmlCleaning(db: Db): Promise<void> {
  await sql`
    select graphile_worker.add_job(${cleanHtmlJob.name}, job_key => ${cleanHtmlJob.name})
    from html_cleaning limit 1`.execute(db)
}

/** Cleans stored rich text from where the last run stopped. A run ends after a minute and plans the next one. */
export async function cleanStoredHtml(ctx: Ctx, batchSize = rowsAtOnce): Promise<void> {
  const end = performance.now() + maximumMs
  while (performance.now() < end) if (!(await transact(ctx, (tx) => cleanBatch(tx, batchSize)))) return
  await planHtmlCleaning(ctx.db)
}

/** Returns false when nothing is left to clean, or another process is at it. */
async function cleanBatch(tx: Tx, batchSize: number): Promise<boolean> {
  const cleaning = await tx
    .selectFrom('html_cleaning')
    .select(['source', 'cleaned_to'])
    .where(sql<boolean>`pg_try_advisory_xact_lock(hashtextextended(${cleanHtmlJob.name}, 0))`)
    .orderBy('source')
    .limit(1)
    .executeTakeFirst()
  if (!cleaning) return false
  const source = cleaning.source === 'step' ? 'step' : 'ticket'
  const rows = await readRows(tx, { source, after: cleaning.cleaned_to, limit: batchSize })
  const unclean = rows.map((row) => ({ ...row, clean: cleanHtml(row.html) })).filter((row) => row.clean !== row.html)
  if (unclean.length > 0) await writeRows[source](tx, unclean)
  const last = rows.at(-1)
  if (last && rows.length === batchSize)
    await tx.updateTable('html_cleaning').set({ cleaned_to: last.id }).where('source', '=', source).execute()
  else await tx.deleteFrom('html_cleaning').where('source', '=', source).execute()
  return true
}

type Row = { id: string; html: string }
type UncleanRow = Row & { clean: string }

async function readRows(
  tx: Tx,
  { source, after, limit }: { source: 'step' | 'ticket'; after: string; limit: number },
): Promise<Row[]> {
  const html = sql.ref(source === 'step' ? 'body' : 'description')
  const { rows } = await sql<Row>`
    select id, ${html} as html from ${sql.table(source)} where id > ${after}::uuid order by id limit ${limit}`.execute(
    tx,
  )
  return rows
}

const cleaned = (rows: UncleanRow[]) => sql`
  unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ html }) => html)}::text[], ${rows.map(({ clean }) => clean)}::text[])
    as cleaned (id, html, clean)`

/** A description changed meanwhile was cleaned by that change. A trigger updates the search document of tickets, not of steps. */
const writeRows = {
  async step(tx: Tx, rows: UncleanRow[]): Promise<void> {
    const ids = rows.map(({ id }) => id)
    // A step added meanwhile waits: its words would be missing from the search document.
    const { rows: tickets } = await sql<{ id: string }>`
      select id from ticket where id in (select ticket_id from step where id = any(${ids}::uuid[]))
      order by id for no key update`.execute(tx)
    await sql`select share_search()`.execute(tx)
    await sql`update step set body = clean from ${cleaned(rows)} where step.id = cleaned.id`.execute(tx)
    await sql`select search_anew(${tickets.map(({ id }) => id)}::uuid[])`.execute(tx)
  },
  async ticket(tx: Tx, rows: UncleanRow[]): Promise<void> {
    await sql`
      update ticket set description = clean from ${cleaned(rows)}
      where ticket.id = cleaned.id and description = html`.execute(tx)
  },
}
