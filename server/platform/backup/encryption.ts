import { open, readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import type { Encrypter } from 'age-encryption'

/** Encryption of a backup in the age format: https://age-encryption.org/v1. */
export type BackupLock = { passphrase: string } | { recipient: string }

/** Key to an encrypted backup; an identity is the text of an age key file. */
export type BackupKey = { passphrase?: string | undefined; identity?: string | undefined }

const ageMark = Buffer.from('age-encryption.org/v1')

/** Imports the library only for encrypted backups; the desk does not need it. */
const readAge = () => import('age-encryption')

type WebBytes = globalThis.ReadableStream<Uint8Array>

/** Encrypts a stream of bytes. Throws an error for the operator for an invalid recipient. */
export async function encrypt(bytes: AsyncIterable<Buffer>, lock: BackupLock): Promise<AsyncIterable<Buffer>> {
  const age = await readAge()
  const encrypter = new age.Encrypter()
  if ('passphrase' in lock) encrypter.setPassphrase(lock.passphrase)
  else addRecipient(encrypter, lock.recipient)
  return fromWeb(await encrypter.encrypt(toWeb(bytes)))
}

function addRecipient(encrypter: Encrypter, recipient: string): void {
  try {
    encrypter.addRecipient(recipient)
  } catch {
    throw new Error(`${recipient} is not an age recipient: it must begin with age1.`)
  }
}

/** Tells whether a file is encrypted. */
export async function isEncrypted(file: string): Promise<boolean> {
  await using handle = await open(file)
  const { buffer } = await handle.read({ buffer: Buffer.alloc(ageMark.length), position: 0 })
  return buffer.equals(ageMark)
}

/** Decrypts a stream of bytes. Throws an error for the operator without the right key. */
export async function decrypt(
  file: string,
  bytes: AsyncIterable<Buffer>,
  { passphrase, identity }: BackupKey,
): Promise<AsyncIterable<Buffer>> {
  if (passphrase === undefined && identity === undefined)
    throw new Error(`${file} is encrypted: set BACKUP_PASSPHRASE, or pass the age key with --identity FILE.`)
  const age = await readAge()
  const decrypter = new age.Decrypter()
  if (passphrase !== undefined) decrypter.addPassphrase(passphrase)
  for (const key of identity?.match(/^AGE-SECRET-KEY-\S+$/gm) ?? []) decrypter.addIdentity(key)
  try {
    return fromWeb(await decrypter.decrypt(toWeb(bytes)))
  } catch {
    throw new Error(`${file} cannot be decrypted: wrong passphrase or key.`)
  }
}

/** Reads an age key file, ignoring its comments. */
export async function readIdentity(file: string): Promise<string> {
  const identity = await readFile(file, 'utf8')
  if (/^AGE-SECRET-KEY-/m.test(identity)) return identity
  throw new Error(`${file} contains no age key: expected a line that begins with AGE-SECRET-KEY-.`)
}

const toWeb = (bytes: AsyncIterable<Buffer>) => Readable.toWeb(Readable.from(bytes)) as unknown as WebBytes

async function* fromWeb(stream: WebBytes): AsyncGenerator<Buffer> {
  for await (const chunk of stream as unknown as ReadableStream<Uint8Array>)
    yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
}
