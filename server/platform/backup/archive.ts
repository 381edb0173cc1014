import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib'
import { type BackupKey, type BackupLock, decrypt, encrypt, isEncrypted } from './encryption.ts'
import { packTar, type TarEntry, unpackTar } from './tar.ts'

/**
 * Layout of an archive: tar under zstd, then a seal, the SHA-256 of everything before it, in a frame that zstd skips
 * (RFC 8878, 3.1.2), so that `tar --zstd -xf` reads the file too. The seal reveals any cut or change.
 */
const sealHead = Buffer.concat([Buffer.from([0x50, 0x2a, 0x4d, 0x18, 40, 0, 0, 0]), Buffer.from('GUICHET\n')])
const sealLength = sealHead.length + 32

/**
 * Writes a new file, readable by its owner only. It is on the disk when this resolves.
 * @param lock encrypts the sealed archive as a whole
 * @returns the SHA-256 of the file's bytes
 */
export async function writeArchive(
  file: string,
  entries: AsyncIterable<TarEntry>,
  lock: BackupLock | null = null,
): Promise<string> {
  const written = createHash('sha256')
  await pipeline(
    packTar(entries),
    createZstdCompress({ params: { [constants.ZSTD_c_checksumFlag]: 1 } }),
    sealed,
    async function* (bytes: AsyncIterable<Buffer>) {
      for await (const chunk of lock ? await encrypt(bytes, lock) : bytes) {
        written.update(chunk)
        yield chunk
      }
    },
    createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }),
  )
  return written.digest('hex')
}

async function* sealed(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  for await (const chunk of bytes) {
    hash.update(chunk)
    yield chunk
  }
  yield Buffer.concat([sealHead, hash.digest()])
}

/** Sealed archive of a backup, decrypted if necessary. Each call of open() reads it from the beginning. */
export type ArchiveSource = { file: string; open: () => Promise<AsyncIterable<Buffer>> }

/** Opens a backup. Throws an error for the operator when it is encrypted and the key does not match. */
export async function openArchive(file: string, key: BackupKey): Promise<ArchiveSource> {
  const encrypted = await isEncrypted(file)
  return {
    file,
    async open() {
      const bytes: AsyncIterable<Buffer> = createReadStream(file)
      return encrypted ? decrypt(file, bytes, key) : bytes
    },
  }
}

/** Checks that a file's bytes are those that were written. Throws an error for the operator. */
export async function requireUnaltered(file: string, sha256: string): Promise<void> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  if (hash.digest('hex') !== sha256) throw new Error(`${file} is damaged: ${contentChanged}`)
}

const contentChanged = 'its content has changed since it was written.'

/** Checks the seal of an archive. Throws an error for the operator when it is incomplete or altered. */
export async function requireSealed({ file, open }: ArchiveSource): Promise<void> {
  const hash = createHash('sha256')
  const seal = { bytes: Buffer.alloc(0) }
  for await (const chunk of withoutSeal(await open(), seal)) hash.update(chunk)
  if (!seal.bytes.subarray(0, sealHead.length).equals(sealHead))
    throw new Error(`${file} is not a backup of Guichet, or its end is missing.`)
  if (!hash.digest().equals(seal.bytes.subarray(sealHead.length)))
    throw new Error(`${file} is damaged: ${contentChanged}`)
}

/** Yields all bytes but the seal, which it stores in `seal`. */
async function* withoutSeal(bytes: AsyncIterable<Buffer>, seal: { bytes: Buffer }): AsyncGenerator<Buffer> {
  let pending = Buffer.alloc(0)
  for await (const chunk of bytes) {
    const all = Buffer.concat([pending, chunk])
    const end = Math.max(all.length - sealLength, 0)
    if (end > 0) yield all.subarray(0, end)
    pending = Buffer.from(all.subarray(end))
  }
  seal.bytes = pending
}

/** Yields the entries of a sealed archive with their parts joined: "name/000001", "name/000002" … are one entry "name". */
export async function* readArchive({ open }: ArchiveSource): AsyncGenerator<Pick<TarEntry, 'name' | 'content'>> {
  const bytes = createZstdDecompress()
  const reading = pipeline(withoutSeal(await open(), { bytes: Buffer.alloc(0) }), bytes)
  reading.catch(() => {}) // The reader of the bytes gets the error.
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

/** Splits a content of unknown length into entries of known length. An empty content is one empty part. */
export async function* splitIntoParts(name: string, content: AsyncIterable<Buffer>): AsyncGenerator<TarEntry> {
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
