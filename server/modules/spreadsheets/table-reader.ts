import { Worker } from 'node:worker_threads'
import type { SpreadsheetAlert, SpreadsheetPreview } from '../../../contract/spreadsheets.ts'
import { askThread } from './ask-thread.ts'
import type { Row } from './known-again.ts'
import { ReadingRefused } from './reading-refused.ts'
import type { IdentitySettings } from './row-identity.ts'

export type TablePreview = Omit<SpreadsheetPreview, 'readers'>
export type Order = { kind: 'preview' } | { kind: 'rows'; settings: IdentitySettings; knownHash: string | null }
export type Answer =
  | { kind: 'same' }
  | { kind: 'preview'; preview: TablePreview }
  | { kind: 'table'; hash: string; columns: string[]; count: number }
  | { kind: 'rows'; rows: Row[] }
  | { kind: 'refused'; alert: SpreadsheetAlert; detail: string }

const maximumMegabytes = 320
const maximumMs = 30_000

/** A file that is read in a thread of its own, its rows in parts. */
export type OpenTable = { hash: string; columns: string[]; rows: AsyncIterable<Row[]> }

/** Looks at a file without keeping anything. Throws ReadingRefused. */
export async function previewTable(bytes: Uint8Array): Promise<TablePreview> {
  await using thread = startThread(bytes, { kind: 'preview' })
  const answer = await thread.next()
  if (answer.kind !== 'preview') throw new Error(`a preview was expected, not ${answer.kind}`)
  return answer.preview
}

/**
 * Hands a file's table to `work`, unless the file is the one of `knownHash`: then null. The thread ends with the work.
 * Throws ReadingRefused.
 */
export async function withTable<T>(
  bytes: Uint8Array,
  { settings, knownHash }: { settings: IdentitySettings; knownHash: string | null },
  work: (table: OpenTable) => Promise<T>,
): Promise<T | null> {
  await using thread = startThread(bytes, { kind: 'rows', settings, knownHash })
  const answer = await thread.next()
  if (answer.kind === 'same') return null
  if (answer.kind !== 'table') throw new Error(`a table was expected, not ${answer.kind}`)
  const { hash, columns, count } = answer
  return await work({ hash, columns, rows: readParts(thread, count) })
}

async function* readParts(thread: Thread, count: number): AsyncGenerator<Row[]> {
  for (let read = 0; read < count; ) {
    thread.ask()
    const answer = await thread.next()
    if (answer.kind !== 'rows') throw new Error(`rows were expected, not ${answer.kind}`)
    read += answer.rows.length
    yield answer.rows
  }
}

type Thread = ReturnType<typeof startThread>

/** A thread that needs more memory or time than a spreadsheet may is ended, and its file refused as too large. */
function startThread(bytes: Uint8Array, order: Order) {
  const worker = new Worker(new URL('./table.worker.ts', import.meta.url), {
    workerData: { bytes, order },
    resourceLimits: { maxOldGenerationSizeMb: maximumMegabytes, maxYoungGenerationSizeMb: 32 },
    stdout: true,
    stderr: true,
  })
  const tooLarge = () => new ReadingRefused('too_large')
  const thread = askThread<Answer>(worker, maximumMs, {
    late: tooLarge,
    ended: tooLarge,
    failed: (error) => (error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooLarge() : error),
  })
  return {
    ask: () => worker.postMessage('next'),
    async next(): Promise<Answer> {
      const answer = await thread.next()
      if (answer.kind === 'refused') throw new ReadingRefused(answer.alert, answer.detail)
      return answer
    },
    async [Symbol.asyncDispose]() {
      await worker.terminate()
    },
  }
}
