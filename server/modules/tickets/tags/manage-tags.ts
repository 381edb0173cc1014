import { sql } from 'kysely'
import type { Tag } from '../../../../contract/tags.ts'
import type { Agent } from '../../../actors.ts'
import { AppError } from '../../../platform/app-error.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { Tx } from '../../../platform/database.ts'
import { record } from '../../../platform/record.ts'
import { transact } from '../../../platform/transact.ts'

/** Renames a tag on every ticket, open or closed. Throws not_found, name_taken. */
export async function renameTag(ctx: Ctx<Agent>, id: string, name: string): Promise<Tag> {
  return transact(ctx, async (tx) => {
    const tag = await lockTag(tx, id)
    const { rows } = await sql`select from tag where name_key = fold(${name}) and id <> ${id}::uuid`.execute(tx)
    if (rows.length > 0) throw new AppError('name_taken')
    if (name === tag.name) return tag
    await tx.updateTable('tag').set({ name }).where('id', '=', id).execute()
    await replaceOnTickets(tx, tag.name, name)
    await record(tx, ctx, 'tag.renamed', { id, data: { from: tag.name, to: name } })
    return { id, name }
  })
}

/** Merges a tag into another one. Throws not_found, and invalid for the same tag. */
export async function mergeTags(ctx: Ctx<Agent>, id: string, intoId: string): Promise<Tag> {
  return transact(ctx, async (tx) => {
    if (id === intoId) throw new AppError('invalid', { fields: [{ path: 'intoId', problem: 'the same tag' }] })
    // In a fixed order, so that two merges cannot deadlock.
    const locked = new Map<string, Tag>()
    for (const each of [id, intoId].sort()) locked.set(each, await lockTag(tx, each))
    const [from, into] = [locked.get(id), locked.get(intoId)]
    if (!from || !into) throw new AppError('not_found')
    await replaceOnTickets(tx, from.name, into.name)
    await tx.deleteFrom('tag').where('id', '=', id).execute()
    await record(tx, ctx, 'tag.merged', { id, data: { from: from.name, to: into.name } })
    return into
  })
}

/** Removes a tag from every ticket and deletes it. Throws not_found. */
export async function removeTag(ctx: Ctx<Agent>, id: string): Promise<undefined> {
  await transact(ctx, async (tx) => {
    const { name } = await lockTag(tx, id)
    await sql`update ticket set tags = array_remove(tags, ${name}) where tags @> array[${name}]`.execute(tx)
    await tx.deleteFrom('tag').where('id', '=', id).execute()
    await record(tx, ctx, 'tag.removed', { id, data: { from: name } })
  })
}

async function lockTag(tx: Tx, id: string): Promise<Tag> {
  const tag = await tx.selectFrom('tag').select(['id', 'name']).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!tag) throw new AppError('not_found')
  return tag
}

/** Rewrites the tags of tickets without events or new versions. Uses the index ticket_tags. */
async function replaceOnTickets(tx: Tx, from: string, to: string): Promise<void> {
  await sql`
    update ticket
    set tags = case when tags @> array[${to}] then array_remove(tags, ${from}) else array_replace(tags, ${from}, ${to}) end
    where tags @> array[${from}]`.execute(tx)
}
