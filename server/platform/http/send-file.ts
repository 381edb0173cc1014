import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { create } from 'content-disposition'
import type { Http } from './mount.ts'

type FileReply = {
  path: string
  /** Content type, never the uploader's own, except for pictures that we encoded. */
  type: string
  /** Tag that changes with the bytes. */
  etag: string
  /** File name for a download; without it the file is shown in the page. */
  saveAs?: string
}

/**
 * Sends a stored file: sandboxed, without content sniffing, cached privately and revalidated each time. Serves a single
 * range (the whole file for other ranges), and 304 to a browser that has it.
 */
export async function sendFile({ request, reply }: Http, { path, type, etag, saveAs }: FileReply): Promise<Readable> {
  const handle = await open(path, 'r')
  const { size } = await handle.stat()
  reply.header('content-type', type)
  reply.header(
    'content-disposition',
    saveAs === undefined ? 'inline' : create(saveAs, { fallback: plainLetters(saveAs) }),
  )
  reply.header('content-security-policy', "sandbox; default-src 'none'")
  reply.header('x-content-type-options', 'nosniff')
  reply.header('cache-control', 'private, no-cache')
  reply.header('etag', `"${etag}"`)
  reply.header('accept-ranges', 'bytes')
  if (request.headers['if-none-match'] === `"${etag}"`) {
    await handle.close()
    reply.code(304)
    return Readable.from([])
  }
  const range = request.headers['if-range'] === undefined ? rangeOf(request.headers.range, size) : null
  if (range) {
    reply.code(206)
    reply.header('content-range', `bytes ${range.start}-${range.end}/${size}`)
  }
  const { start, end } = range ?? { start: 0, end: size - 1 }
  reply.header('content-length', end - start + 1)
  return handle.createReadStream({ start, end })
}

function rangeOf(header: string | undefined, size: number): { start: number; end: number } | null {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? []
  if (from === '' && to === '') return null
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  return start <= end && start < size ? { start, end } : null
}

/** Returns a name for browsers that read ASCII only. */
const plainLetters = (name: string) =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w .()+,=@-]/g, '_')
