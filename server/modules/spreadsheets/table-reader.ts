import { Worker } from 'node:worker_threads'
import type { SpreadsheetAlert, SpreadsheetPreview } from '../../../contract/spreadsheets.ts'
import type { Row } from './match-rows.ts'
import { ReadingError } from './reading-error.ts'
import type { IdentitySettings } from './row-identity.ts'
import { receiveMessages } from './thread-messages.ts'

export type TablePreview = Omit<SpreadsheetPreview, 'readers'>
export type ThreadRequest = { kind: 'preview' } | { kind: 'rows'; settings: IdentitySettings; knownHash: string | null }
export type ThreadReply =
  | { kind: 'same' }
  | { kind: 'preview'; preview: TablePreview }
  | { kind: 'table'; hash: string; columns: string[]; count: number }
  | { kind: 'rows'; rows: Row[] }
  | { kind: 'refused'; alert: SpreadsheetAlert; detail: string }

const maximumMegabytes = 320
const maximumMs = 30_000

/** Table of a file that a worker thread parses; rows arrive in parts. */
export type OpenTable = { hash: string; columns: string[]; rows: AsyncIterable<Row[]> }

/** Previews a file. Throws ReadingError. */
export async function previewTable(bytes: Uint8Array): Promise<TablePreview> {
  await using thread = startThread(bytes, { kind: 'preview' })
  const reply = await thread.next()
  if (reply.kind !== 'preview') throw new Error(`expected a preview from the spreadsheet thread, got ${reply.kind}`)
  return reply.preview
}

/**
 * Passes a file's table to `work`. Returns null without parsing when the file has the hash `knownHash`. The thread ends with
 * the work. Throws ReadingError.
 */
export async function withTable<T>(
  bytes: Uint8Array,
  { settings, knownHash }: { settings: IdentitySettings; knownHash: string | null },
  work: (table: OpenTable) => Promise<T>,
): Promise<T | null> {
  await using thread = startThread(bytes, { kind: 'rows', settings, knownHash })
  const reply = await thread.next()
  if (reply.kind === 'same') return null
  if (reply.kind !== 'table') throw new Error(`expected a table from the spreadsheet thread, got ${reply.kind}`)
  const { hash, columns, count } = reply
  return await work({ hash, columns, rows: readParts(thread, count) })
}

async function* readParts(thread: Thread, count: number): AsyncGenerator<Row[]> {
  for (let read = 0; read < count; ) {
    thread.ask()
    const reply = await thread.next()
    if (reply.kind !== 'rows') throw new Error(`expected rows from the spreadsheet thread, got ${reply.kind}`)
    read += reply.rows.length
    yield reply.rows
  }
}

type Thread = ReturnType<typeof startThread>

/** Starts a thread with limits of memory and time; a file that exceeds them is refused as too large. */
function startThread(bytes: Uint8Array, request: ThreadRequest) {
  const worker = new Worker(new URL('./table.worker.ts', import.meta.url), {
    workerData: { bytes, request },
    resourceLimits: { maxOldGenerationSizeMb: maximumMegabytes, maxYoungGenerationSizeMb: 32 },
    stdout: true,
    stderr: true,
  })
  const tooLarge = () => new ReadingError('too_large')
  const thread = receiveMessages<ThreadReply>(worker, maximumMs, {
    late: tooLarge,
    ended: tooLarge,
    failed: (error) => (error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooLarge() : error),
  })
  return {
    ask: () => worker.postMessage('next'),
    async next(): Promise<ThreadReply> {
      const reply = await thread.next()
      if (reply.kind === 'refused') throw new ReadingError(reply.alert, reply.detail)
      return reply
    },
    async [Symbol.asyncDispose]() {
      await worker.terminate()
    },
  }
}
