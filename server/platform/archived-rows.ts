import { sql } from 'kysely'
import type { Database } from '../rows.gen.ts'
import type { Tx } from './database.ts'

/** Tables whose rows can be archived. */
export type ArchivableTable = TableWith<'archived_at'>
/** Tables of records, which have versions, that can be archived. */
export type ArchivableRecordTable = TableWith<'archived_at' | 'version'>

type TableWith<Column extends string> = {
  [Table in keyof Database]: [Column] extends [keyof Database[Table]] ? Table : never
}[keyof Database]

/** Returns the condition that rows of a table are archived, or that they are not. */
export function isArchived(table: ArchivableTable, archived = true) {
  return sql<boolean>`${sql.ref(`${table}.archived_at`)} is ${archived ? sql`not null` : sql`null`}`
}

/** Returns the UPDATE that archives or restores a row, unless it is in that state already. */
export function updateArchived(tx: Tx, table: ArchivableTable, id: string, archived: boolean) {
  return tx
    .updateTable(table)
    .set({ archived_at: archived ? sql<string>`now()` : null })
    .where('id', '=', id)
    .where(isArchived(table, !archived))
}
