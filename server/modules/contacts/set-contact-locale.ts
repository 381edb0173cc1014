import type { Locale } from '../../../contract/enums.ts'
import type { Client } from '../../actors.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Tx } from '../../platform/database.ts'
import { record } from '../../platform/record.ts'

/** Sets the language in which we write to a client, at their own request. */
export async function setContactLocale(tx: Tx, ctx: Ctx<Client>, locale: Locale): Promise<void> {
  const { id, locale: from } = ctx.actor
  if (locale === from) return
  const { version } = await tx
    .updateTable('contact')
    .set((row) => ({ locale, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow()
  const data = { changes: [{ field: 'locale', from, to: locale }] }
  await record(tx, ctx, 'contact.changed', { id, version, data })
}
