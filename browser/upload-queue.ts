import type { Upload } from '../contract/attachments.ts'
import { CallError } from '../contract/client.ts'
import { newKey } from './new-key.ts'
import type { FileTransfer } from './send-file.ts'

/** Maximum number of files that the server takes at once. */
export const maxFiles = 20

/** Reason why a file was not sent. Only a call may do better when it is repeated. */
export type UploadProblem =
  | { kind: 'empty' }
  | { kind: 'unreadable' }
  | { kind: 'too_large'; limit: number }
  | { kind: 'call'; error: unknown }

/** A file on its way to the server, or there and not yet put anywhere. */
export type FileUpload = {
  key: string
  name: string
  size: number
  /** bytes */
  sent: number
  /** null until the server has all of it */
  upload: Upload | null
  problem: UploadProblem | null
}

type Options = {
  /** Files that were sent before this page was loaded. */
  before: readonly FileUpload[]
  onChange: (files: readonly FileUpload[]) => void
  send: (file: File, key: string, onSent: (bytes: number) => void) => FileTransfer
  /** Tells the server that nobody will put it anywhere. */
  discard: (upload: Upload) => void
  inLine: ReturnType<typeof openLine>
  /** Maximum size of a file in bytes; null when nobody says. */
  limit?: () => Promise<number | null>
  /** Whether files wait for resume(), since nobody is signed in. */
  isPaused?: () => boolean
  /** Whether the error has been dealt with, so that the file may be sent again at once. */
  isSettled?: (error: unknown) => Promise<boolean>
}

/** Returns what runs tasks one after the other: files keep their order, and do not share a slow line. */
export function openLine() {
  let last = Promise.resolve()
  return (task: () => Promise<void>) => {
    // A task that fails must not stop those behind it.
    last = last.then(task).catch(() => {})
  }
}

/** The files gathered for one message: each is sent as soon as it is chosen and the line is free. */
export function openUploadQueue({ before, onChange, send, discard, inLine, limit, isPaused, isSettled }: Options) {
  let list = before
  const files = new Map<string, File>()
  const transfers = new Map<string, FileTransfer>()

  function set(next: readonly FileUpload[]) {
    list = next
    onChange(next)
  }
  const change = (key: string, part: Partial<FileUpload>) =>
    set(list.map((one) => (one.key === key ? { ...one, ...part } : one)))
  const isWaiting = (key: string) => list.some((one) => one.key === key && !one.upload && !one.problem)

  async function begin(key: string) {
    const file = files.get(key)
    const problem = file ? await problemBefore(file) : { kind: 'unreadable' as const }
    if (problem) change(key, { problem })
    else inLine(() => sendOne(key))
  }

  async function problemBefore(file: File): Promise<UploadProblem | null> {
    if (file.size === 0) return { kind: 'empty' }
    const most = (await limit?.()) ?? null
    return most !== null && file.size > most ? { kind: 'too_large', limit: most } : null
  }

  async function sendOne(key: string) {
    const file = files.get(key)
    if (!file || !isWaiting(key) || isPaused?.()) return
    try {
      const transfer = send(file, key, (sent) => change(key, { sent }))
      transfers.set(key, transfer)
      const upload = await transfer.done
      change(key, { upload, name: upload.name })
    } catch (error) {
      if (await isSettled?.(error)) begin(key)
      else change(key, isPaused?.() ? { sent: 0 } : { problem: await problemOf(file, error) })
    }
    transfers.delete(key)
  }

  function drop(keys: readonly string[]) {
    for (const key of keys) {
      transfers.get(key)?.stop()
      files.delete(key)
    }
    set(list.filter(({ key }) => !keys.includes(key)))
  }

  return {
    /** Returns how many found no room. */
    add(chosen: Iterable<File>): number {
      const all = [...chosen]
      const taken = all.slice(0, Math.max(0, maxFiles - list.length))
      const added = taken.map((file): FileUpload => {
        const key = newKey()
        files.set(key, file)
        return { key, name: file.name, size: file.size, sent: 0, upload: null, problem: null }
      })
      set([...list, ...added])
      for (const { key } of added) begin(key)
      return all.length - taken.length
    },
    again(key: string) {
      change(key, { sent: 0, problem: null })
      begin(key)
    },
    resume() {
      for (const { key } of list) if (isWaiting(key)) inLine(() => sendOne(key))
    },
    /** Stops it, or gives it up, on the server too. */
    remove(key: string) {
      const upload = list.find((one) => one.key === key)?.upload
      drop([key])
      if (upload) discard(upload)
    },
    /** Forgets files that are where they belong. */
    drop,
    /** Takes files back, of a message that was not taken. */
    putBack: (former: readonly FileUpload[]) => set([...former, ...list]),
  }
}

/** A file that was moved or changed since it was chosen fails as if the line did. */
async function problemOf(file: File, error: unknown): Promise<UploadProblem> {
  if (error instanceof CallError && error.code === 'payload_too_large' && typeof error.details.limit === 'number')
    return { kind: 'too_large', limit: error.details.limit }
  const isReadable = await file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    )
  return isReadable ? { kind: 'call', error } : { kind: 'unreadable' }
}
