import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

type Cost = { /** In KiB. */ memory: number; passes: number; parallelism: number }

const argon2id = promisify(argon2) as (
  algorithm: 'argon2id',
  parameters: Parameters<typeof argon2>[1],
) => Promise<Buffer>

/** Cost that OWASP recommends as its second choice for argon2id: 19 MiB, two passes, one lane. */
const currentCost: Cost = { memory: 19_456, passes: 2, parallelism: 1 }
const tagLength = 32

/** Hashes a password. Returns a PHC string: `$argon2id$v=19$m=19456,t=2,p=1$SALT$HASH`. */
export async function hashPassword(password: string, cost = currentCost): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await argon2id('argon2id', { message: password, nonce, tagLength, ...cost })
  const { memory, passes, parallelism } = cost
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${encode(nonce)}$${encode(tag)}`
}

export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const parsed = parse(stored)
  if (!parsed) return false
  const { cost, nonce, tag } = parsed
  const again = await argon2id('argon2id', { message: password, nonce, tagLength: tag.length, ...cost })
  return timingSafeEqual(again, tag)
}

/** Tells whether a hash has the former format, or costs an attacker less than a new one. */
export function isHashOutdated(stored: string): boolean {
  const parsed = parse(stored)
  if (!parsed || !stored.startsWith('$')) return true
  const { memory, passes } = parsed.cost
  return memory < currentCost.memory || passes < currentCost.passes
}

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/
/** Former format, before costs were stored, with a fixed cost. */
const former = /^argon2id\$([\w-]+)\$([\w-]+)$/

function parse(stored: string): { cost: Cost; nonce: Buffer; tag: Buffer } | null {
  const [, memory, passes, parallelism, nonce = '', tag = ''] = phc.exec(stored) ?? []
  if (memory) {
    const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) }
    return { cost, nonce: Buffer.from(nonce, 'base64'), tag: Buffer.from(tag, 'base64') }
  }
  const [, oldNonce, oldTag = ''] = former.exec(stored) ?? []
  if (!oldNonce) return null
  const cost = { memory: 19_456, passes: 2, parallelism: 1 }
  return { cost, nonce: Buffer.from(oldNonce, 'base64url'), tag: Buffer.from(oldTag, 'base64url') }
}

/** Encodes base64 without padding, as in PHC strings. */
const encode = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')
