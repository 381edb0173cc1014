import { attachments } from '../../../contract/attachments.ts'
import { actLimits, type UploadLimits } from '../../../contract/limits.ts'
import { portal } from '../../../contract/portal.ts'
import type { Person } from '../../actors.ts'
import { AppError } from '../../platform/app-error.ts'
import type { Ctx } from '../../platform/context.ts'
import type { Db } from '../../platform/database.ts'
import type { PreviewSize, Previews } from '../../platform/files/previews.ts'
import type { Files } from '../../platform/files/store.ts'
import { type Http, type MountContext, mount } from '../../platform/http/mount.ts'
import { sendFile } from '../../platform/http/send-file.ts'
import { identifySender } from '../../platform/http/sender.ts'
import { countAct } from '../../platform/throttle.ts'
import { transact } from '../../platform/transact.ts'
import { type FileLink, makeLink, signLink, verifyLink } from './links.ts'
import { requireReadable, type VisibleTo } from './require-readable.ts'
import { discardUpload, uploadFile } from './upload.ts'

type AttachmentOptions = {
  files: Files
  previews: Previews
  limits: UploadLimits
  visibleTo: VisibleTo
  /** Signs URLs of files. */
  linkSecret: string
  /** Hashes the addresses that requests come from. */
  senderSecret: string
}

export function mountAttachments(mounting: MountContext, options: AttachmentOptions): void {
  const { files, previews, limits, visibleTo, linkSecret, senderSecret } = options
  async function content(db: Db, reader: Person, id: string, http: Http) {
    const { sha256, name } = await requireReadable(db, reader, visibleTo, id)
    const path = await files.find(sha256)
    return sendFile(http, { path, type: 'application/octet-stream', etag: sha256, saveAs: name })
  }
  async function preview(ctx: Ctx<Person>, id: string, size: PreviewSize, http: Http) {
    const { sha256, sender } = await requireReadable(ctx.db, ctx.actor, visibleTo, id)
    const path = await previews.find({ sha256, sender }, size, () => countPreview(ctx))
    return sendFile(http, { path, type: 'image/webp', etag: `${sha256}-${size}` })
  }
  async function countPreview(ctx: Ctx<Person>) {
    if (ctx.actor.kind === 'agent') return
    await transact(ctx, (tx) => countAct(tx, actLimits.preview, ctx.actor.id))
  }
  async function createLink(db: Db, reader: Person, id: string, { session }: Http) {
    if (!session) throw new AppError('unauthenticated')
    const file = await requireReadable(db, reader, visibleTo, id)
    const link = makeLink({ attachmentId: file.id, readerId: reader.id, sessionId: session.id })
    const url = attachments.linked.path.replace(':token', signLink(linkSecret, link))
    return { url, expiresAt: new Date(link.expiresAt).toISOString() }
  }
  async function loadReader({ readerId, sessionId }: FileLink): Promise<Person | null> {
    for (const sessions of [mounting.sessions, mounting.clients])
      if ((await sessions.findValid([sessionId])).has(sessionId)) return sessions.loadActor(readerId)
    return null
  }
  async function linked(db: Db, token: string, http: Http) {
    const link = verifyLink(linkSecret, token)
    const reader = link && (await loadReader(link))
    if (!link || !reader) throw new AppError('not_found')
    return content(db, reader, link.attachmentId, http)
  }

  function mountFiles(routes: typeof attachments | typeof portal) {
    mount(mounting, routes.upload, (ctx, { query, body }, { request }) => {
      const declaredSize = Number(request.headers['content-length'] ?? Number.NaN)
      const origin = { sender: identifySender(request.ip, senderSecret), limits }
      return uploadFile(ctx, files, origin, {
        ...query,
        bytes: body,
        declaredSize: Number.isNaN(declaredSize) ? null : declaredSize,
      })
    })
    mount(mounting, routes.limits, async () => ({ bytes: files.limit }))
    mount(mounting, routes.discard, (ctx, { params }) => discardUpload(ctx, params.id))
    mount(mounting, routes.content, (ctx, { params }, http) => content(ctx.db, ctx.actor, params.id, http))
    mount(mounting, routes.preview, (ctx, { params, query }, http) => preview(ctx, params.id, query.size, http))
    mount(mounting, routes.createLink, (ctx, { params }, http) => createLink(ctx.db, ctx.actor, params.id, http))
  }

  // Agents and clients have the same routes, each with their own rights.
  for (const routes of [attachments, portal]) mountFiles(routes)
  mount(mounting, attachments.linked, (ctx, { params }, http) => linked(ctx.db, params.token, http))
}
