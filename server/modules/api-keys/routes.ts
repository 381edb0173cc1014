import { apiKeys, count } from '../../../contract/api-keys.ts'
import { type MountContext, mount } from '../../platform/http/mount.ts'
import { createKey, listKeys, removeKey, requireKey } from './api-keys.ts'
import { countToHandle } from './count.ts'

export function mountApiKeys(mounting: MountContext): void {
  mount(mounting, apiKeys.list, (ctx) => listKeys(ctx.db))
  mount(mounting, apiKeys.create, (ctx, { body }) => createKey(ctx, body))
  mount(mounting, apiKeys.remove, (ctx, { params }) => removeKey(ctx, params.id))
  mount(
    mounting,
    count.show,
    async (ctx, { query }, { request }) => {
      await requireKey(ctx.db, request.headers.authorization, 'count')
      return countToHandle(ctx.db, query.agentId)
    },
    { attemptsPerMinute: 60, of: ({ query }) => query.agentId },
  )
}
