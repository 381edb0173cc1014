import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a signed address stands for. Nothing is stored: it ends by itself, and with its reader's rights. */
export type Link = { attachmentId: string; readerId: string; expiresAt: number }

const purpose = 'attachment content'
const lastsMs = 10 * 60_000

export function newLink(attachmentId: string, readerId: string): Link {
  return { attachmentId, readerId, expiresAt: Date.now() + lastsMs }
}

export function writeLink(secret: string, { attachmentId, readerId, expiresAt }: Link): string {
  const body = Buffer.from(`${hex(attachmentId)}${hex(readerId)}${expiresAt.toString(16).padStart(12, '0')}`, 'hex')
  return `${body.toString('base64url')}.${sign(secret, body).toString('base64url')}`
}

/** Null for what writeLink() did not write, or wrote too long ago. */
export function readLink(secret: string, token: string): Link | null {
  const [written = '', signed = ''] = token.split('.')
  const body = Buffer.from(written, 'base64url')
  const [expected, given] = [sign(secret, body), Buffer.from(signed, 'base64url')]
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  const text = body.toString('hex')
  const link = { attachmentId: uuid(text.slice(0, 32)), readerId: uuid(text.slice(32, 64)) }
  const expiresAt = Number.parseInt(text.slice(64), 16)
  return expiresAt > Date.now() ? { ...link, expiresAt } : null
}

function sign(secret: string, body: Buffer): Buffer {
  return createHmac('sha256', secret).update(purpose).update(body).digest()
}

const hex = (id: string) => id.replaceAll('-', '')
const uuid = (text: string) => text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
