import { open } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'

const timeoutMs = 3_000
const startBytes = 4_096

/** Detects the MIME type of a file from its bytes, whatever its name. Text and unknown types get the plainest ones. */
export async function sniffType(file: string): Promise<string> {
  // A file that breaks the format it claims has none.
  const found = await fileTypeFromFile(file, { signal: AbortSignal.timeout(timeoutMs) }).catch(() => undefined)
  if (found) return found.mime
  return (await isText(file)) ? 'text/plain' : 'application/octet-stream'
}

async function isText(file: string): Promise<boolean> {
  const handle = await open(file, 'r')
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(startBytes), 0, startBytes, 0)
    const start = buffer.subarray(0, bytesRead)
    if (start.includes(0)) return false
    // The last character may be incomplete.
    new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true })
    return true
  } catch {
    return false
  } finally {
    await handle.close()
  }
}
