import type { Selectable } from 'kysely'
import type { Database } from '../../rows.gen.ts'

export type WebsiteRow = Selectable<Database['website']>

/** Returns the audience that a website's tokens must name: the URL of this Guichet. */
export const tokenAudience = (row: Pick<WebsiteRow, 'made_at_address'>, publicUrl: string | undefined) =>
  publicUrl ?? row.made_at_address
