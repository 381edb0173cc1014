import { sql } from 'kysely'
import type { Reply } from '../../../contract/route.ts'
import { websites } from '../../../contract/websites.ts'
import type { Tx } from '../../platform/database.ts'
import { type Mounting, mount } from '../../platform/http/mount.ts'
import { acceptSiteToken } from './accept.ts'
import { changeWebsite, createWebsite, keepPortalPage, listWebsites, removeWebsite, renewSecret } from './websites.ts'

export function mountWebsites(mounting: Mounting, publicUrl: string | undefined): void {
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
    mounting.clients.forget()
    return undefined
  })
  mount(
    mounting,
    websites.forms,
    (ctx, { body }, { request }) => {
      const onRefused = (refusal: object) => request.log.warn(refusal, 'site token refused')
      return acceptSiteToken(ctx, { ...body, purpose: 'forms', publicUrl, onRefused }, listShownForms)
    },
    { attemptsPerMinute: 30, of: ({ body }) => body.token },
  )
  mount(
    mounting,
    websites.check,
    (ctx, { body }, { request }) => {
      const onRefused = (refusal: object) => request.log.warn(refusal, 'site token refused')
      return acceptSiteToken(
        ctx,
        { ...body, purpose: 'check', publicUrl, onRefused },
        async (tx, { website, claims }) => {
          if (claims.portal_url !== undefined) await keepPortalPage(tx, website.id, claims.portal_url)
          const { name } = await tx.selectFrom('organisation').select('name').executeTakeFirstOrThrow()
          return { organisation: name, website: website.name }
        },
      )
    },
    { attemptsPerMinute: 10, of: ({ body }) => body.token },
  )
}

/** Returns the forms that stand open, by name. */
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
