import type { Upload } from '../contract/attachments.ts'
import { CallError } from '../contract/client.ts'
import { newKey } from './new-key.ts'
import type { TransferOptions } from './send-file.ts'

/** Maximum number of files of one message. */
export const maxFiles = 20

/** Reason why a file was not sent. Retrying can only help after a failed call. */
export type UploadProblem =
  | { kind: 'empty' }
  | { kind: 'unreadable' }
  | { kind: 'too_large'; limit: number }
  | { kind: 'call'; error: unknown }

/** File that waits, is being sent, has failed, or was sent and is not attached yet. */
export type FileUpload = {
  key: string
  name: string
  size: number
  /** Bytes sent so far. */
  sent: number
  /** Null until the server has the whole file. */
  upload: Upload | null
  problem: UploadProblem | null
}

type Options = {
  /** Files that were sent before the page was loaded. */
  before: readonly FileUpload[]
  onChange: (files: readonly FileUpload[]) => void
  /** Sends a file. A repeated key gets the first response. */
  send: (file: File, key: string, options: TransferOptions) => Promise<Upload>
  /** Deletes an upload on the server. Without it, the upload expires. */
  discard?: (upload: Upload) => void
  inLine: ReturnType<typeof openLine>
  /** Maximum number of files; `maxFiles` without it. */
  most?: number
  /** Converts a file before it is sent. */
  prepare?: (file: File) => Promise<File>
  /** Maximum size of a file in bytes; null when it is unknown. */
  limit?: () => Promise<number | null>
  /** Whether files wait for resume(), because the session has ended. */
  isPaused?: () => boolean
  /** Whether the error's cause is fixed, so that the file is sent again at once. */
  isSettled?: (error: unknown) => Promise<boolean>
}

/** Returns a function that runs tasks one after the other, so that files do not share a slow line. */
export function openLine() {
  let last = Promise.resolve()
  return (task: () => Promise<void>) => {
    // A failed task must not stop the next ones.
    last = last.then(task).catch(() => {})
  }
}

/** Opens the upload queue of one message. Each file is sent once it is chosen and the line is free. */
export function openUploadQueue(options: Options) {
  const { before, onChange, send, discard, inLine, most = maxFiles, prepare, limit, isPaused, isSettled } = options
  let list = before
  const files = new Map<string, File>()
  const transfers = new Map<string, AbortController>()

  function set(next: readonly FileUpload[]) {
    list = next
    onChange(next)
  }
  const change = (key: string, part: Partial<FileUpload>) =>
    set(list.map((one) => (one.key === key ? { ...one, ...part } : one)))
  const isWaiting = (key: string) => list.some((one) => one.key === key && !one.upload && !one.problem)

  async function begin(key: string) {
    const file = await prepareFile(key)
    const problem = file ? await problemBefore(file) : { kind: 'unreadable' as const }
    if (problem) change(key, { problem })
    else inLine(() => sendOne(key))
  }

  async function prepareFile(key: string) {
    const chosen = files.get(key)
    if (!chosen || !prepare) return chosen
    const file = await prepare(chosen)
    if (isWaiting(key)) files.set(key, file)
    change(key, { name: file.name, size: file.size })
    return file
  }

  async function problemBefore(file: File): Promise<UploadProblem | null> {
    if (file.size === 0) return { kind: 'empty' }
    const maxSize = (await limit?.()) ?? null
    return maxSize !== null && file.size > maxSize ? { kind: 'too_large', limit: maxSize } : null
  }

  async function sendOne(key: string) {
    const file = files.get(key)
    if (!file || !isWaiting(key) || isPaused?.()) return
    const transfer = new AbortController()
    transfers.set(key, transfer)
    try {
      const upload = await send(file, key, { onSent: (sent) => change(key, { sent }), signal: transfer.signal })
      change(key, { upload, name: upload.name })
    } catch (error) {
      if (await isSettled?.(error)) begin(key)
      else change(key, isPaused?.() ? { sent: 0 } : { problem: await problemOf(file, error) })
    }
    transfers.delete(key)
  }

  function drop(keys: readonly string[]) {
    for (const key of keys) {
      transfers.get(key)?.abort()
      files.delete(key)
    }
    set(list.filter(({ key }) => !keys.includes(key)))
  }

  return {
    /** Adds files, and returns how many were left out. */
    add(chosen: Iterable<File>): number {
      const all = [...chosen]
      const taken = all.slice(0, Math.max(0, most - list.length))
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
    /** Sends all files again, under new keys. */
    renew() {
      for (const transfer of transfers.values()) transfer.abort()
      const renewed = list.map((one) => {
        const key = newKey()
        const file = files.get(one.key)
        if (file) files.set(key, file)
        files.delete(one.key)
        return { ...one, key, sent: 0, upload: null, problem: null }
      })
      set(renewed)
      for (const { key } of renewed) begin(key)
    },
    resume() {
      for (const { key } of list) if (isWaiting(key)) inLine(() => sendOne(key))
    },
    /** Removes a file: stops its transfer, or deletes it on the server. */
    remove(key: string) {
      const upload = list.find((one) => one.key === key)?.upload
      drop([key])
      if (upload) discard?.(upload)
    },
    /** Removes files that are attached now. */
    drop,
    /** Puts back the files of a message that was rejected. */
    putBack: (former: readonly FileUpload[]) => set([...former, ...list]),
  }
}

/** Returns why a transfer failed. For a file that was moved or changed, the browser reports a network error. */
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
