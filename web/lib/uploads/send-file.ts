import type { Upload } from '../../../contract/attachments.ts'
import { addressOf, refusalOf } from '../../../contract/client.ts'
import { api, CallError, signedOut } from '../api.ts'
import { locale } from '../i18n.tsx'

/** Without a byte for so long, the line is dead, whatever the machine believes. */
const silenceMs = 60_000

export type Sending = { done: Promise<Upload>; stop: () => void }

/**
 * Sends a file and says how far it got, which `fetch` cannot. The same key sent again gets the first answer.
 * Rejects with CallError; `unreachable` too when it is stopped.
 */
export function sendFile(file: File, name: string, key: string, onSent: (bytes: number) => void): Sending {
  const request = new XMLHttpRequest()
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
      if (request.status === 401) signedOut()
      reject(
        request.status === 0
          ? new CallError('unreachable', 0, 'No answer from the server')
          : refusalOf(request.status, readJson(request.responseText)),
      )
    }
  })
  request.open('POST', addressOf(api.attachments.upload, { query: { name } }))
  request.setRequestHeader('content-type', 'application/octet-stream')
  request.setRequestHeader('accept-language', locale())
  request.setRequestHeader('idempotency-key', key)
  request.send(file)
  return { done, stop: () => request.abort() }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
