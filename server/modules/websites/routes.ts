import { sql } from 'kysely'
import type { Reply } from '../../../contract/route.ts'
import { websites } from '../../../contract/websites.ts'
import type { Tx } from '../../platform/database.ts'
import { type MountContext, mount } from '../../platform/http/mount.ts'
import { acceptSiteToken } from './accept-site-token.ts'
import { listWebsites } from './list-websites.ts'
import { changeWebsite, createWebsite, removeWebsite, savePortalPage } from './save-website.ts'
import { renewSecret } from './website-secrets.ts'

export function mountWebsites(mounting: MountContext, publicUrl: string | undefined): void {
  mount(mounting, websites.list, async (ctx) => ({ items: await listWebsites(ctx.db, publicUrl) }))
  mount(mounting, websites.create, (ctx, { body }, { request }) =>
    createWebsite(ctx, body, { publicUrl, address: `${request.protocol}://${request.host}` }),
  )
  mount(mounting, websites.change, (ctx, { params, body }) => changeWebsite(ctx, params.id, body, publicUrl))
  mount(mounting, websites.renewSecret, (ctx, { params, body }) =>
    renewSecret(ctx, params.id, body.keepFormer, publicUrl),
  )
  mount(mounting, websites.remove, async (ctx, { params }) => {
    await removeWebsite(ctx, params.id)
    mounting.clients.clearCache()
    return undefined
  })
  mount(
    mounting,
    websites.forms,
    (ctx, { body }, { request }) => {
      const onRefusal = (refusal: object) => request.log.warn(refusal, 'site token refused')
      return acceptSiteToken(ctx, { ...body, purpose: 'forms', publicUrl, onRefusal }, listShownForms)
    },
    { attemptsPerMinute: 30, of: ({ body }) => body.token },
  )
  mount(
    mounting,
    websites.check,
    (ctx, { body }, { request }) => {
      const onRefusal = (refusal: object) => request.log.warn(refusal, 'site token refused')
      return acceptSiteToken(
        ctx,
        { ...body, purpose: 'check', publicUrl, onRefusal },
        async (tx, { website, claims }) => {
          if (claims.portal_url !== undefined) await savePortalPage(tx, website.id, claims.portal_url)
          const { name } = await tx.selectFrom('organisation').select('name').executeTakeFirstOrThrow()
          return { organisation: name, website: website.name }
        },
      )
    },
    { attemptsPerMinute: 10, of: ({ body }) => body.token },
  )
}

/** Returns the open forms by name. */
async function listShownForms(tx: Tx): Promise<Reply<typeof websites.forms>> {
  const items = await tx
    .selectFrom('form')
    .select(['id', 'name'])
    .where('deleted_at', 'is', null)
    .where('is_open', '=', true)
    .orderBy(sql`fold(name)`)
    .limit(200)
    .execute()
  return { items }
}
