import { open } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'

/** Rendered page: four bytes a pixel, red first. */
export type Page = { data: Uint8Array; width: number; height: number }

const longestMs = 5_000

/** Tells whether a file begins like a PDF. */
export async function isPdf(file: string): Promise<boolean> {
  await using handle = await open(file)
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(5), 0, 5, 0)
  return buffer.toString('latin1', 0, bytesRead) === '%PDF-'
}

/**
 * Renders the first page of a PDF, with `longest` pixels on its longer side. PDFium runs as WebAssembly without scripts and
 * network, in a worker thread that ends with the page or after five seconds.
 * @throws Error for a broken, protected or slow document
 */
export async function drawFirstPage(file: string, longest: number): Promise<Page> {
  const worker = new Worker(new URL('./pdf-page.worker.ts', import.meta.url), {
    workerData: { file, longest },
    resourceLimits: { maxOldGenerationSizeMb: 128 },
    stdout: true,
    stderr: true,
  })
  const { promise, resolve, reject } = Promise.withResolvers<Page>()
  const late = setTimeout(() => reject(new Error('Rendering a page took too long')), longestMs)
  worker.once('message', resolve)
  worker.once('error', reject)
  worker.once('exit', () => reject(new Error('Rendering a page failed')))
  try {
    return await promise
  } finally {
    clearTimeout(late)
    await worker.terminate()
  }
}
