import { clientView } from '../../../contract/client-view.ts'
import { mail } from '../../../contract/mail.ts'
import { type MountContext, mount } from '../../platform/http/mount.ts'
import { cancelWaiting, countMails, listMails, queueTestMail, requireMail, setMailState } from './delivery/queue.ts'
import { changeSettings, describeSettings, type MailEnvironment, readOutgoingState } from './settings.ts'
import { listTicketMails, readTicketMailText } from './ticket-mails.ts'

export function mountMails(mounting: MountContext, environment: MailEnvironment): void {
  mount(mounting, mail.outgoing, async (ctx) => ({ state: await readOutgoingState(ctx.db, environment) }))
  mount(mounting, clientView.mails, (ctx, { params, query }) => listTicketMails(ctx, params.id, query))
  mount(mounting, clientView.mailText, (ctx, { params }) => readTicketMailText(ctx, params.id, params.mailId))
  mount(mounting, mail.settings, (ctx) => describeSettings(ctx.db, environment))
  mount(mounting, mail.changeSettings, (ctx, { body }, { session }) => changeSettings(ctx, environment, body, session))
  mount(mounting, mail.test, (ctx, { body }) => queueTestMail(ctx, environment, body.address))
  mount(mounting, mail.list, (ctx, { query }) => listMails(ctx.db, query))
  mount(mounting, mail.count, (ctx) => countMails(ctx.db))
  mount(mounting, mail.show, (ctx, { params }) => requireMail(ctx.db, params.id))
  mount(mounting, mail.setState, (ctx, { params, body }) => setMailState(ctx, params.id, body.to))
  mount(mounting, mail.cancelWaiting, (ctx, { body }) => cancelWaiting(ctx, body.before))
}
