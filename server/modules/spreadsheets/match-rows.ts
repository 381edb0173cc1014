import { createHash } from 'node:crypto'
import type { Cells } from './table.ts'

/** Row with what identifies it across readings. */
export type Row = { identity: string; content: string; cells: Cells }
export type KnownRow = { id: string; identity: string; content: string }

/** Hashes the cells of a row, whatever the order of the columns. */
export function hashContent(cells: Cells): string {
  const sorted = Object.entries(cells).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(sorted)).digest('base64url')
}

/**
 * Compares a spreadsheet, part by part, with the stored rows, whatever the order of its rows. Rows with one identity are
 * matched by their content; one with new content counts as an edit of a stored row that is no longer in the spreadsheet.
 */
export function createRowMatcher(known: KnownRow[]) {
  const left = Map.groupBy(known, ({ identity }) => identity)
  const seen = new Set<string>()
  const others: Row[] = []
  return {
    add(rows: Row[]): void {
      for (const row of rows) {
        const key = row.identity + row.content
        if (seen.has(key)) continue
        seen.add(key)
        const same = left.get(row.identity) ?? []
        const at = same.findIndex(({ content }) => content === row.content)
        if (at === -1) others.push(row)
        else same.splice(at, 1)
      }
    },
    finish(): { added: Row[]; edited: { row: Row; before: KnownRow }[] } {
      const added: Row[] = []
      const edited: { row: Row; before: KnownRow }[] = []
      for (const row of others) {
        const before = left.get(row.identity)?.shift()
        if (before) edited.push({ row, before })
        else added.push(row)
      }
      return { added, edited }
    },
  }
}
