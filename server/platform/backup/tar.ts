/** File in an archive. Its content must be read before the next file. */
export type TarEntry = { name: string; size: number; content: AsyncIterable<Buffer> | Iterable<Buffer> }

const block = 512

/**
 * Packs a tar archive (ustar: https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html) that any tar can read.
 * Names have at most 100 ASCII characters, contents 8 GB. Throws when a content differs from its declared size.
 */
export async function* packTar(entries: AsyncIterable<TarEntry>): AsyncGenerator<Buffer> {
  for await (const { name, size, content } of entries) {
    yield headerOf(name, size)
    let left = size
    for await (const chunk of content) {
      left -= chunk.length
      if (left < 0) break
      yield chunk
    }
    if (left !== 0) throw new Error(`${name} changed while it was being read`)
    yield Buffer.alloc(paddingOf(size))
  }
  yield Buffer.alloc(2 * block)
}

/** Unpacks an archive in order. Throws when it is incomplete or not an archive. */
export async function* unpackTar(bytes: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  const { upTo, exactly } = readerOf(bytes)
  while (true) {
    const header = await exactly(block)
    if (header.every((byte) => byte === 0)) return
    const { name, size } = readHeader(header)
    let left = size
    async function* content() {
      while (left > 0) {
        const chunk = await upTo(left)
        left -= chunk.length
        yield chunk
      }
    }
    yield { name, size, content: content() }
    while (left > 0) left -= (await upTo(left)).length
    await exactly(paddingOf(size))
  }
}

const paddingOf = (size: number) => (block - (size % block)) % block

function headerOf(name: string, size: number): Buffer {
  const header = Buffer.alloc(block)
  const octal = (value: number, at: number, length: number) =>
    header.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'latin1')
  if (Buffer.byteLength(name) > 100 || size >= 8 ** 11) throw new Error(`${name} does not fit into an archive`)
  header.write(name, 0, 'latin1')
  octal(0o600, 100, 8)
  octal(0, 108, 8)
  octal(0, 116, 8)
  octal(size, 124, 12)
  octal(0, 136, 12)
  header.write('0', 156, 'latin1')
  header.write('ustar\x0000', 257, 'latin1')
  header.write(`${sumOf(header).toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return header
}

function readHeader(header: Buffer): { name: string; size: number } {
  const text = (from: number, to: number) => header.toString('latin1', from, to).split('\0')[0] ?? ''
  if (Number.parseInt(text(148, 156), 8) !== sumOf(header)) throw new Error('it is not an archive')
  return { name: text(0, 100), size: Number.parseInt(text(124, 136), 8) }
}

/** Computes the checksum: the sum of all bytes, counting its own field as spaces. */
function sumOf(header: Buffer): number {
  return header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0)
}

function readerOf(bytes: AsyncIterable<Buffer>) {
  const iterator = bytes[Symbol.asyncIterator]()
  let ahead = Buffer.alloc(0)

  async function upTo(size: number): Promise<Buffer> {
    while (ahead.length === 0) {
      const next = await iterator.next()
      if (next.done) throw new Error('it ends early')
      ahead = next.value as typeof ahead
    }
    const chunk = ahead.subarray(0, size)
    ahead = ahead.subarray(chunk.length)
    return chunk
  }

  async function exactly(size: number): Promise<Buffer> {
    const chunks: Buffer[] = []
    for (let left = size; left > 0; left -= chunks.at(-1)?.length ?? 0) chunks.push(await upTo(left))
    return Buffer.concat(chunks)
  }

  return { upTo, exactly }
}
