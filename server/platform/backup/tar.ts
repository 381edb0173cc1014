import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import tar from 'tar-stream'

/** A file of the archive; its content is read before the next one is asked for. */
export type TarEntry = { name: string; size: number; content: AsyncIterable<Buffer> | Iterable<Buffer> }

/** Packs files into a tar archive, readable by any tar. Throws when a content is not as long as its size says. */
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
      if (error) reject(new Error(`${name} changed while it was read`, { cause: error }))
      else resolve()
    })
    await pipeline(Readable.from(content), entry)
    await added
  }
}

/** Reads the entries of an archive, in their order. Throws when it ends early or is not one. */
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
