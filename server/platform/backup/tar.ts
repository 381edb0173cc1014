import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import tar from 'tar-stream'

/** File in an archive. Its content must be read before the next file. */
export type TarEntry = { name: string; size: number; content: AsyncIterable<Buffer> | Iterable<Buffer> }

/** Packs a tar archive that any tar can read. Throws when a content differs from its declared size. */
export async function* packTar(entries: AsyncIterable<TarEntry>): AsyncGenerator<Buffer> {
  const pack = tar.pack()
  const writing = addEntries(pack, entries).then(
    () => pack.finalize(),
    (error) => pack.destroy(error),
  )
  for await (const chunk of pack) yield chunk as Buffer
  await writing
}

async function addEntries(pack: tar.Pack, entries: AsyncIterable<TarEntry>): Promise<void> {
  for await (const { name, size, content } of entries) {
    const { promise: added, resolve, reject } = Promise.withResolvers<void>()
    const entry = pack.entry({ name, size, mode: 0o600 }, (error) => {
      if (error) reject(new Error(`${name} changed while it was being read`, { cause: error }))
      else resolve()
    })
    await pipeline(Readable.from(content), entry)
    await added
  }
}

/** Unpacks an archive in order. Throws when it is incomplete or not an archive. */
export async function* unpackTar(bytes: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const extract = tar.extract()
  const feeding = pipeline(Readable.from(bytes), extract)
  feeding.catch(() => {}) // whoever reads the entries is told
  for await (const entry of extract) {
    yield { name: entry.header.name, size: entry.header.size ?? 0, content: entry as AsyncIterable<Buffer> }
    entry.resume()
  }
  await feeding
}
