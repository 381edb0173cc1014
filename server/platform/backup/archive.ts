import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib'
import { packTar, type TarEntry, unpackTar } from './tar.ts'

/**
 * A tar archive under zstd, then a seal: the SHA-256 of all that stands before it, in a frame that zstd skips
 * (RFC 8878, 3.1.2), so that `tar --zstd -xf` reads the file too. Cut or altered anywhere, it no longer fits its seal.
 */
const sealHead = Buffer.concat([Buffer.from([0x50, 0x2a, 0x4d, 0x18, 40, 0, 0, 0]), Buffer.from('GUICHET\n')])
const sealLength = sealHead.length + 32

/** Writes a new file, readable by its owner only, which is on the disk when this resolves. */
export async function writeArchive(file: string, entries: AsyncIterable<TarEntry>): Promise<void> {
  const hash = createHash('sha256')
  await pipeline(
    packTar(entries),
    createZstdCompress({ params: { [constants.ZSTD_c_checksumFlag]: 1 } }),
    async function* sealed(bytes: AsyncIterable<Buffer>) {
      for await (const chunk of bytes) {
        hash.update(chunk)
        yield chunk
      }
      yield Buffer.concat([sealHead, hash.digest()])
    },
    createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }),
  )
}

/** Throws, in plain words, unless the file is a whole archive without a changed byte. */
export async function requireSealed(file: string): Promise<void> {
  const { end, seal } = await readSeal(file)
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file, { end: end - 1 })) hash.update(chunk)
  if (hash.digest().equals(seal)) return
  throw new Error(`${file} is damaged: its bytes are no longer those that were written.`)
}

async function readSeal(file: string): Promise<{ end: number; seal: Buffer }> {
  await using handle = await open(file)
  const { size } = await handle.stat()
  const end = size - sealLength
  const { buffer } = await handle.read({ buffer: Buffer.alloc(sealLength), position: Math.max(end, 0) })
  if (end > 0 && buffer.subarray(0, sealHead.length).equals(sealHead))
    return { end, seal: buffer.subarray(sealHead.length) }
  throw new Error(`${file} is no backup of Guichet, or its end is missing.`)
}

/** The entries of a sealed file, parts joined: "name/000001", "name/000002" … are one content under "name". */
export async function* readArchive(file: string): AsyncGenerator<Pick<TarEntry, 'name' | 'content'>> {
  const { end } = await readSeal(file)
  const bytes = createZstdDecompress()
  const reading = pipeline(createReadStream(file, { end: end - 1 }), bytes)
  reading.catch(() => {}) // who reads the bytes is told
  try {
    yield* joinParts(unpackTar(bytes))
  } finally {
    bytes.destroy()
  }
}

async function* joinParts(entries: AsyncGenerator<TarEntry>) {
  let next = await entries.next()
  while (!next.done) {
    const name = wholeName(next.value.name)
    async function* content() {
      while (!next.done && wholeName(next.value.name) === name) {
        yield* next.value.content
        next = await entries.next()
      }
    }
    const joined = content()
    yield { name, content: joined }
    for await (const _ of joined);
  }
}

const wholeName = (name: string) => name.replace(/\/\d{6}$/, '')
const partSize = 4 * 1024 * 1024

/** A content of unknown length, as entries of known ones. An empty one is one empty part. */
export async function* inParts(name: string, content: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
  let chunks: Buffer[] = []
  let size = 0
  let number = 0
  const part = () => {
    number++
    return { name: `${name}/${String(number).padStart(6, '0')}`, size, content: chunks }
  }
  for await (const chunk of content) {
    chunks.push(chunk)
    size += chunk.length
    if (size < partSize) continue
    yield part()
    chunks = []
    size = 0
  }
  if (size > 0 || number === 0) yield part()
}
