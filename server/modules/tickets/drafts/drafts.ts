import { sql } from 'kysely'
import type { Draft, DraftContent, LiveDraft } from '../../../../contract/drafts.ts'
import type { Agent } from '../../../actors.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { Db, Tx } from '../../../platform/database.ts'
import { notifyOwnPages, ownPagesNotification } from '../../../platform/live/own-pages.ts'
import { transact } from '../../../platform/transact.ts'
import { requireVisibleTicket } from '../rights/require-visible-ticket.ts'
import { cleanHtml } from '../steps/rich-text.ts'

const nextRevision = sql<number>`nextval('draft_revision')`
const ageMs = sql`greatest(0, round(extract(epoch from clock_timestamp() - draft.updated_at) * 1000))::bigint`

/** SQL for the reader's own draft of a `ticket`. */
export const draftJson = (reader: Agent) => sql<Draft | null>`(
  select json_build_object('content', draft.content, 'revision', draft.revision, 'age', ${ageMs})
  from draft where draft.agent_id = ${reader.id}::uuid and draft.ticket_id = ticket.id)`

/**
 * Saves an agent's draft. The latest write wins; text that it replaces unseen is returned, so that nothing is lost.
 * Throws not_found.
 */
export async function saveDraft(
  ctx: Ctx<Agent>,
  ticketId: string,
  { content, seen }: { content: DraftContent; seen: number },
): Promise<{ revision: number; replaced: DraftContent | null }> {
  return transact(ctx, async (tx) => {
    await requireVisibleTicket(tx, ctx.actor, ticketId)
    const before = await lockDraft(tx, ctx.actor, ticketId)
    const kept = {
      content: JSON.stringify({ ...content, html: cleanHtml(content.html) }),
      revision: nextRevision,
      updated_at: sql<string>`clock_timestamp()`,
    }
    const { revision } = await tx
      .insertInto('draft')
      .values({ agent_id: ctx.actor.id, ticket_id: ticketId, ...kept })
      .onConflict((known) => known.columns(['agent_id', 'ticket_id']).doUpdateSet(kept))
      .returning('revision')
      .executeTakeFirstOrThrow()
    await notifyDraftRevision(tx, ctx.actor, ticketId, revision)
    const isUnseen = before !== undefined && before.revision > seen
    return { revision, replaced: isUnseen ? (before.content as DraftContent | null) : null }
  })
}

/** Notifies the author's other pages, so that they read the draft again. */
async function notifyDraftRevision(tx: Tx, { id }: Agent, ticketId: string, revision: number): Promise<void> {
  const message: LiveDraft = { id: ticketId, revision }
  await notifyOwnPages(tx, { to: id, event: 'draft', message })
}

/** Returns SQL that does the same for each `revision` of its query. */
export const draftNotification = ({ id }: Agent, ticketId: string) =>
  ownPagesNotification(id, 'draft', sql`jsonb_build_object('id', ${ticketId}::text, 'revision', revision)`)

async function lockDraft(tx: Tx, { id }: Agent, ticketId: string) {
  return tx
    .selectFrom('draft')
    .select(['content', 'revision'])
    .where('agent_id', '=', id)
    .where('ticket_id', '=', ticketId)
    .forUpdate()
    .executeTakeFirst()
}

/** Discards the author's draft. Throws not_found. */
export async function discardDraft(ctx: Ctx<Agent>, ticketId: string): Promise<undefined> {
  await transact(ctx, async (tx) => {
    await requireVisibleTicket(tx, ctx.actor, ticketId)
    const ended = await endDraft(tx, ctx.actor, ticketId).executeTakeFirst()
    if (ended) await notifyDraftRevision(tx, ctx.actor, ticketId, ended.revision)
  })
}

/** Empties a draft that was sent or discarded. The caller notifies the author's other devices of the revision. */
export function endDraft(tx: Tx, agent: Agent, ticketId: string) {
  return tx
    .updateTable('draft')
    .set({ content: null, revision: nextRevision, updated_at: sql<string>`clock_timestamp()` })
    .where('agent_id', '=', agent.id)
    .where('ticket_id', '=', ticketId)
    .where('content', 'is not', null)
    .returning('revision')
}

/** Deletes drafts without a change for 90 days, and those that ended a month ago. */
export async function deleteOldDrafts(db: Db): Promise<void> {
  await db
    .deleteFrom('draft')
    .where('updated_at', '<', sql<string>`now() - interval '30 days'`)
    .where((is) => is.or([is('content', 'is', null), is('updated_at', '<', sql<string>`now() - interval '90 days'`)]))
    .execute()
}
