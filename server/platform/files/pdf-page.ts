import { open } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'

/** A page as it is drawn: four bytes a pixel, red first. */
export type Page = { data: Uint8Array; width: number; height: number }

const longestMs = 5_000

/** Whether the bytes say that they are a PDF. */
export async function isPdf(file: string): Promise<boolean> {
  await using handle = await open(file)
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(5), 0, 5, 0)
  return buffer.toString('latin1', 0, bytesRead) === '%PDF-'
}

/**
 * The first page of a PDF, its longer side of so many pixels. PDFium runs without scripts and without network, as
 * WebAssembly, in a thread of its own that ends with the page, or after five seconds.
 * @throws Error for what is broken, locked by a password or too slow
 */
export async function drawFirstPage(file: string, longest: number): Promise<Page> {
  const worker = new Worker(new URL('./pdf-page.worker.ts', import.meta.url), {
    workerData: { file, longest },
    resourceLimits: { maxOldGenerationSizeMb: 128 },
    stdout: true,
    stderr: true,
  })
  const { promise, resolve, reject } = Promise.withResolvers<Page>()
  const late = setTimeout(() => reject(new Error('A page took too long to be drawn')), longestMs)
  worker.once('message', resolve)
  worker.once('error', reject)
  worker.once('exit', () => reject(new Error('A page was not drawn')))
  try {
    return await promise
  } finally {
    clearTimeout(late)
    await worker.terminate()
  }
}
