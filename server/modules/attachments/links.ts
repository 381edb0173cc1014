import { createHmac, timingSafeEqual } from 'node:crypto'

/** A signed address of a file. Nothing is stored: it ends by itself, with its reader's rights, and with their session. */
export type Link = { attachmentId: string; readerId: string; sessionId: string; expiresAt: number }

const purpose = 'attachment content of a session'
const lastsMs = 10 * 60_000

export function newLink(given: Omit<Link, 'expiresAt'>): Link {
  return { ...given, expiresAt: Date.now() + lastsMs }
}

export function writeLink(secret: string, { attachmentId, readerId, sessionId, expiresAt }: Link): string {
  const ids = [attachmentId, readerId, sessionId].map(hex).join('')
  const body = Buffer.from(`${ids}${expiresAt.toString(16).padStart(12, '0')}`, 'hex')
  return `${body.toString('base64url')}.${sign(secret, body).toString('base64url')}`
}

/** Returns null for a token that writeLink() did not write, or wrote too long ago. */
export function readLink(secret: string, token: string): Link | null {
  const [written = '', signed = ''] = token.split('.')
  const body = Buffer.from(written, 'base64url')
  const [expected, given] = [sign(secret, body), Buffer.from(signed, 'base64url')]
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  const text = body.toString('hex')
  const [attachmentId = '', readerId = '', sessionId = ''] = [0, 32, 64].map((at) => uuid(text.slice(at, at + 32)))
  const expiresAt = Number.parseInt(text.slice(96), 16)
  return expiresAt > Date.now() ? { attachmentId, readerId, sessionId, expiresAt } : null
}

function sign(secret: string, body: Buffer): Buffer {
  return createHmac('sha256', secret).update(purpose).update(body).digest()
}

const hex = (id: string) => id.replaceAll('-', '')
const uuid = (text: string) => text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
