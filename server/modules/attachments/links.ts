import { createHmac, timingSafeEqual } from 'node:crypto'

/** Content of a signed URL of a file. Nothing is stored: it dies with its expiry, its reader's rights or their session. */
export type FileLink = { attachmentId: string; readerId: string; sessionId: string; expiresAt: number }

const purpose = 'attachment content of a session'
const validityMs = 10 * 60_000

export function makeLink(given: Omit<FileLink, 'expiresAt'>): FileLink {
  return { ...given, expiresAt: Date.now() + validityMs }
}

export function signLink(secret: string, { attachmentId, readerId, sessionId, expiresAt }: FileLink): string {
  const ids = [attachmentId, readerId, sessionId].map(hex).join('')
  const body = Buffer.from(`${ids}${expiresAt.toString(16).padStart(12, '0')}`, 'hex')
  return `${body.toString('base64url')}.${sign(secret, body).toString('base64url')}`
}

/** Verifies a token. Returns null for a forged or expired one. */
export function verifyLink(secret: string, token: string): FileLink | null {
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
