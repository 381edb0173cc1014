import { security } from '../../../contract/security.ts'
import { type MountContext, mount } from '../../platform/http/mount.ts'
import { setSecurityMonths } from '../people/index.ts'
import { exportSecurityEvents, listSecurityEvents } from './security-events.ts'

export function mountSecurity(mounting: MountContext): void {
  mount(mounting, security.list, (ctx, { query }) => listSecurityEvents(ctx.db, query))
  mount(mounting, security.export, (ctx, { query }, { reply }) => {
    reply.header('content-type', 'text/csv; charset=utf-8')
    reply.header('content-disposition', 'attachment; filename="guichet-security.csv"')
    return exportSecurityEvents(ctx, query)
  })
  mount(mounting, security.setRetention, (ctx, { body }) => setSecurityMonths(ctx, body.months))
}
