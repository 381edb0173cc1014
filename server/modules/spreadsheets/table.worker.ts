import { createHash } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { guessRoles } from './guess-roles.ts'
import type { Row } from './match-rows.ts'
import { ReadingError } from './reading-error.ts'
import { identifyRow } from './row-identity.ts'
import { readTable, sampleRows, type Table } from './table.ts'
import type { TablePreview, ThreadReply, ThreadRequest } from './table-reader.ts'
import { guessDateOrder, hasTime } from './timestamps.ts'

/** Worker thread that parses one file, so that its memory and CPU cost ends with it. It sends rows in parts on request. */
const { bytes, request } = workerData as { bytes: Uint8Array; request: ThreadRequest }
const rowsShown = 5
const partSize = 200

const reply = (message: ThreadReply) => parentPort?.postMessage(message)

try {
  const hash = createHash('sha256').update(bytes).digest('base64url')
  if (request.kind === 'rows' && request.knownHash === hash) reply({ kind: 'same' })
  else {
    const table = readTable(bytes)
    if (request.kind === 'preview') reply({ kind: 'preview', preview: previewOf(table) })
    else {
      const { rows, columns } = table
      const { settings } = request
      reply({ kind: 'table', hash, columns, count: rows.length })
      let next = 0
      parentPort?.on('message', () => {
        const part: Row[] = rows.slice(next, next + partSize).map((cells) => identifyRow(settings, cells))
        next += partSize
        reply({ kind: 'rows', rows: part })
      })
    }
  }
} catch (error) {
  if (!(error instanceof ReadingError)) throw error
  reply({ kind: 'refused', alert: error.alert, detail: error.detail })
}

function previewOf(table: Table): TablePreview {
  const columns = guessRoles(table)
  const timestampColumn = columns.find(({ role }) => role === 'timestamp')?.name
  const timestamps = table.rows.flatMap((cells) => (timestampColumn ? [cells[timestampColumn] ?? ''] : []))
  return {
    columns,
    dateOrder: guessDateOrder(timestamps),
    rows: sampleRows(table, rowsShown),
    count: table.rows.length,
    hasTimes: timestamps.some(hasTime),
  }
}
