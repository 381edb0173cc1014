import { createHash } from 'node:crypto'
import type { Cells } from './table.ts'

/** A row as it is known again. */
export type Row = { identity: string; content: string; cells: Cells }
export type KnownRow = { id: string; identity: string; content: string }

/** The same whatever the order of the columns. */
export function contentOf(cells: Cells): string {
  const sorted = Object.entries(cells).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(sorted)).digest('base64url')
}

/**
 * Compares a spreadsheet, part by part, with the rows that are known, wherever its rows stand now. Rows of one identity
 * are told apart by what they say; one that says something else than before is the edited one of those that are not there
 * any more.
 */
export function startComparison(known: KnownRow[]) {
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
