import { createHash } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { guessRoles } from './guess-roles.ts'
import type { Row } from './known-again.ts'
import { guessOrder, hasTime } from './moments.ts'
import { ReadingRefused } from './reading-refused.ts'
import { rowOf } from './row-identity.ts'
import { firstRows, readTable, type Table } from './table.ts'
import type { Answer, Order, TablePreview } from './table-reader.ts'

/** The thread of one file: whatever its bytes cost ends with it. Rows are handed over in parts, as they are asked for. */
const { bytes, order } = workerData as { bytes: Uint8Array; order: Order }
const rowsShown = 5
const rowsAtOnce = 200

const answer = (said: Answer) => parentPort?.postMessage(said)

try {
  const hash = createHash('sha256').update(bytes).digest('base64url')
  if (order.kind === 'rows' && order.knownHash === hash) answer({ kind: 'same' })
  else {
    const table = readTable(bytes)
    if (order.kind === 'preview') answer({ kind: 'preview', preview: previewOf(table) })
    else {
      const { rows, columns } = table
      const { settings } = order
      answer({ kind: 'table', hash, columns, count: rows.length })
      let next = 0
      parentPort?.on('message', () => {
        const part: Row[] = rows.slice(next, next + rowsAtOnce).map((cells) => rowOf(settings, cells))
        next += rowsAtOnce
        answer({ kind: 'rows', rows: part })
      })
    }
  }
} catch (error) {
  if (!(error instanceof ReadingRefused)) throw error
  answer({ kind: 'refused', alert: error.alert, detail: error.detail })
}

function previewOf(table: Table): TablePreview {
  const columns = guessRoles(table)
  const timed = columns.find(({ role }) => role === 'timestamp')?.name
  const moments = table.rows.flatMap((cells) => (timed ? [cells[timed] ?? ''] : []))
  return {
    columns,
    dateOrder: guessOrder(moments),
    rows: firstRows(table, rowsShown),
    count: table.rows.length,
    hasTimes: moments.some(hasTime),
  }
}
