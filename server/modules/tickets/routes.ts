import { contacts } from '../../../contract/contacts.ts'
import { drafts } from '../../../contract/drafts.ts'
import { teams } from '../../../contract/people.ts'
import { presence } from '../../../contract/presence.ts'
import { tags } from '../../../contract/tags.ts'
import { tickets } from '../../../contract/tickets.ts'
import { requireActingAgent } from '../../actors.ts'
import { type MountContext, mount } from '../../platform/http/mount.ts'
import type { LiveHub } from '../../platform/live/hub.ts'
import { changeTicket } from './change/change-ticket.ts'
import { undoEvent } from './change/undo.ts'
import { discardDraft, saveDraft } from './drafts/drafts.ts'
import { countTickets } from './list/count-tickets.ts'
import { findExcerpts } from './list/find-excerpts.ts'
import { listTickets } from './list/list-tickets.ts'
import { createTicket } from './open/create-ticket.ts'
import { parseTicketKey } from './page/ticket-key.ts'
import { ticketView } from './page/ticket-view.ts'
import { archiveTeam } from './people/archive-team.ts'
import { attachContact } from './people/attach-contact.ts'
import { changeWatchers } from './people/change-watchers.ts'
import { setAssignees } from './people/set-assignees.ts'
import { setLead } from './people/set-lead.ts'
import { requireVisibleTicket } from './rights/require-visible-ticket.ts'
import { setStatus } from './status/set-status.ts'
import { addStep } from './steps/add-step.ts'
import { attachToTicket, detachFromTicket } from './steps/attach-files.ts'
import { readOlderTimeline } from './steps/timeline.ts'
import { mergeTags, removeTag, renameTag } from './tags/manage-tags.ts'
import { countTags, listTags } from './tags/tags.ts'

export function mountTickets(mounting: MountContext, hub: LiveHub, undoSeconds: number): void {
  const changes: MountContext = {
    ...mounting,
    readAgain: (ctx, id) => ticketView(ctx.db, requireActingAgent(ctx.actor), { id }),
  }
  mount(mounting, tickets.create, (ctx, { body }) => createTicket(ctx, body))
  mount(mounting, tickets.list, (ctx, { query }) => listTickets(ctx.db, ctx.actor, query))
  mount(mounting, tickets.count, (ctx, { query }) => countTickets(ctx.db, ctx.actor, query))
  mount(mounting, tickets.excerpts, async (ctx, { query }) => ({
    items: await findExcerpts(ctx.db, ctx.actor, query.ids, query.text),
  }))
  mount(mounting, tickets.show, (ctx, { params }) => ticketView(ctx.db, ctx.actor, parseTicketKey(params.key)))
  mount(mounting, tickets.timeline, (ctx, { params, query }) => readOlderTimeline(ctx, params.id, query.before))
  mount(changes, tickets.change, (ctx, { params, body }) => changeTicket(ctx, params.id, body))
  mount(changes, tickets.setStatus, (ctx, { params, body }) => setStatus(ctx, params.id, body))
  mount(changes, tickets.setLead, (ctx, { params, body }) => setLead(ctx, params.id, body))
  mount(changes, tickets.setAssignees, (ctx, { params, body }) => setAssignees(ctx, params.id, body))
  mount(changes, tickets.changeWatchers, (ctx, { params, body }) => changeWatchers(ctx, params.id, body))
  mount(changes, tickets.undo, (ctx, { params, body }) => undoEvent(ctx, undoSeconds, params.id, body))
  mount(changes, tickets.addStep, (ctx, { params, body }) => addStep(ctx, params.id, body))
  mount(mounting, tags.list, async (ctx, { query }) => ({ items: await listTags(ctx.db, query) }))
  mount(mounting, tags.count, (ctx, { query }) => countTags(ctx.db, query))
  mount(mounting, tags.rename, (ctx, { params, body }) => renameTag(ctx, params.id, body.name))
  mount(mounting, tags.merge, (ctx, { params, body }) => mergeTags(ctx, params.id, body.intoId))
  mount(mounting, tags.remove, (ctx, { params }) => removeTag(ctx, params.id))
  mount(mounting, teams.archive, (ctx, { params, body }) => archiveTeam(ctx, params.id, body.ticketsTo))
  mount(mounting, contacts.setCompany, (ctx, { params, body }) => attachContact(ctx, params.id, body))
  mount(mounting, drafts.keep, (ctx, { params, body }) => saveDraft(ctx, params.id, body))
  mount(mounting, drafts.discard, (ctx, { params }) => discardDraft(ctx, params.id))
  mount(mounting, presence.tell, async ({ db, actor }, { params: { id }, body }) => {
    await requireVisibleTicket(db, actor, id)
    return { others: await hub.tellPresence({ agent: { id: actor.id, name: actor.name }, place: id, ...body }) }
  })
  mount(changes, tickets.attach, (ctx, { params, body }) => attachToTicket(ctx, params.id, body.attachmentIds))
  mount(changes, tickets.detach, (ctx, { params }) => detachFromTicket(ctx, params.id, params.attachmentId))
}
