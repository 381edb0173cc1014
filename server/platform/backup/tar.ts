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
  for await (const entry of entries)
    await pipeline(Readable.from(requireSize(entry)), pack.entry({ name: entry.name, size: entry.size, mode: 0o600 }))
}

/** Yields the content of a file. Throws when it is shorter or longer than its declared size. */
async function* requireSize({ name, size, content }: TarEntry): AsyncGenerator<Buffer> {
  let left = size
  for await (const chunk of content) {
    left -= chunk.length
    if (left < 0) break
    yield chunk
  }
  if (left !== 0) throw new Error(`${name} changed while it was being read`)
}

/** Unpacks an archive in order. Throws when it is incomplete or not an archive. */
export async function* unpackTar(bytes: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const extract = tar.extract()
  const feeding = pipeline(Readable.from(bytes), extract)
  feeding.catch(() => {}) // The reader of the entries gets the error.
  for await (const entry of extract) {
    yield { name: entry.header.name, size: entry.header.size ?? 0, content: entry as AsyncIterable<Buffer> }
    entry.resume()
  }
  await feeding
}
