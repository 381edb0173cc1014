import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { type Look, logoAtMost } from '../../../contract/organisation.ts'
import type { Agent } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Db, Tx } from '../../platform/database.ts'
import { decodeOptions, loadSharp } from '../../platform/files/sharp.ts'
import type { Http } from '../../platform/http/mount.ts'
import { record } from '../../platform/record.ts'
import { transact } from '../../platform/transact.ts'

export function readLook(db: Db | Tx): Promise<Look> {
  return db.selectFrom('organisation').select(['colour', 'logo_hash as logo']).executeTakeFirstOrThrow()
}

/** Re-encodes and saves a logo, without metadata of cameras and programs. Throws payload_too_large, no_preview. */
export async function setLogo(ctx: Ctx<Agent>, bytes: Readable): Promise<Look> {
  const logo = await redraw(await readAll(bytes))
  return saveLogo(ctx, { logo, logo_hash: createHash('sha256').update(logo).digest('hex').slice(0, 16) })
}

export const removeLogo = (ctx: Ctx<Agent>) => saveLogo(ctx, { logo: null, logo_hash: null })

async function saveLogo(
  ctx: Ctx<Agent>,
  columns: { logo: Uint8Array | null; logo_hash: string | null },
): Promise<Look> {
  return transact(ctx, async (tx) => {
    const { id, logo_hash: from } = await tx
      .selectFrom('organisation')
      .select(['id', 'logo_hash'])
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (from === columns.logo_hash) return readLook(tx)
    await tx.updateTable('organisation').set(columns).execute()
    const changes = [{ field: 'logo', from, to: columns.logo_hash }]
    await record(tx, ctx, 'organisation.changed', { id, data: { changes } })
    return readLook(tx)
  })
}

async function readAll(bytes: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    if (size > logoAtMost) throw new AppError('payload_too_large', { limit: logoAtMost })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Size limit, twice the displayed size for high-density screens. */
const box = { width: 480, height: 96, fit: 'inside', withoutEnlargement: true } as const

async function redraw(bytes: Buffer): Promise<Buffer> {
  const sharp = await loadSharp()
  try {
    return await sharp(bytes, decodeOptions).rotate().trim({ background: '#0000' }).resize(box).png().toBuffer()
  } catch {
    throw new AppError('no_preview')
  }
}

/** Sends the logo. Throws not_found when there is none. */
export async function sendLogo(db: Db, requestedHash: string | undefined, { reply }: Http): Promise<Readable> {
  const { logo, logo_hash: hash } = await db
    .selectFrom('organisation')
    .select(['logo', 'logo_hash'])
    .executeTakeFirstOrThrow()
  if (!logo) throw new AppError('not_found')
  reply.header('content-type', 'image/png')
  reply.header('content-length', logo.length)
  reply.header('content-security-policy', "sandbox; default-src 'none'")
  reply.header('cache-control', requestedHash === hash ? 'public, max-age=31536000, immutable' : 'no-cache')
  reply.header('etag', `"${hash}"`)
  return Readable.from([logo])
}
