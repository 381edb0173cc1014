import type { Upload } from '../contract/attachments.ts'
import { CallError, refusalOf } from '../contract/client.ts'

/** Timeout without any progress, after which the connection counts as lost. */
const silenceMs = 60_000

export type TransferOptions = {
  onSent: (bytes: number) => void
  /** Stops the transfer. */
  signal: AbortSignal
}

type FileRequest = TransferOptions & { file: File; address: string; headers: Record<string, string> }

/**
 * Sends a file and reports progress, which `fetch` cannot. A repeated Idempotency-Key gets the first response. Rejects
 * with CallError, with `unreachable` when stopped.
 */
export function sendFile({ file, address, headers, onSent, signal }: FileRequest): Promise<Upload> {
  const request = new XMLHttpRequest()
  signal.addEventListener('abort', () => request.abort())
  const done = new Promise<Upload>((resolve, reject) => {
    let silence = setTimeout(() => request.abort(), silenceMs)
    const heard = () => {
      clearTimeout(silence)
      silence = setTimeout(() => request.abort(), silenceMs)
    }
    request.upload.onprogress = ({ loaded }) => {
      heard()
      onSent(loaded)
    }
    request.onloadend = () => {
      clearTimeout(silence)
      if (request.status === 201) return resolve(JSON.parse(request.responseText) as Upload)
      reject(
        request.status === 0
          ? new CallError('unreachable', 0, 'No answer from the server')
          : refusalOf(request.status, readJson(request.responseText)),
      )
    }
  })
  request.open('POST', address)
  request.setRequestHeader('content-type', 'application/octet-stream')
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
  request.send(file)
  if (signal.aborted) request.abort()
  return done
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
